# Every line here is what CI and people run; the work is in bin/.
# ARGS goes through: make test ARGS='tests/core -k clave', make bench ARGS='--cases 1000000'

.DEFAULT_GOAL := help
.PHONY: help setup run test test-long fresh coverage lint fix bench docs screenshots letter-pictures lock
ARGS ?=

help: ## Say what can be asked for
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "  make %-16s %s\n", $$1, $$2}'

setup: ## Install what the house needs to run
	@bin/setup

run: ## Show a call, a text and a letter about one case, then open the doors
	@bin/run $(ARGS)

test: ## Run the tests with reduced counts (at most 15 minutes)
	@bin/test $(ARGS)

test-long: ## Run the tests with full counts and print them
	@CONVERGENCIA_FULL_COUNTS=1 bin/test -o timeout=7200 $(ARGS)

fresh: ## Run both commands of the README in a Debian that has nothing yet (needs root)
	@bin/fresh $(ARGS)

coverage: ## Run the tests with the branch coverage of core and ivr_flows, about twice as long
	@bin/test --cov --cov-report=term $(ARGS)

lint: ## Check style, types, import order, dependencies, spelling and templates
	@bin/lint

fix: ## Put the code into the house's style as far as a tool can
	@bin/setup test
	@.venv/bin/ruff check --fix $(ARGS)
	@.venv/bin/ruff format $(ARGS)

bench: ## Measure what a turn costs beside bare Flask
	@bin/setup test
	@.venv/bin/python -m bench $(ARGS)

docs: ## Write the reference pages again from settings, commands and scripts
	@bin/setup
	@./convergencia docs $(ARGS)

screenshots: ## Take a picture of every page of the desk and the handset for docs/screens
	@bin/setup test
	@.venv/bin/python -m tests.screenshots

letter-pictures: ## Draw the first page of every kind of letter for docs/letters
	@bin/setup test
	@.venv/bin/python -m tests.letter_pictures

lock: ## Resolve the dependencies again and write both lock files
	@bin/lock $(ARGS)
