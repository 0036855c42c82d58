# One word for each task. `make test` and `make demo` set up what they need.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check lint types imports format reasons verdicts sample bench

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

.venv/run: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet -e .
	touch $@

.venv/dev: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet -e '.[dev]'
	touch $@
