#!/bin/sh
# Everything: lint and types, then unit, property, house, both databases, and the browser.
set -eu
sh tools/system.sh
sh tools/check.sh
exec "${PYTHON:-.venv/bin/python}" -m pytest --cov --cov-report=term:skip-covered -q "$@"
