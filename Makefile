# Every goal sets up what it needs by itself: `make` alone lists them.
# Needs Python 3.11 and a package registry; a second call finds everything in place.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# The first Python 3.11 that answers; another one by `make PYTHON=/path/to/python3.11 ...`.
PYTHON ?= $(shell for p in python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && echo $$p && break; \
	done)
HOST ?= 127.0.0.1
PORT ?= 3000
SAMPLE ?= data/samples/article.txt
WORK ?= runs/train
PINS := pyproject.toml constraints.txt

.PHONY: help run test train figures pictures pins clean

help: ## List the goals.
	@echo "Assay: how well a news article is supported, claim by claim."
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-16s %s\n", $$1, $$2}'

run: .venv-serve/.ready ## Assess a sample article, then serve on http://127.0.0.1:3000.
	@echo "[1/2] Assessing $(SAMPLE)"
	@.venv-serve/bin/assay analyze $(SAMPLE)
	@echo "[2/2] Starting the service; Ctrl-C stops it"
	@exec .venv-serve/bin/assay serve --host $(HOST) --port $(PORT)

test: .venv/.ready ## Check style and types, then run the tests.
	@echo "[1/3] Style"
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@echo "[2/3] Types (strict; about a minute the first time)"
	@.venv/bin/mypy
	@echo "[3/3] Tests"
	@.venv/bin/pytest

train: .venv/.ready ## Make the shipped model again from the public corpora (hours on a CPU).
	@echo "Training in $(WORK); a run that was cut off goes on where it stopped"
	@.venv/bin/assay train --work $(WORK)

figures: .venv/.ready ## Write the figures of the shipped model into the README.
	@.venv/bin/python docs/figures.py

pictures: .venv/.ready ## Draw the pictures of the README (needs Chromium).
	@.venv/bin/python docs/screenshot.py

pins: .venv/.ready ## Write the versions that stand in .venv into constraints.txt.
	@{ sed -n '/^#/p' constraints.txt; .venv/bin/python -m pip freeze --all --exclude-editable \
		| sed 's/^\(torch==[0-9.]*\)+.*/\1/'; } > .venv/pins && mv .venv/pins constraints.txt

clean: ## Remove both environments and the caches; corpora and runs stay.
	@echo "Removing .venv, .venv-serve and caches"
	@rm -rf .venv .venv-serve .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
	@find features data training service experiments tests docs -name __pycache__ -prune -exec rm -rf {} +

.venv-serve/.ready: $(PINS)
	@echo "Setting up .venv-serve: what serving needs, without PyTorch (a minute or two)"
	@$(call installed,.venv-serve,.)

.venv/.ready: $(PINS)
	@echo "Setting up .venv: serving, training and tests, with PyTorch (two to five minutes)"
	@$(call installed,.venv,.[train$(comma)dev])

comma := ,

# installed,ENVIRONMENT,WHAT: pip says what it collects; the stamp comes last, so that a broken-off
# set-up is taken up again.
define installed
test -n "$(PYTHON)" || { echo "make: needs Python 3.11; give one by make PYTHON=/path/to/python3.11" >&2; exit 2; }; \
test -x $(1)/bin/python || $(PYTHON) -m venv $(1) || exit 1; \
$(1)/bin/python -m pip install --quiet --disable-pip-version-check "$$(grep '^pip==' constraints.txt)" || exit 1; \
PYTHONWARNINGS=ignore $(1)/bin/python -m pip install --disable-pip-version-check --constraint constraints.txt --editable '$(2)' || exit 1; \
touch $(1)/.ready; \
echo "$(1) is ready: $$(du -sm $(1) | cut -f1) MB"
endef
