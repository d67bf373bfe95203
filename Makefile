# Two commands for a newcomer: `make demo` and `make test`. Everything is installed into .venv.
PYTHON ?= $(shell command -v python3.13 || command -v python3.12 || command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test check bench nlu-report match-report crash train clean

demo: $(VENV)/.run
	$(BIN)/python -m bot demo --port $(PORT)

test: $(VENV)/.dev
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.dev
	$(BIN)/python -m bench

nlu-report: $(VENV)/.dev
	$(BIN)/python -m nlu.report

match-report: $(VENV)/.dev
	$(BIN)/python -m bench.match_report

crash: $(VENV)/.dev
	CRASH_KILLS=200 $(BIN)/python -m pytest tests/crash -x -q

train: $(VENV)/.train
	$(BIN)/python -m nlu.training

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which with: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing into $(VENV) (once, about a minute) ..."
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing into $(VENV) (once, about a minute) ..."
	$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.run

$(VENV)/.train: $(VENV)/.dev
	$(PIP) install -c constraints.txt -e '.[dev,train]'
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache
