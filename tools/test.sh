#!/bin/sh
# Everything: lint and types, then unit, property, house, both databases, and the browser, on two cores.
set -eu
sh tools/system.sh
export PYTHON="${PYTHON:-.venv/bin/python}"
# Each of the two takes half of what the other has left, so that both end together.
two() { "$PYTHON" -m pytest -n 2 --dist worksteal -q --durations=15 --durations-min=4 "$@"; }
# A part of the tests says nothing about what the whole covers.
[ "$#" -eq 0 ] || { two "$@"; exit; }

checks=$(mktemp)
trap 'rm -f "$checks"' EXIT
# Types need one core for half a minute; the tests begin meanwhile.
sh tools/check.sh >"$checks" 2>&1 &
checking=$!
failed=""
# `make everything` sets TESTS to nothing: every test on both databases, every page in every look, all of it traced.
export TESTS="${TESTS-quick}"
# Tracing doubles the time of most tests, so it is left to `make everything`, and the browser's are never traced.
if [ -n "$TESTS" ]; then
  two --ignore=tests/journeys || failed=1
else
  two --cov --cov-report= --ignore=tests/journeys || failed=1
  sh tools/coverage.sh || failed=1
fi
two tests/journeys || failed=1
echo "Lint, types, templates, imports:"
wait "$checking" || failed=1
cat "$checks"
[ -z "$failed" ]
