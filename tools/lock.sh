#!/bin/sh
# Writes requirements.lock and requirements-test.lock: exact versions with digests, for every platform.
set -eu
cd "$(dirname "$0")/.."

uv=$(mktemp -d)
trap 'rm -rf "$uv"' EXIT
.venv/bin/python -m pip install -qq --disable-pip-version-check --target "$uv" 'uv>=0.5'

lock() {
    PYTHONPATH=$uv .venv/bin/python -m uv pip compile pyproject.toml --quiet --upgrade --universal \
        --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links "$@"
}
lock --output-file requirements.lock
lock --extra test --constraints requirements.lock --output-file requirements-test.lock
