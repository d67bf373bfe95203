# Two commands for a newcomer: `make demo` and `make test`. Everything is installed into .venv.
# The first of these that really starts and is new enough: a version manager may leave names that do not run.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080
WORKERS ?= auto
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := $(BIN)/python -m compileall -q bot handlers nlu storage domain # saves each start half a second

.PHONY: demo test check bench nlu-report match-report crash train clean

demo: $(VENV)/.run
	$(BIN)/python -m bot demo --port $(PORT)

test: $(VENV)/.dev
ifeq ($(strip $(ARGS)),)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -rs --ignore=tests/crash
	$(BIN)/python -m pytest -rs tests/crash # alone: it asserts the five seconds that the platform grants
else
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -rs $(ARGS)
endif

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.dev
	@$(PIP) install -c constraints.txt -e '.[dev,bench]' || echo "WeRoBot could not be installed; the rest is measured without it."
	$(BIN)/python -m bench

nlu-report: $(VENV)/.dev
	$(BIN)/python -m nlu.report

match-report: $(VENV)/.dev
	$(BIN)/python -m bench.match_report

crash: $(VENV)/.dev
	CRASH_KILLS=200 $(BIN)/python -m pytest tests/crash -x -q

train: $(VENV)/.dev
	$(BIN)/python -m nlu.training
	$(BIN)/python -m nlu.acts_training
	$(BIN)/python -m nlu.danger_training # takes the classifier's share of danger as a sign: after it

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; say which with: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "The module venv is needed, on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

$(VENV)/.run: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing into $(VENV) (once, about a minute) ..."
	$(PIP) install -c constraints.txt -e .
	@$(COMPILE)
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing into $(VENV) (once, about a minute) ..."
	$(PIP) install -c constraints.txt -e '.[dev]'
	@$(COMPILE)
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache
