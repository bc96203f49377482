#!/bin/sh
# Writes the lock files anew, with hashes and without the address of any index.
set -eu
options="--quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade"
.uv/bin/uv pip compile $options pyproject.toml -o locks/runtime.txt
.uv/bin/uv pip compile $options --group dev -c locks/runtime.txt pyproject.toml -o locks/dev.txt
echo uv | .uv/bin/uv pip compile $options --no-annotate - -o locks/uv.txt
