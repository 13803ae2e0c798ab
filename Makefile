# Two commands are enough: `make demo` to look at it, `make test` to check it. Both set up the machine first.

PYTHON := .venv/bin/python
.DEFAULT_GOAL := help

.PHONY: help demo demo-reset dev test test-fast lint fmt lock set-up-run set-up-dev

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: set-up-run ## start the demo world on http://localhost:8000 (another port: make demo PORT=8001)
	@$(PYTHON) -m scripts.demo start

demo-reset: set-up-run ## throw the demo's data away and fill it again
	@$(PYTHON) -m scripts.demo reset

dev: set-up-dev ## the demo with Django's error pages and reloading
	@$(PYTHON) -m scripts.demo develop

test: set-up-dev design ## every check: style, types, directions, SQLite, PostgreSQL, browser
	@$(PYTHON) -m scripts.check all

test-fast: set-up-dev design ## the checks of daily work: style, types, directions, tests on SQLite
	@$(PYTHON) -m scripts.check fast

lint: set-up-dev ## style, types and directions only
	@$(PYTHON) -m scripts.check lint

fmt: set-up-dev ## lay out the code and mend what can be mended by itself
	@$(PYTHON) -m ruff check --fix --quiet . || true
	@$(PYTHON) -m ruff format .

lock: set-up-dev ## write requirements/ anew after a change in pyproject.toml (newest: make lock UPGRADE=--upgrade)
	@$(PYTHON) -m scripts.lock $(UPGRADE)

set-up-run:
	@python3 scripts/set_up.py run

set-up-dev:
	@python3 scripts/set_up.py dev

.PHONY: design
design:
	@$(PYTHON) -m scripts.build_design
