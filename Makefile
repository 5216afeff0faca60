# Every target sets itself up in .venv from constraints.txt. `make` alone lists them.
PYTHON ?= python3
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# CrewAI pins other versions of what we use too, so it has an environment to itself.
CREWAI := .venv-crewai
CREWAI_PINS := tests/crew/crewai-pins.txt
FONTS := src/signoff/web/static/fonts

# Old pips read the first for the build's own requirements too, new ones the second.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Where it is set, every program that the suite starts compiles all of signoff anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: crewai help demo test way check bench bench-sweep bench-figures bench-screens bench-live learning screenshots format pins clean

help: ## List what make can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/' | expand -t 16

# A virtual environment without pip is what a machine without the venv module leaves behind.
$(STAMP): pyproject.toml constraints.txt build_assets.py
	@command -v $(PYTHON) >/dev/null || { echo "No '$(PYTHON)' on PATH. Nothing was installed. Install Python 3.11 or newer, or say which: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12"; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "signoff needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Nothing was installed. Say which to take: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "'$(PYTHON)' comes without the venv module. Nothing was installed. On Debian and Ubuntu: sudo apt-get install python3-venv; then run make $(MAKECMDGOALS) again."; exit 2; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing signoff and its tools into $(VENV) (half a minute to a minute, once)"
	@$(BIN)/python -m pip install --quiet --editable '.[dev]' || { echo "pip could not install signoff's tools; its own words are above. $(VENV) is incomplete, nothing else was touched. Check that this machine reaches a Python package index, then run make $(MAKECMDGOALS) again."; exit 2; }
	@touch $@

demo: $(STAMP) ## Start signoff with a demo flow and a local mailbox
	@$(BIN)/signoff serve examples/content_approval.py $(ARGS)

# Without its dependencies' own wishes: all are in the file, and nothing is left to find out.
$(CREWAI)/.installed: $(CREWAI_PINS)
	@$(PYTHON) -m venv --clear $(CREWAI)
	@echo "Installing CrewAI into $(CREWAI) (about a minute, 900 MB, once)"
	@env -u PIP_CONSTRAINT -u PIP_BUILD_CONSTRAINT $(CREWAI)/bin/python -m pip install --quiet --no-compile --no-deps --requirement $(CREWAI_PINS) || { echo "pip could not install CrewAI; its own words are above. $(CREWAI) is incomplete, nothing else was touched. Check that this machine reaches a Python package index, then run make $(MAKECMDGOALS) again."; exit 2; }
	@touch $@
	@echo "Running a crew once, so that Python compiles what of CrewAI it takes"
	@env -u PYTHONDONTWRITEBYTECODE HOME="$(CURDIR)/$(CREWAI)" PYTHONPATH=src CREWAI_DISABLE_TELEMETRY=true OTEL_SDK_DISABLED=true $(CREWAI)/bin/python tests/crew/crewai_program.py >/dev/null || { echo "CrewAI is in $(CREWAI), but a crew did not run with it; Python's own words are above. The test of its agents would fail, too. Mend what they name; to install CrewAI anew, delete $(CREWAI) first."; exit 2; }

crewai: $(CREWAI)/.installed ## Install CrewAI beside signoff, for the tests of its agents

# Where Python may not keep what it compiled, each of the suite's processes compiles everything anew.
test: $(STAMP) ## Run the whole suite (SIGNOFF_REQUIRE=all makes failures of skips; ARGS="-k words" picks)
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest $(ARGS)

way: $(STAMP) ## Run only the stories that go the whole way
	@$(BIN)/python -m pytest tests/way $(ARGS)

check: $(STAMP) ## Lint, layout, types, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

bench: $(STAMP) ## Measure the flow engine against the bare floor (ARGS="--big", ARGS="--venvs DIR"; see docs/benchmarks.md)
	@$(BIN)/python bench/run.py --only signoff $(ARGS)

bench-sweep: $(STAMP) ## Measure the sweep for deadlines among a million requests (ARGS="--pending 20000 --due 1000")
	@$(BIN)/python bench/sweep.py $(ARGS)

bench-figures: $(STAMP) ## Measure figures over 1,000,000 answered requests, and their page, on both databases (ARGS="--folder DIR", ARGS="--designs")
	@$(BIN)/python bench/figures/run.py $(ARGS)

bench-screens: $(STAMP) ## Measure the inbox over 1,000,000 requests against 1,000, on both databases (ARGS="--many 100000 --rounds 10")
	@$(BIN)/python bench/screens/run.py $(ARGS)

bench-live: $(STAMP) ## Measure 500 open live screens on one server (ARGS="--screens 100 --answers 5")
	@$(BIN)/python bench/screens/live.py $(ARGS)

learning: $(STAMP) ## Measure what learning does, with a simulated model, in minutes (see docs/learning-measured.md)
	@$(BIN)/python bench/learning.py $(ARGS)

screenshots: $(STAMP) ## Take pictures of every screen into screenshots/ (ARGS="--only 'inbox review' --fold --many")
	@$(BIN)/python -m tests.browser.screens $(ARGS)

format: $(STAMP) ## Rewrite the code the way check wants it
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

# In an environment of its own: what .venv happens to hold must not become a pin.
pins: ## Write constraints.txt anew from the newest versions that pyproject.toml allows
	@rm -rf build/pins && $(PYTHON) -m venv build/pins
	@env -u PIP_CONSTRAINT -u PIP_BUILD_CONSTRAINT build/pins/bin/python -m pip install --quiet --editable '.[dev]'
	@{ grep '^#' constraints.txt; build/pins/bin/python -m pip freeze --exclude-editable | tr 'A-Z_' 'a-z-' | LC_ALL=C sort -t= -k1,1; } > build/constraints.txt
	@mv build/constraints.txt constraints.txt && rm -rf build/pins
	@echo "constraints.txt is written. Run 'make check test', then read the diff before you commit it."

clean: ## Remove what make and the demo made
	rm -rf $(VENV) $(CREWAI) $(FONTS) signoff-data dist build screenshots test-results .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
