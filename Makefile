# make html | pdf | epub | zip | convert | serve | clean | test: see README.md.
# Everything but `test` is `casebook`, which needs neither make nor a shell.
# ARTICLES=, DOCS=, BUILD= and CONFIG= point at another knowledge base; BOOK=theme sorts the
# book by theme; PDF=ua-1 or PDF=a-2u asks for a standard.

VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

# The program reads these itself: as they were given, whatever characters are in them.
export CASEBOOK_ARTICLES := $(value ARTICLES)
export CASEBOOK_DOCS := $(value DOCS)
export CASEBOOK_BUILD := $(value BUILD)
export CASEBOOK_CONFIG := $(value CONFIG)
export CASEBOOK_BOOK := $(value BOOK)
export CASEBOOK_PDF := $(value PDF)
# What make was called with must not come back through the environment.
unexport ARTICLES DOCS BUILD CONFIG BOOK PDF
MAKEOVERRIDES :=

.PHONY: html pdf epub zip convert serve clean test
.DEFAULT_GOAL := html

html: $(VENV)/.installed
	@$(BIN)/casebook build html

pdf: $(VENV)/.installed
	@$(BIN)/casebook build pdf

epub: $(VENV)/.installed
	@$(BIN)/casebook build epub

zip: $(VENV)/.installed
	@$(BIN)/casebook build zip

convert: $(VENV)/.installed
	@$(BIN)/casebook convert

serve: $(VENV)/.installed
	@$(BIN)/casebook serve

clean: $(VENV)/.installed
	@$(BIN)/casebook clean

# Tests start hundreds of processes: what the first of them compiles, the others read.
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder

# --- set-up: a fresh machine needs make and Python 3.11 with venv ---------------

$(BIN)/python:
	@for python in python3 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    found=$$python; break; fi; done; \
	if [ -z "$$found" ]; then \
	  echo "Casebook needs Python 3.11 or newer: install it (Debian: apt-get install python3)." >&2; exit 1; fi; \
	if ! $$found -c 'import venv, ensurepip' 2>/dev/null; then \
	  echo "Python lacks the venv module: install it (Debian: apt-get install python3-venv)." >&2; exit 1; fi; \
	$$found -m venv $(VENV)

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# pip takes no project in development beside hashes: it is installed in a second step.
$(VENV)/.installed: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@
