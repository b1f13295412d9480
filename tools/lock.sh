#!/bin/sh
# Writes requirements.lock, requirements-test.lock and tools/package-lock.json: exact versions with digests, for every platform.
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

# The page checkers: npm's own lock names hosts, which differ from office to office and are of no use here.
npm install --prefix tools --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund \
    --silent
.venv/bin/python - tools/package-lock.json <<'END'
import json
import pathlib
import sys

file = pathlib.Path(sys.argv[1])
lock = json.loads(file.read_text("utf-8"))
for package in lock["packages"].values():
    package.pop("funding", None)
file.write_text(json.dumps(lock, ensure_ascii=False, indent=2) + "\n", "utf-8")
END
