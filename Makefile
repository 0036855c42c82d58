# One word for each task. `make test` and `make demo` set up what they need.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check lint types imports format reasons verdicts sample bench crosscheck

demo: .venv/run
	$(BIN)/citewatch demo

test: .venv/dev
	$(BIN)/pytest

check: lint types imports test

lint: .venv/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/dev
	$(BIN)/mypy

imports: .venv/dev
	$(BIN)/lint-imports

format: .venv/dev
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

reasons: .venv/dev
	$(BIN)/python -c "from citewatch.formats.reasons import reasons_document as d; print(d(), end='')" > docs/reasons.md

verdicts: .venv/dev
	$(BIN)/python tests/verdicts/confusion.py

sample: .venv/run
	$(BIN)/python scripts/sample.py

bench: .venv/dev
	$(BIN)/python bench/fetch.py

# Against pywb, another Wayback server, in a process and an environment of its own.
crosscheck: .venv/dev .venv-pywb/run
	CITEWATCH_PYWB=.venv-pywb/bin $(BIN)/pytest tests/archives/test_against_pywb.py

.venv-pywb/run:
	$(PYTHON) -m venv .venv-pywb
	.venv-pywb/bin/pip install --quiet pywb setuptools
	touch $@

.venv/run: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet -e .
	touch $@

.venv/dev: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet -e '.[dev]'
	touch $@
