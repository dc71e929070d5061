# Sets everything up on a fresh machine. `make` alone tells what there is.
#   make run PYTHON=python3.12      another Python (3.10 or later)
#   FENGONG_PORT=7861 make run      settings, see README.md

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
TORCH := $(shell grep -o '^torch==[^ ]*' requirements.txt)

# Tests of one file stay in one process, the files in their order: those in a browser, whose driver leaves a loop running, come last.
TEST_PROCESSES ?= 2

# A stamp is named for the content of the requirements, so that pip runs when they change and at no other time.
content = $(firstword $(shell cat $(1) | cksum))
RUN_STAMP := $(VENV)/.installed-$(call content,requirements.txt)
DEV_STAMP := $(VENV)/.installed-dev-$(call content,requirements.txt requirements-dev.txt)
LLM_STAMP := $(VENV)/.installed-llm-$(call content,requirements.txt requirements-dev.txt requirements-llm.txt)

# Chromium is a system package; these are the names that the tests look for.
CHROMIUM = $(or $(shell command -v chromium || command -v chromium-browser || command -v google-chrome))

.DEFAULT_GOAL := help
.PHONY: help install run test test-llm eval gate bench chromium clean

help: ## tell what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/make \1|\2/' | awk -F'|' '{printf "%-14s%s\n", $$1, $$2}'

install: $(RUN_STAMP) ## install what running needs into .venv

run: $(RUN_STAMP) ## set up, prepare model and index, serve the page on port 7860
	@$(BIN)/python -m index build
	@exec $(BIN)/python app.py

test: $(DEV_STAMP) chromium ## set up, check the style, run all tests
	$(BIN)/ruff check .
	$(BIN)/python -m pytest -n $(TEST_PROCESSES) --dist loadfile --no-loadscope-reorder

test-llm: $(LLM_STAMP) ## tell what of a real small language model's sentences is let through (270 MB more, some minutes)
	$(BIN)/python -m pytest -m llm tests/answer/llm

eval: $(RUN_STAMP) ## answer and score all questions, write the report
	@$(BIN)/python -m eval

gate: $(RUN_STAMP) ## fail if dev fell below the last filed evaluation by more than chance explains
	@$(BIN)/python -m eval gate

bench: $(DEV_STAMP) ## measure start, answers, throughput, building and searching, each beside its floor
	@$(BIN)/python -m eval bench

clean: ## remove .venv and what tools left behind; the user's model and index stay
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .benchmarks build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' \
		|| { echo "Python 3.10 or later is needed; name it: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { rm -f $@; echo "No virtual environment could be made; on Debian: apt-get install python3-venv" >&2; exit 1; }

# torch by itself and first: see requirements.txt
$(RUN_STAMP): | $(BIN)/python
	$(BIN)/python -m pip install --disable-pip-version-check $(TORCH)
	$(BIN)/python -m pip install --disable-pip-version-check -r requirements.txt
	@rm -f $(VENV)/.installed-*
	@touch $@

$(LLM_STAMP): $(DEV_STAMP)
	$(BIN)/python -m pip install --disable-pip-version-check -r requirements-llm.txt
	@touch $@

$(DEV_STAMP): $(RUN_STAMP)
	$(BIN)/python -m pip install --disable-pip-version-check -r requirements-dev.txt
	@rm -f $(VENV)/.installed-dev-*
	@touch $@

chromium:
ifeq ($(CHROMIUM),)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; \
	fi || true
	@command -v chromium >/dev/null \
		|| echo "Chromium is missing and could not be installed (apt-get as root is needed): the tests in a browser will be SKIPPED." >&2
endif
