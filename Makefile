# The workshop. `make demo` and `make test` need only Python 3.11 or newer and the package registry.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
.PHONY: demo test lint bench clean

$(VENV)/ready: pyproject.toml models/saidby-en/pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --editable ./models/saidby-en --group dev
	touch $@

demo: $(VENV)/ready  ## read the reports that ship with Saidby and show the ledger
	$(BIN)/saidby demo

lint: $(VENV)/ready  ## style, types and the direction of imports
	$(BIN)/ruff format --check --quiet src tests
	$(BIN)/ruff check --quiet src tests
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint  ## everything that must hold, about five minutes on two cores
	$(BIN)/python -m pytest -n 2

bench: $(VENV)/ready  ## speed, as ratios against named alternatives
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.grounding

clean:
	rm -rf $(VENV) build dist
