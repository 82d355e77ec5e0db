#if Server
/// The page's script: makes better what works without it. It keeps nothing and sends nothing but the page's own forms
/// and questions for the page's own state.
enum PageScript {
  static let text = #"""
    (() => {
      'use strict';
      const root = document.documentElement;
      const said = document.getElementById('said');
      const path = (document.getElementById('main') || { dataset: {} }).dataset.path;
      let sent = false;
      let ticking = 0;
      let asking = 0;
      let failures = 0;

      const digits = (text) => (text.match(/\p{Nd}/gu) || []).length;
      const say = (text) => { said.textContent = ''; setTimeout(() => { said.textContent = text; }, 50); };
      const main = () => document.getElementById('main');

      // The reader's own clock and calendar instead of UTC.
      function times(scope) {
        const language = (tag) => tag.split('-')[0];
        const tag = navigator.languages.find((tag) => language(tag) === language(root.lang)) || root.lang;
        const format = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' });
        for (const element of scope.querySelectorAll('time[datetime]')) {
          const date = new Date(element.dateTime);
          if (!Number.isNaN(date.getTime())) {
            element.textContent = format.format(date);
            element.parentElement.removeAttribute('dir');
          }
        }
      }

      function countdown(scope) {
        clearInterval(ticking);
        const wait = scope.querySelector('.wait');
        if (!wait) return;
        const clock = wait.querySelector('.clock');
        const buttons = scope.querySelectorAll('.choices button');
        const end = performance.now() + Number(wait.dataset.seconds) * 1000;
        const tick = () => {
          const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
          if (left > 0) {
            clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
            return;
          }
          clearInterval(ticking);
          for (const button of buttons) button.disabled = false;
          wait.textContent = wait.dataset.said;
          say(wait.dataset.said);
        };
        for (const button of buttons) button.disabled = true;
        ticking = setInterval(tick, 250);
        tick();
      }

      function complain(field, text) {
        const error = document.getElementById('code-error');
        error.textContent = text;
        error.hidden = false;
        field.setAttribute('aria-invalid', 'true');
        if (!document.title.startsWith(error.dataset.prefix)) {
          document.title = `${error.dataset.prefix}: ${document.title}`;
        }
        field.focus();
      }

      function code(scope) {
        const field = scope.querySelector('#code');
        if (!field) return;
        const form = field.form;
        const lengths = field.dataset.length.split(' ').map(Number);
        const hadError = field.getAttribute('aria-invalid') === 'true';
        form.noValidate = true;
        let before = digits(field.value);

        // A whole message that was copied: the one run of digits in it that can be the code.
        field.addEventListener('paste', (event) => {
          const text = event.clipboardData ? event.clipboardData.getData('text') : '';
          if (/^[\p{Nd}\s]*$/u.test(text)) return;
          const runs = (text.match(/\p{Nd}+/gu) || []).filter((run) => lengths.includes(digits(run)));
          if (runs.length !== 1) return;
          event.preventDefault();
          field.value = runs[0];
          field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
        });

        // Only a code that came as a whole, pasted or filled in, goes by itself, and only while nothing was wrong:
        // what is typed digit by digit may hold a slip, and each check counts.
        field.addEventListener('input', (event) => {
          const now = digits(field.value);
          const whole = before === 0 || event.inputType === 'insertFromPaste';
          before = now;
          if (whole && lengths.includes(now) && now > 1 && !hadError && !sent) form.requestSubmit();
        });

        form.addEventListener('submit', (event) => {
          if (lengths.includes(digits(field.value))) return;
          event.preventDefault();
          event.stopImmediatePropagation();
          complain(field, field.dataset.message);
        });
      }

      // One form, once.
      function forms(scope) {
        for (const form of scope.querySelectorAll('form')) {
          form.addEventListener('submit', (event) => {
            if (sent) {
              event.preventDefault();
              return;
            }
            sent = true;
            clearTimeout(asking);
            for (const button of document.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true');
            const button = event.submitter || form.querySelector('button');
            if (button && button.dataset.busy) {
              button.textContent = button.dataset.busy;
              say(button.dataset.busy);
            }
            setTimeout(release, 20000);
          });
        }
      }

      function release() {
        sent = false;
        for (const button of document.querySelectorAll('button')) button.removeAttribute('aria-disabled');
        ask();
      }

      // What has changed on the server is shown without taking anything away that was typed.
      async function refresh() {
        const answer = await fetch(path, { cache: 'no-store', credentials: 'same-origin' });
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const fresh = page.getElementById('main');
        const stale = main();
        if (!fresh || sent) return;
        const typed = stale.querySelector('#code');
        const field = fresh.querySelector('#code');
        const focused = stale.contains(document.activeElement) ? document.activeElement.id : '';
        const samePhase = fresh.dataset.phase === stale.dataset.phase;
        if (typed && field) field.value = typed.value;
        for (const open of stale.querySelectorAll('details[open]')) {
          const twin = open.id && fresh.querySelector(`#${open.id}`);
          if (twin) twin.open = true;
        }
        stale.replaceWith(fresh);
        document.title = page.title;
        start();
        const heading = fresh.querySelector('h1');
        if (samePhase) {
          const twin = focused && document.getElementById(focused);
          if (twin) twin.focus();
          const lead = fresh.querySelector('.lead');
          if (lead) say(lead.textContent);
        } else {
          (field || heading).focus();
          say(heading.textContent);
        }
      }

      function ask() {
        clearTimeout(asking);
        const phase = main() && main().dataset.phase;
        if (phase !== 'sending' && phase !== 'enter') return;
        const pause = (phase === 'sending' ? 1000 : 5000) * Math.min(6, failures + 1);
        asking = setTimeout(async () => {
          if (sent) return;
          if (document.visibilityState === 'visible') {
            try {
              const answer = await fetch(`${path}/state`, { cache: 'no-store', credentials: 'same-origin' });
              if (answer.status === 404) {
                location.reload();
                return;
              }
              if (!answer.ok) throw new Error(String(answer.status));
              failures = 0;
              const state = await answer.json();
              if (!sent && state.mark !== main().dataset.mark) await refresh();
            } catch {
              failures += 1;
            }
          }
          ask();
        }, pause);
      }

      function start() {
        const scope = main();
        if (!scope) return;
        times(scope);
        countdown(scope);
        code(scope);
        forms(scope);
      }

      root.classList.add('js');
      start();
      ask();
      // A reload must not say again what was said, nor send a form again.
      if (path && (location.search || location.pathname !== path)) history.replaceState(null, '', path);
      window.addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible' && !sent) ask();
      });
    })();

    """#
}
#endif
