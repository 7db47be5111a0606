# Every command sets up what it needs first; see tools/bootstrap.py.

# The first Python that is new enough; `make PYTHON=… run` names another one.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; done; echo $$name)
VENV := .venv/bin

.PHONY: demo run test lint format translate setup setup-tests

demo: setup
	@$(VENV)/python tools/demo.py

run: setup
	@$(VENV)/python main.py

test: lint
	$(VENV)/pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: setup-tests
	$(VENV)/ruff check
	$(VENV)/ruff format --check
	$(VENV)/pyright
	$(VENV)/lint-imports --no-logo --no-cache

format: setup-tests
	$(VENV)/ruff check --fix
	$(VENV)/ruff format

# Collects new texts into resources/i18n/*.ts, and compiles what is translated.
translate: setup
	$(VENV)/python tools/translate.py

setup:
	@$(PYTHON) tools/bootstrap.py

setup-tests:
	@$(PYTHON) tools/bootstrap.py --tests
