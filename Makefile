# What people type. `make` alone tells.
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
DEV_STAMP := $(VENV)/.installed-dev
RUN_STAMP := $(VENV)/.installed

export PORT

.PHONY: help install run test walk everything check bench soak lock texts
.DEFAULT_GOAL := help

help: ## Show these lines
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

install: $(RUN_STAMP) ## Make .venv with the command volunteer-match in it

$(RUN_STAMP): locks/runtime.txt locks/uv.txt pyproject.toml
	@PYTHON=$(PYTHON) sh tools/install.sh locks/runtime.txt $@

$(DEV_STAMP): locks/dev.txt locks/uv.txt pyproject.toml
	@PYTHON=$(PYTHON) sh tools/install.sh locks/dev.txt $@
	@touch $(RUN_STAMP)

run: $(RUN_STAMP) ## Serve on 127.0.0.1:$(PORT), with a demo world the first time
	@$(BIN)/volunteer-match run --demo

test: $(DEV_STAMP) ## Run the tests, on SQLite and PostgreSQL and in a browser
	@PYTHON=$(BIN)/python sh tools/test.sh

walk: $(DEV_STAMP) ## Walk every page and every role's journeys in a browser (a part of test)
	@PYTHON=$(BIN)/python sh tools/test.sh tests/journeys

check: $(DEV_STAMP) ## Lint, types, house tests
	@PYTHON=$(BIN)/python sh tools/check.sh
	@$(BIN)/python -m pytest tests/house -q

everything: $(DEV_STAMP) ## Run what test leaves to it too, trace all of it, and judge what is covered
	@TESTS= PYTHON=$(BIN)/python sh tools/test.sh

bench: $(DEV_STAMP) ## Print requests per second, p50 and p99 of the main pages
	@$(BIN)/python -m benchmarks.pages

soak: $(DEV_STAMP) ## Run the long proofs at full size; writes dated JSON into soak/
	@$(BIN)/python -m benchmarks.soak

lock: $(DEV_STAMP) ## Pin the newest versions anew
	@sh tools/lock.sh

texts: $(DEV_STAMP) ## Take new texts into the Spanish catalogue; prints what is not translated
	@$(BIN)/python -m tools.texts
