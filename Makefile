# Two commands do everything: `make demo` and `make test`. They need Python 3.11 and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types contracts check oracles corpora bench install clean

demo: $(VENV)/installed
	$(BIN)/saualnama demo

test: lint types contracts check

lint: $(VENV)/installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-for-tests
	$(BIN)/mypy

contracts: $(VENV)/installed-for-tests
	$(BIN)/lint-imports

check: $(VENV)/installed-for-tests
	$(BIN)/pytest -n 2 --dist loadfile

oracles: $(VENV)/installed-for-tests
	$(BIN)/pytest tests/oracles -s

# another collection of the same form: make corpora CORPORA_DIR=folder
corpora: $(VENV)/installed-for-tests
	$(BIN)/pytest tests/corpora -s

bench: $(VENV)/installed-for-tests
	$(BIN)/python -m tests.benchmarks

install: $(VENV)/installed

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Saualnama needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python setup.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[columnar,office,pdf,spss]'
	touch $@

$(VENV)/installed-for-tests: $(VENV)/bin/python setup.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
