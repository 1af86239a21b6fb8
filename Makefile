# Everything runs in .venv, filled from the locked requirements. Each target first makes what it needs, once; a second
# call is instant, and a changed lock or pyproject.toml brings .venv up to date.

PYTHON ?= python3
UV_VERSION := 0.13.9
# One more than most machines have processors for: much of a test is waiting for a browser or a server.
TESTERS ?= 3

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
LOCK := $(BIN)/uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --quiet \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup serve test lint bench lock

help: ## What can be made
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: $(BIN)/kuajing ## .venv with all that serving needs

serve: setup ## Serve the knowledge base (settings: docs/settings.md)
	@exec $(BIN)/kuajing serve

test: setup .venv/dev.installed ## Run every test, in a browser and on PostgreSQL too (ARGS="-k words" to choose)
	@if grep -rqs --include='test_*.py' '^@pytest.mark.browser\|^pytestmark = pytest.mark.browser' tests; \
	then $(BIN)/python tests/chromium.py; fi
	@$(BIN)/python -m pytest --numprocesses $(TESTERS) --dist loadfile $(ARGS)

lint: setup .venv/dev.installed ## Check style, types, the order of the rooms, and that nothing private is committed
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python tests/architecture/addresses.py

bench: setup .venv/dev.installed ## Measure search and serving
	@$(BIN)/python -m bench $(ARGS)

lock: .venv/uv-$(UV_VERSION).installed ## Lock the requirements anew (ARGS=--upgrade for the newest)
	@$(LOCK) $(ARGS) --output-file requirements.txt
	@$(LOCK) $(ARGS) --extra dev --constraint requirements.txt --output-file requirements-dev.txt

.venv/created:
	@$(PYTHON) -c 'import sys; sys.exit("Kuajing needs Python 3.11 or later; choose one with PYTHON=" \
	* (sys.version_info < (3, 11)) or 0)'
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/created requirements.txt
	@echo "Installing what serving needs into .venv (about half a minute, once)"
	@$(PIP) --require-hashes --requirement requirements.txt
	@touch $@

.venv/dev.installed: .venv/installed requirements-dev.txt
	@echo "Installing what testing needs into .venv (about a minute, once)"
	@$(PIP) --require-hashes --requirement requirements-dev.txt
	@touch $@

$(BIN)/kuajing: .venv/installed pyproject.toml
	@$(PIP) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

.venv/uv-$(UV_VERSION).installed: .venv/created
	@$(PIP) uv==$(UV_VERSION)
	@touch $@
