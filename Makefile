# Postern. `make` builds the compiler and compiles every policy; `make test` runs every Swift test;
# `make ci` checks what neither does: vendors' models, parity, schemas, fuzzers, damage, benchmarks.

SWIFT ?= swift
PYTHON ?= python3
SYSTEM := $(shell uname -s)

# One set of flags per scratch folder: changing a flag rebuilds every package.
# The compiler needs nothing of the bridge's packages: without the trait they are not even fetched.
COMPILER := --disable-default-traits
# Types are made from what the compiler knows of them: see Documentation/Decisions/0011-a-cold-start.md.
RELEASE := --configuration release --scratch-path .build-release $(COMPILER) \
	-Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
# On Linux what a check calls lies side by side: see Documentation/Decisions/0020-functions-side-by-side.md.
ifeq ($(SYSTEM),Linux)
RELEASE += -Xswiftc -Xfrontend -Xswiftc -function-sections
ORDERED := -Xswiftc -use-ld=lld -Xlinker --symbol-ordering-file=Scripts/link-order.txt -Xlinker --no-warn-symbol-ordering
STATIC = --static-swift-stdlib -Xswiftc -static-executable $(ORDERED) -Xlinker $(STRIP)
endif
STRIP := -s
BRIDGE_BUILD = $(SWIFT) build --configuration release --scratch-path .build-bridge --static-swift-stdlib -Xlinker -s
POSTERN := .build-release/release/postern
VENV := .build-venv
BROWSER_VENV := .build-venv-browser
PICTURES ?= .build/page
FUZZ_SECONDS ?= 60
FUZZERS := front-end table signature bodies form
DAMAGE ?= 1000000
CORPUS ?=

.PHONY: all dependencies server-dependencies bridge demo build link-order compile test leak-check ci lint numbering-plan world-map world-map-check integrations parity vendors schemas policy-tests fuzz fuzz-build damage \
	c-face conformance evaluators determinism documentation size bench python browser demo-check report-pages load-bridge soak-bridge \
	clean

all: dependencies build compile

dependencies:
	@sh Scripts/dependencies.sh

build:
	@$(SWIFT) build $(RELEASE) $(STATIC) --product postern

# Rewrites the order in which functions are linked, from a build that keeps its symbols.
link-order: STRIP := -S
link-order: build
	$(PYTHON) Scripts/link_order.py $(POSTERN) Scripts/link-order.txt

compile: build
	@$(POSTERN) compile

# The tests of the policies, not of the program.
policy-tests: build
	$(POSTERN) test

# Rewrites the pages that are made of the program itself.
documentation: build
	$(POSTERN) explain-code --format markdown > Documentation/Diagnostics.md

# Every Swift test, the bridge's too.
test: server-dependencies
	@sh Scripts/test.sh $(SWIFT) test --disable-xctest

server-dependencies:
	@sh Scripts/dependencies.sh server

# The server, in release. Not static as the compiler is: names are looked up through the system's library.
bridge: server-dependencies
	$(BRIDGE_BUILD) --product postern-bridge
	@ls -l .build-bridge/release/postern-bridge

# The whole story on one machine, without an account, on the build of `make test`.
demo: server-dependencies
	$(SWIFT) run bridge-demo generated/quickstart/dev/routing-table.bin

# The bridge's tests keep what they log, serve and store; none of it may have a code, a token, a secret or a number.
LEAKS := .build/leaks
leak-check: server-dependencies
	$(PYTHON) Scripts/leak_check.py --self-test
	@rm -rf $(LEAKS)
	POSTERN_LEAK_FOLDER=$(CURDIR)/$(LEAKS) sh Scripts/test.sh $(SWIFT) test --disable-xctest --filter BridgeTests
	$(PYTHON) Scripts/leak_check.py $(LEAKS)
	@rm -rf $(LEAKS)

# The demo, played by a program: every command that it prints, and its metrics read by Prometheus's own parser.
demo-check: server-dependencies python
	$(SWIFT) build --product bridge-demo
	$(VENV)/bin/python Scripts/demo_check.py .build/debug/bridge-demo generated/quickstart/dev/routing-table.bin

# A bridge under load: a trigger's time on a processor against a hello's is judged, and memory; the rest is printed.
load-bridge: bridge
	$(BRIDGE_BUILD) --product bridge-load
	sh Scripts/load_bridge.sh .build-bridge/release --seconds 90 --holds 2000 --rate 40 $(LOAD)

# Half an hour under the thread sanitizer, 10,000 callers held: answers and memory are judged, not time.
soak-bridge: server-dependencies
	$(SWIFT) build --configuration release --scratch-path .build-tsan --sanitize=thread --product postern-bridge
	$(SWIFT) build --configuration release --scratch-path .build-tsan --sanitize=thread --product bridge-load
	sh Scripts/load_bridge.sh .build-tsan/release --soak --seconds 1800 --holds 10000 --rate 50 $(LOAD)
	$(PYTHON) Scripts/tsan_reports.py .build/load-tsan

# What CI runs beside the tests.
ci: lint build policy-tests python size determinism schemas vendors parity world-map-check integrations evaluators c-face leak-check damage fuzz demo-check browser report-pages bench-figures load-bridge

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Fuzz Benchmarks

python: $(VENV)/ready

$(VENV)/ready: Scripts/requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r Scripts/requirements.txt
	@touch $@

# Rewrites the committed numbering plan from libphonenumber's metadata.
numbering-plan: python
	$(VENV)/bin/python Scripts/numbering_plan.py

parity: python
	$(VENV)/bin/python Scripts/numbering_plan.py --check
	$(SWIFT) build $(RELEASE) $(STATIC) --product numbering-classify
	$(VENV)/bin/python Scripts/numbering_parity.py .build-release/release/numbering-classify

# Rewrites the committed world map. The package is unpacked, not installed: it is there for Natural Earth's shapes.
world-map: $(VENV)/natural-earth/ready
	$(VENV)/bin/python Scripts/world_map.py $(VENV)/natural-earth

world-map-check: $(VENV)/natural-earth/ready
	$(VENV)/bin/python Scripts/world_map.py $(VENV)/natural-earth --check

$(VENV)/natural-earth/ready: $(VENV)/ready Scripts/requirements-map.txt
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --upgrade --target $(VENV)/natural-earth \
		-r Scripts/requirements-map.txt
	@touch $@

vendors: python build
	$(VENV)/bin/python Scripts/eiam_models.py generated Tests/PosternBackendsTests/Golden
	$(VENV)/bin/python Scripts/twilio_openapi.py check generated Tests/PosternBackendsTests/Golden

schemas: python build
	$(VENV)/bin/python Scripts/schemas.py $(POSTERN)

determinism: build
	sh Scripts/determinism.sh $(POSTERN)

size: build
	sh Scripts/binary_size.sh $(POSTERN)

# The hooks, the GitHub action and the GitLab job of Documentation/Integrations.md, run in a clone of a repository of its own.
integrations: python build
	$(VENV)/bin/python Scripts/integrations.py $(POSTERN) $(VENV)/bin/pre-commit

c-face: python build
	sh Scripts/c_face.sh $(VENV)/bin/python

# Interpreter = table over 300,000 requests; `make test` compares a share of them.
evaluators:
	$(SWIFT) build $(RELEASE) $(STATIC) --product conformance-run
	.build-release/release/conformance-run

damage:
	$(SWIFT) build $(RELEASE) $(STATIC) --product damage
	.build-release/release/damage $(DAMAGE)

# Without the trait the bridge is its parsers, so that none of its packages is built with sanitizers.
# Both sanitizers in one option: of two, the compiler heeds the last only, and their order is not ours.
fuzz-build:
	@for name in $(FUZZERS); do \
		$(SWIFT) build --configuration release --scratch-path .build-fuzz \
			--sanitize=fuzzer -Xswiftc -sanitize=address,fuzzer \
			$(COMPILER) --product fuzz-$$name || exit 1; \
	done

fuzz: fuzz-build
	sh Scripts/fuzz.sh .build-fuzz/release $(FUZZ_SECONDS) $(FUZZERS)

# CORPUS is a folder of policies, requests, decisions and faulty policies: see Documentation/Conformance.md.
conformance: python build
	$(VENV)/bin/python Scripts/conformance.py $(POSTERN) $(CORPUS)

# Judges the figures against their bounds. CI prints them, and does not judge: its machine is shared.
bench: build
	sh Scripts/bench.sh $(POSTERN)

bench-figures: build
	sh Scripts/bench.sh $(POSTERN) || [ $$? -eq 1 ]

# The hosted page in Chromium, over scripted challenges; a screenshot of everything that it shows goes to PICTURES.
browser: $(BROWSER_VENV)/ready
	$(SWIFT) build --product page-preview
	sh Scripts/browser.sh $(BROWSER_VENV)/bin/python Scripts/page_check.py .build/debug/page-preview $(PICTURES)

# The pages of `report` and `diff`, in the same browser.
report-pages: $(BROWSER_VENV)/ready build
	sh Scripts/browser.sh $(BROWSER_VENV)/bin/python Scripts/report_pages.py $(POSTERN) $(PICTURES)/reports

$(BROWSER_VENV)/ready: Scripts/requirements-browser.txt
	$(PYTHON) -m venv $(BROWSER_VENV)
	$(BROWSER_VENV)/bin/pip install --quiet --disable-pip-version-check -r Scripts/requirements-browser.txt
	@touch $@

clean:
	rm -rf .build .build-release .build-bridge .build-fuzz .build-cface .build-tsan .build-bench .build-hello $(VENV) $(BROWSER_VENV)
