# make html | pdf | epub | test | serve | clean — see README.md
# BOOK=theme sorts the book by theme; PDF=ua-1 or PDF=a-2u asks for a standard.
# ARTICLES=, DOCS= and BUILD= point at another knowledge base.

ARTICLES ?= articles
DOCS ?= docs
BUILD ?= build
BOOK ?= field
PDF ?=
VENV := .venv
BIN := $(VENV)/bin
SPHINX := $(BIN)/sphinx-build -n -W --keep-going -q -c .

.PHONY: html pdf epub convert test serve clean
.DEFAULT_GOAL := html

# --- set-up: a fresh machine needs git, make and Python 3.11 with venv ---------

$(VENV)/bin/python:
	@for python in python3 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    found=$$python; break; fi; done; \
	if [ -z "$$found" ]; then \
	  echo "Casebook needs Python 3.11 or newer: install it (Debian: apt-get install python3)." >&2; exit 1; fi; \
	if ! $$found -c 'import venv, ensurepip' 2>/dev/null; then \
	  echo "Python lacks the venv module: install it (Debian: apt-get install python3-venv)." >&2; exit 1; fi; \
	$$found -m venv $(VENV)

$(VENV)/.installed: requirements.txt constraints.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# --- the site: both editions side by side, one process each --------------------

# A broken article is told and left out; the rest is built, and the status is 1.
CONVERT := $(BIN)/casebook convert --articles $(ARTICLES) --docs $(DOCS)
# Without a folder of articles nothing is built: what is there may be of another one.
BEGUN = $(CONVERT); status=$$?; [ -d $(ARTICLES) ] || exit $$status
ENDED = [ $$status -eq 0 ] || echo "Not everything is in it: see what is told above." >&2; exit $$status

html: $(VENV)/.installed
	@$(BEGUN); \
	$(MAKE) --no-print-directory -j2 html-hant html-hans || exit $$?; \
	$(BIN)/casebook publish $(BUILD)/html --articles $(ARTICLES) || exit $$?; \
	echo "The site is in $(BUILD)/html/index.html"; \
	$(ENDED)

convert: $(VENV)/.installed
	@$(CONVERT)

.PHONY: html-hant html-hans
html-hant:
	@$(SPHINX) -d $(BUILD)/doctrees/zh-Hant $(DOCS) $(BUILD)/html/zh-Hant
html-hans:
	@$(SPHINX) -t hans -d $(BUILD)/doctrees/zh-Hans $(DOCS) $(BUILD)/html/zh-Hans

# --- the book ------------------------------------------------------------------

BOOKS := -D casebook_articles=$(abspath $(ARTICLES)) -D casebook_book=$(BOOK) \
  -D casebook_standard=$(PDF)

# Sphinx writes the book as a manuscript and ends; then it is set. One edition after the
# other: both take memory by the page.
pdf: $(VENV)/.installed
	@$(BEGUN); set -e; \
	$(SPHINX) -b typst $(BOOKS) -d $(BUILD)/doctrees/zh-Hant $(DOCS) $(BUILD)/typst/zh-Hant; \
	$(SPHINX) -b typst $(BOOKS) -t hans -d $(BUILD)/doctrees/zh-Hans $(DOCS) $(BUILD)/typst/zh-Hans; \
	$(BIN)/casebook typeset $(BUILD)/typst/*/casebook-*.manuscript.json; \
	mkdir -p $(BUILD)/pdf; rm -f $(BUILD)/pdf/casebook-*.pdf; \
	cp $(BUILD)/typst/*/casebook-*.pdf $(BUILD)/pdf/; \
	echo "The book is in $(BUILD)/pdf/"; \
	$(ENDED)

epub: $(VENV)/.installed
	@$(BEGUN); set -e; \
	rm -rf $(BUILD)/epub; mkdir -p $(BUILD)/epub; \
	$(SPHINX) -b epub -d $(BUILD)/doctrees/epub-zh-Hant $(DOCS) $(BUILD)/epub/zh-Hant; \
	$(SPHINX) -b epub -t hans -d $(BUILD)/doctrees/epub-zh-Hans $(DOCS) $(BUILD)/epub/zh-Hans; \
	cp $(BUILD)/epub/zh-Hant/casebook-zh-Hant.epub $(BUILD)/epub/zh-Hans/casebook-zh-Hans.epub \
	  $(BUILD)/epub/; \
	echo "The books are in $(BUILD)/epub/"; \
	$(ENDED)

# --- while editing -------------------------------------------------------------

serve: convert
	$(BIN)/sphinx-autobuild -q -c . -D casebook_search=0 --watch $(ARTICLES) \
	  --pre-build "$(CONVERT)" \
	  -d $(BUILD)/doctrees/serve $(DOCS) $(BUILD)/serve

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

clean:
	rm -rf $(BUILD)
