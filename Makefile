# Set-up, demo, checks and tests. It needs make and Python 3.11 or later, nothing else; it also runs with macOS's make 3.81.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# The constraints file was made with Python 3.11, so that one comes first. A name may be found and still not run.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
NAMES := python3.11 python3 python3.12 python3.13 python3.14 python
PYTHON := $(shell for name in $(NAMES); do if $$name -c '$(NEW_ENOUGH)' 2>/dev/null; then echo $$name; break; fi; done)

# The constraints hold for the build backend too, which pip installs apart; which variable says so depends on pip's version.
PIP := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip

# An environment knows its own place by its full path: where it was moved or copied with its folder, it is made anew.
HERE := $(shell pwd -P)
MADE_AT := $(shell cat $(READY) 2>/dev/null)
ifneq ($(MADE_AT),$(HERE))
.PHONY: $(READY)
endif

.PHONY: help setup demo page serve test test-long check format docs lock clean
.DEFAULT_GOAL := help

help: ## print the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## make the virtual environment .venv, if pyproject.toml or constraints.txt changed

demo: $(READY) ## schedule the sample desk; what it writes is in demo/
	$(BIN)/openday demo demo/

page: $(READY) ## build the page (it needs Node; where there is none, a package brings it)
	@if ! node --version >/dev/null 2>&1; then $(PIP) install --quiet --editable '.[dev,node]'; fi
	$(BIN)/python -m api.board.build

serve: page ## build the page and serve the sample desk, kept in demo/openday.db
	@mkdir -p demo
	$(BIN)/openday serve --demo --database sqlite:///demo/openday.db

test: check ## check, then the tests
	$(BIN)/python -m pytest -n 2

test-long: $(READY) ## the longer run of the oracles
	$(BIN)/python -m pytest -n 2 -m long

check: $(READY) ## lint, format, types and layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY) ## mend what ruff can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(READY) ## write docs/rules.md anew from the rules
	PYTHONIOENCODING=utf-8 $(BIN)/python -m constraints._catalogue > $(VENV)/rules.md
	mv $(VENV)/rules.md docs/rules.md

lock: $(BIN)/python ## make constraints.txt anew from the ranges in pyproject.toml
	@# Without the old pins, and with the build backend, which pip's report leaves out.
	$(BIN)/python -m pip install --quiet --dry-run --ignore-installed --report $(VENV)/lock.json '.[dev]' \
		"$$($(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"])')"
	@$(BIN)/python -c 'import json; \
		print("# Pins for a repeatable set-up: made by `make lock` from the ranges in pyproject.toml, on Linux with Python 3.11."); \
		found = (item["metadata"] for item in json.load(open("$(VENV)/lock.json"))["install"]); \
		print(*sorted("{}=={}".format(each["name"].lower(), each["version"]) for each in found if each["name"] != "openday"), sep="\n")' \
		> $(VENV)/constraints.txt
	mv $(VENV)/constraints.txt constraints.txt

clean: ## delete what the demo, the tools and the tests wrote (delete .venv by hand to set up from nothing)
	rm -rf demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt
	@if ! $(PYTHON) -c '$(NEW_ENOUGH)' 2>/dev/null; then \
		echo "Openday needs Python 3.11 or later, found: $$($(PYTHON) --version 2>/dev/null || echo none of $(NAMES))." >&2; \
		echo "Maybe install one, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; fi
	@if [ -n "$(MADE_AT)" ] && [ "$(MADE_AT)" != "$(HERE)" ] || ! $(BIN)/python -c '$(NEW_ENOUGH)' 2>/dev/null; then \
		echo "$(PYTHON) -m venv --clear $(VENV)"; $(PYTHON) -m venv --clear $(VENV); fi
	$(PIP) install --quiet --editable '.[dev]'
	@pwd -P > $(READY)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
