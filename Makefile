# `make` alone lists what there is. Written for GNU make 3.81 too, the one that macOS brings.

.DEFAULT_GOAL := help
.PHONY: help site serve test quick fuzz newest golden layouts lint format strings reference mutants lock wheel clean venv test-venv node-tools browser
SHELL := /bin/sh

# Python 3.11 or newer, found under the usual names; `make site PYTHON=/path/to/python3` chooses another.
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
endif

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Flags for pytest: `make test PYTEST_FLAGS='-k plan'`. Without any, all tests run.
ifeq ($(origin PYTEST_FLAGS),undefined)
ALL := yes
PYTEST_FLAGS := -n auto --dist loadfile --no-loadscope-reorder --durations=15
endif

help: ## This list
	@awk -F ': .*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

site: venv ## Build the site into site/ (sets up .venv the first time)
	$(BIN)/python build.py

serve: venv ## Show the site in a browser while you write; Ctrl-C ends it
	$(BIN)/python build.py serve --open

# All three, whatever the first finds; $$failed tells.
CHECKS = failed=0; for check in 'ruff check .' 'ruff format --check .' mypy; do \
  echo "$(BIN)/$$check"; $(BIN)/$$check || failed=1; done

PYTEST := $(BIN)/python -m pytest
NEWEST := $(PYTEST) -q -m newest tests/test_wheel.py
FUZZED := $(addprefix tests/test_,$(addsuffix .py,incremental properties any_file prose trees contract search growth \
  sections declared_facts))
RELEASED := With the versions of requirements.lock all is well: a new release changed something, not this code. The \
  difference above names it. `make lock` takes it in, a range in pyproject.toml keeps it out.

# pytest runs whatever the checks found; either one fails the target. When all is well, the newest versions that
# pyproject.toml allows are tried, too: what they change is said and fails nothing, for nobody here can have broken it.
test: test-venv node-tools browser ## Style, types and all tests (sets up .venv, .tools/ and a browser the first time)
	@$(CHECKS); echo "$(PYTEST) $(PYTEST_FLAGS)"; $(PYTEST) -m 'not newest' $(PYTEST_FLAGS) || failed=1; \
	if [ -n "$(ALL)" ] && [ $$failed = 0 ]; then echo "$(NEWEST)"; $(NEWEST) || echo '$(RELEASED)' >&2; fi; exit $$failed

quick: test-venv ## Style, types and the tests that need no browser, no network and no Java: about ten minutes
	@$(CHECKS); $(PYTEST) -q -m 'not browser and not network and not newest and not nu and not slow' $(PYTEST_FLAGS) && exit $$failed

fuzz: test-venv ## Let the random tests go deep: thirty times the examples, long walks through edits and accidents (an hour)
	VITRINA_DEPTH=30 VITRINA_WALKS=60 $(PYTEST) -n auto $(FUZZED)

newest: test-venv ## Build with the newest versions that pyproject.toml allows; if this alone fails, a new release did it
	@$(NEWEST) || { echo '$(RELEASED)' >&2; exit 1; }

golden: test-venv ## Write what the golden cases build over what they expect; read the difference before you commit it
	$(BIN)/python -m pytest -q --refresh-golden tests/test_golden.py tests/test_reports.py

layouts: test-venv browser ## Record how key pages look; look at them before you commit it
	$(BIN)/python -m pytest -q --refresh-golden tests/browser/test_layout.py -k recorded

lint: test-venv ## Style and types alone
	@$(CHECKS); exit $$failed

format: test-venv ## Mend what ruff can mend by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

strings: venv ## Collect the interface's strings into the catalogues; NEW=fi starts one for visitors
	@$(BIN)/python tools/collect_strings.py $(if $(NEW),--new $(NEW))

LOCK := .tools/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
  --no-emit-index-url --no-annotate --custom-compile-command 'make lock'

reference: venv ## Write docs/keys.md from the content contract
	$(BIN)/python -m pytest --quiet tests/test_contract.py -k reference_in_the_docs --refresh-golden

lock: ## Renew requirements*.lock with the newest versions that pyproject.toml allows
	$(PYTHON) -m venv .tools/uv
	.tools/uv/bin/python -m pip --disable-pip-version-check install --quiet --upgrade uv
	$(LOCK) --output-file requirements.lock pyproject.toml
	$(LOCK) --output-file requirements-test.lock --constraints requirements.lock --group test --group lint pyproject.toml

# Not `python -m build`: in this folder that would run our build.py.
# mutmut is not in the lock, because few runs need it. For one module: `make mutants MUTANTS='vitrina.values.dates.*'`.
mutants: test-venv ## Change the checking code bit by bit, and list the changes that no test notices (takes an hour)
	@[ -x .tools/mutmut/bin/mutmut ] || { $(PYTHON) -m venv .tools/mutmut && \
	  .tools/mutmut/bin/python -m pip --disable-pip-version-check install --quiet --requirement requirements-test.lock && \
	  .tools/mutmut/bin/python -m pip --disable-pip-version-check install --quiet 'mutmut>=3.8,<4'; }
	.tools/mutmut/bin/mutmut run $(MUTANTS)
	.tools/mutmut/bin/mutmut results

wheel: venv ## Build the wheel into dist/
	$(PIP) wheel . --no-deps --wheel-dir dist

clean: ## Remove everything that the other targets made, site/ included
	rm -rf mutants site dist .venv .tools .vitrina .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find vitrina tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up. Each step compares its inputs with a copy of those of its last run, and does nothing if they are equal.

venv:
	@[ -n "$(PYTHON)" ] || { echo "Vitrina needs Python 3.11 or newer: install it, or name it with PYTHON=…" >&2; exit 1; }
	@key="$$($(PYTHON) -V) in $$PWD"; \
	{ [ "$$(cat $(VENV)/made-for 2>/dev/null)" = "$$key" ] && $(BIN)/python -c '' 2>/dev/null; } || { \
	  rm -rf $(VENV); echo "$(PYTHON) -m venv $(VENV)"; \
	  $(PYTHON) -m venv $(VENV) && echo "$$key" > $(VENV)/made-for; }
	@cat requirements.lock pyproject.toml | cmp -s - $(VENV)/installed || { \
	  echo "Installing the packages of requirements.lock into $(VENV)"; \
	  $(PIP) install --quiet --requirement requirements.lock && $(PIP) install --quiet --no-deps --editable . && \
	  cat requirements.lock pyproject.toml > $(VENV)/installed; }

test-venv: venv
	@cmp -s requirements-test.lock $(VENV)/installed-test || { \
	  echo "Installing the packages of requirements-test.lock into $(VENV)"; \
	  $(PIP) install --quiet --requirement requirements-test.lock && \
	  cp requirements-test.lock $(VENV)/installed-test; }

# acorn, axe-core, the CommonMark specification, Lighthouse and the Nu HTML checker. Without npm, or without a network, the tests that need them are skipped and
# say so; REQUIRE_TOOLS=1 makes that a failure.
node-tools:
	@cmp -s tests/package.json .tools/installed.json || { \
	  mkdir -p .tools && cp tests/package.json .tools/package.json && \
	  echo "Installing the packages of tests/package.json into .tools" && \
	  npm install --prefix .tools --ignore-scripts --no-package-lock --no-audit --no-fund --loglevel=error && \
	  cp tests/package.json .tools/installed.json; } || { \
	  echo "npm could not install acorn, axe-core, commonmark-spec, lighthouse and vnu-jar: the tests that use them will be skipped." >&2; \
	  [ -z "$(REQUIRE_TOOLS)" ]; }

browser: test-venv
	@VENV=$(VENV) REQUIRE_TOOLS=$(REQUIRE_TOOLS) bash tests/install-browser.sh
