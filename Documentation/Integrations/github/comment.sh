#!/bin/sh
# Writes the comment of a pull request, or writes it anew: there is one, known by its first line.
set -eu
[ -s "$COMMENT" ] || exit 0

known=$(gh api --paginate "repos/$REPOSITORY/issues/$NUMBER/comments" \
  --jq '.[] | select(.user.type == "Bot" and (.body | startswith("<!-- postern -->"))) | .id' | head -n 1) || known=""
if [ -n "$known" ]; then
  gh api --silent --method PATCH "repos/$REPOSITORY/issues/comments/$known" --field "body=@$COMMENT"
else
  # A pull request from a fork has no right to write; then the summary of the run has it all.
  gh api --silent --method POST "repos/$REPOSITORY/issues/$NUMBER/comments" --field "body=@$COMMENT" ||
    echo "::notice::the comment could not be written: the diff is in the summary of this run"
fi
