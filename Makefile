# All that a stranger needs: make run, make test, make help.
PYTHON ?= python3
DATA ?= data
PORT ?= 7860
# An index of CPU builds of torch, where the default one offers only the large CUDA builds.
TORCH_INDEX ?=

BIN := .venv/bin
READY := .venv/ready-for-wenbao
INDEX := $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX))

.DEFAULT_GOAL := help
.PHONY: help setup run test check fix golden eval screenshots bench soak system constraints clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14
	@echo; echo "variables: PYTHON=$(PYTHON) DATA=$(DATA) PORT=$(PORT) TORCH_INDEX=$(TORCH_INDEX)"

setup: $(READY)  ## make .venv with wenbao in .venv/bin (once; quick afterwards)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "wenbao needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet $(INDEX) --constraint constraints.txt --editable '.[dev]'
	@touch $@

run: setup  ## take the samples in (the first time) and open the page on them
	@$(BIN)/wenbao ingest samples/reports --data $(DATA)
	$(BIN)/wenbao serve --data $(DATA) --port $(PORT)

test: setup  ## all tests
	$(BIN)/python -m pytest

check: setup  ## format, lint, types and import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: setup  ## repair what the formatter and the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

golden: setup  ## write anew what tests compare with: the outputs shown in the READMEs
	$(BIN)/python -P tests/test_docs.py

eval: setup  ## score reading and answering over the samples, and write docs/
	$(BIN)/python -m bench.evaluate

screenshots: setup  ## take the pictures in docs/screens anew (needs chromium)
	$(BIN)/python -m bench.screenshots

bench: setup  ## measure speed, memory and size beside other ways, and write docs/benchmarks.md (a quarter of an hour)
	$(BIN)/python -m bench.all

soak: setup  ## kill ingests a hundred times and compare what is left, and write docs/soak.md (ten minutes)
	$(BIN)/python -m bench.soak 100

system:  ## install the system programs that browser tests use (needs root or sudo)
	@sh .ci/system

constraints: setup  ## write constraints.txt anew from what .venv holds
	$(BIN)/python -m pip freeze --exclude-editable | sed -E 's/\+cpu$$//' > .venv/frozen.txt
	@{ sed -n '/^#/p' constraints.txt; cat .venv/frozen.txt; } > .venv/constraints.txt && mv .venv/constraints.txt constraints.txt

clean:  ## remove .venv and caches; the data folder stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build *.egg-info
