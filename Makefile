# What an instructor does, one command each. The first one sets up .venv with all that is needed.
#
# torch on Linux: the package index has a build with CUDA, of several GB. Where pip is told of an
# index with PyTorch's builds for the CPU (PIP_EXTRA_INDEX_URL), it takes the small one from there.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
VENV_PACKAGE := $(notdir $(PYTHON))-venv
ASSIGNMENTS := $(notdir $(wildcard source/*))

export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := help
.PHONY: help setup demo test quick certify pictures bank benchmark nbgraders-own lint release lab clean \
	sandbox runner marks.tar.gz

help: ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile | expand -t 20

setup: $(READY) sandbox ## Set up .venv; the other commands do so, too

demo: $(READY) sandbox ## Grade a fictional class in demo/, and show the marks
	@$(BIN)/python -m firststeps demo

TESTING := -n 2 -q --tb=short

test: $(READY) sandbox ## Run all tests
	@$(BIN)/pytest $(TESTING)

quick: $(READY) sandbox ## Run the tests that take less than ten seconds each
	@$(BIN)/pytest $(TESTING) -m "not slow"

certify: $(READY) sandbox ## Try every answer of the bank, and mutants, on the engine
	@$(BIN)/nbgradient certify

pictures: $(READY) sandbox ## Take the docs' pictures again, in Chromium
	@$(BIN)/python -m firststeps pictures

bank: $(READY) ## Try the bank's answers in a plain kernel (up to an hour)
	@$(BIN)/pytest tests/test_bank.py -n 2 -q --tb=short --bank all

benchmark: $(READY) sandbox ## Time the engine beside nbgrader, and with large classes
	@$(BIN)/python benchmarks/grading.py
	@$(BIN)/python benchmarks/scale.py
	@$(BIN)/python benchmarks/cluster.py

# What they expect that the engine does otherwise, and why: tests/nbgraders_own/README.md.
OTHERWISE := side_effects hidden_tests_single_notebook hidden_tests_autotest no_execute \
	handle_failure handle_failure_single_notebook missing_source_kernelspec
THEIRS := nbgrader.tests.apps.test_nbgrader_autograde

nbgraders-own: $(READY) sandbox ## Run nbgrader's own tests of autograde on the engine
	@cd tests/nbgraders_own && JUPYTER_CONFIG_DIR=$(CURDIR)/tests/nbgraders_own \
		$(CURDIR)/$(BIN)/pytest -q -p no:cacheprovider -c /dev/null --rootdir . --pyargs $(THEIRS) \
		-k "not ($(foreach name,$(OTHERWISE),test_$(name) or) test_grade and not test_grade_)"

lint: $(READY) ## Check style, what may import what, and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/mypy

release: $(READY) ## Make release/ from source/
	@for name in $(ASSIGNMENTS); do \
		$(BIN)/nbgrader generate_assignment $$name --force --no-db --log-level=ERROR || exit 1; \
	done
	@echo "Made: $(ASSIGNMENTS:%=release/%)"

# formgrader reads the settings of the folder where it is started. Root has to say that it means it.
COURSE ?= .
AS_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)

lab: $(READY) ## Mark in JupyterLab, with formgrader; COURSE=demo: the demo
	@cd "$(COURSE)" && jupyter lab $(AS_ROOT)

clean: ## Remove what can be made again; submissions and marks stay
	rm -rf demo .pytest_cache .ruff_cache .mypy_cache
	@[ ! -d .nbgradient ] || find .nbgradient -mindepth 1 -maxdepth 1 \
		! -name replaced ! -name collected ! -name backups -exec rm -rf {} +

# The system's bubblewrap is taken where it may be installed, else the one among the requirements.
sandbox:
	@command -v bwrap >/dev/null || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null \
		|| { apt-get update -qq && apt-get install -y -qq bubblewrap; }

# Ubuntu keeps from ordinary users what a sandbox needs; a runner of GitHub's may give it back.
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
APPARMOR := /proc/sys/kernel/apparmor_restrict_unprivileged_userns

runner:
	@command -v bwrap >/dev/null \
		|| { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq bubblewrap; }
	@[ ! -e $(APPARMOR) ] || echo 0 | $(SUDO) tee $(APPARMOR) >/dev/null

# One file, for GitHub takes no artifact in which a file has an odd name.
marks.tar.gz:
	@tar --create --gzip --file $@ $(wildcard grades.csv feedback clone.log grade.log feedback.log grade.json)

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
		|| { echo "Python 3.11, 3.12 or 3.13 is needed; name one: make PYTHON=python3.12 demo"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || [ "$$(id -u)" != 0 ] \
		|| { apt-get update -qq && apt-get install -y -qq $(VENV_PACKAGE); }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { echo "Python's venv is missing: sudo apt-get install $(VENV_PACKAGE)"; exit 1; }
	@echo "Setting up .venv: once, and when what is needed has changed"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet -r requirements.txt -e .
	@touch $@
