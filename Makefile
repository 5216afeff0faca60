# Every target sets itself up in .venv from constraints.txt. `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help demo serve test check way format screenshots clean

help: ## List what make can do
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(STAMP): pyproject.toml constraints.txt build_assets.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "signoff needs Python 3.11 or newer; found $$($(PYTHON) --version). Nothing was installed. Run: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing signoff and its tools into $(VENV) (about half a minute the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: $(STAMP) ## Start signoff with a demo flow and a local mailbox
	@$(BIN)/signoff demo

test: $(STAMP) ## Run the whole suite (SIGNOFF_REQUIRE=all turns skips into failures)
	@$(BIN)/python -m pytest

way: $(STAMP) ## Run only the stories that go the whole way
	@$(BIN)/python -m pytest tests/way

check: $(STAMP) ## Lint, types, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(STAMP) ## Rewrite the code the way check wants it
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

clean: ## Remove what make and the demo made
	rm -rf $(VENV) signoff-data
