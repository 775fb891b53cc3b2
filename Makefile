# Every target does its own set-up: a virtual environment in .venv, packages from the registry as pinned in
# constraints.txt, and the gazetteer. Needs Python 3.11 or later with its venv module, and nothing else.
#   make demo PYTHON=/path/to/python3.12    to choose the Python
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
PLACES := $(VENV)/places-ready
PLACES_SOURCES := $(wildcard src/standoff/gazetteer/*.py src/standoff/gazetteer/*.tsv src/standoff/gazetteer/*.toml \
                    src/standoff/gazetteer/*.csv src/standoff/gazetteer/*/*.tsv src/standoff/gazetteer/*/*.toml)
PYTHON ?= $(shell for candidate in python3.13 python3.12 python3.11 python3 python; do \
    "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
        && { echo "$$candidate"; break; }; done)

.PHONY: help setup demo test check quality bench docs screenshots clean

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

setup: $(READY) $(PLACES)  ## virtual environment, packages and gazetteer

$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Standoff needs Python 3.11 or later, and none was found on the PATH." >&2; \
	    echo "Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Standoff needs Python 3.11 or later, and $(PYTHON) is not." >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "$(PYTHON) has no working venv module." >&2; \
	    echo "On Debian and Ubuntu: apt-get install python3-venv (or python3.X-venv for the very version)." >&2; exit 1; }
	@test -x $(BIN)/python && $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	    || "$(PYTHON)" -m venv --clear $(VENV)
	@echo "Installing Standoff and what it needs into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

$(PLACES): $(READY) $(PLACES_SOURCES)
	@echo "Building the gazetteer ..."
	@$(BIN)/standoff places build
	@touch $@

demo: setup  ## a report taken apart in front of you
	@$(BIN)/standoff demo

test: setup  ## all tests
	$(BIN)/pytest -n auto

check: setup  ## style, types, import rules, and docs against the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/reference/generate.py --check

quality: setup  ## scores on the evaluation sets, held against floors that only rise
	$(BIN)/python benchmarks/quality/run.py $(ARGS)
	$(BIN)/python benchmarks/quality/run.py --rules $(ARGS)

bench: setup  ## speed and memory against the bare parser, of a casebook as it grows, and of the server
	$(BIN)/python benchmarks/speed/bench.py $(ARGS)
	$(BIN)/python benchmarks/speed/casebook.py $(if $(SIZES),--sizes $(SIZES))
	$(BIN)/python benchmarks/speed/server.py

docs: setup  ## write anew the pages and pictures that are made from the code
	$(BIN)/python docs/reference/generate.py
	$(BIN)/python docs/picture.py

screenshots: setup  ## pictures of the page for README and docs; needs chromium and chromium-driver
	$(BIN)/python docs/screenshots.py $(ARGS)

clean:  ## remove what the other targets made, the virtual environment too
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis benchmarks/quality/predicted*
