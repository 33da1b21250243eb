# Two commands are enough: `make run` to see it, `make test` to trust it. Each sets up what it needs by itself.
.DEFAULT_GOAL := help
.PHONY: help run test soak stutter walk simulate bench lint format types layers texts sure clean

SET_UP := @scripts/python -m scripts.setup
BIN := .venv/bin
TESTS ?= tests

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' Makefile | awk -F ':.*## ' '{ printf "  make %-8s %s\n", $$1, $$2 }'

run: ## set up, then start the web, the worker and the mail catcher with the demo province
	$(SET_UP) run
	@exec $(BIN)/python -m scripts.serve

test: ## set up, then run every test, on SQLite and PostgreSQL and in Chromium
	$(SET_UP) test
	@exec $(BIN)/pytest -n auto --dist worksteal $(TESTS)

sure: lint types layers texts test ## everything that must hold: lint, types, layers, texts, tests

soak: ## run the tests of several and killed workers for a full minute each, on both databases
	$(SET_UP) test
	@RELIABILITY_SECONDS=60 RELIABILITY_KILLS=20 RELIABILITY_WORKERS=2,4 exec $(BIN)/pytest \
		-o log_cli=true --log-cli-level=WARNING tests/reliability/test_workers_together.py

stutter: ## run every test on a machine that stands still every now and then
	$(SET_UP) test
	@exec $(BIN)/python -m scripts.stutter $(BIN)/pytest -n auto --dist worksteal $(TESTS)

walk: ## walk every path of every shipped process to its end
	$(SET_UP) run
	@exec $(BIN)/flask --app wsgi process walk

simulate: ## let the demo province live through 2027; SEED=2 is another year
	$(SET_UP) run
	@exec $(BIN)/flask --app wsgi simulate --year 2027 --seed $(or $(SEED),1)

bench: ## measure against the floor; QUICK=1 ends within two minutes
	$(SET_UP) test
	@exec $(BIN)/python -m bench

lint: ## look for mistakes in code and diagrams, and for unformatted code
	$(SET_UP) check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/python -m scripts.diagrams

format: ## format the code, and correct what can be corrected safely
	$(SET_UP) check
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: ## check the types
	$(SET_UP) check
	@$(BIN)/mypy

layers: ## check that imports only go downwards
	$(SET_UP) check
	@$(BIN)/lint-imports --no-cache

texts: ## check that every text has its Vietnamese
	$(SET_UP) check
	@$(BIN)/python -m app.web.catalogues --check

clean: ## remove what was built; data in instance/ stays
	rm -rf .venv node_modules app/web/static/build .mypy_cache .ruff_cache .pytest_cache
