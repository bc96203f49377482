#!/bin/sh
# Everything: lint and types, then unit, property, house, both databases, and the browser, on two cores.
set -eu
sh tools/system.sh
sh tools/check.sh
exec "${PYTHON:-.venv/bin/python}" -m pytest -n 2 --dist loadfile --cov --cov-report=term:skip-covered -q "$@"
