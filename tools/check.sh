#!/bin/sh
# Lint, types, templates, the direction of imports.
set -eu
python=${PYTHON:-.venv/bin/python}
bin=$(dirname "$python")
"$bin/ruff" check .
"$bin/ruff" format --check .
"$bin/mypy"
"$bin/djlint" --lint --quiet templates
"$bin/lint-imports"
