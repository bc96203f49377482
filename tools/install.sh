#!/bin/sh
# Makes .venv from a lock file with hashes: with uv where it can be had, else with pip. Usage: install.sh LOCK STAMP
set -eu
lock=$1
stamp=$2
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python 3.11 or newer is needed; $("$python" --version) is here. Set PYTHON=python3.11, for example." >&2
  exit 1
}

echo "Installing from $lock …"
if [ ! -x .uv/bin/uv ]; then
  "$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --require-hashes \
    --target .uv -r locks/uv.txt >/dev/null 2>&1 || rm -rf .uv
fi

if [ -x .uv/bin/uv ]; then
  [ -x .venv/bin/python ] || .uv/bin/uv venv --quiet --python "$python" .venv
  .uv/bin/uv pip sync --quiet --require-hashes --compile-bytecode --python .venv/bin/python "$lock"
  .uv/bin/uv pip install --quiet --no-deps --no-build-isolation --python .venv/bin/python --editable .
else
  [ -x .venv/bin/python ] || "$python" -m venv .venv
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
fi
# Some machines forbid Python to keep what it compiled; then every start would compile everything anew.
.venv/bin/python -m compileall -q volunteer_match wsgi.py >/dev/null || true
rm -f .venv/.installed .venv/.installed-dev
touch "$stamp"
