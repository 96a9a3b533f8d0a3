# The same commands for people and for CI. Everything is installed in .venv, nothing outside it.
# Choose another interpreter with: make install PYTHON=python3.12

BIN := .venv/bin
# More than two processors have work for: some tests wait for what they end.
JOBS ?= 3
LOWEST := tests/test_lowest.py tests/test_reproducible.py tests/test_experiment.py tests/test_workers.py
# A process takes over what another has left, so that tests of one file share what they stand on;
# the layers have been looked at by `make check`.
TESTS = $(BIN)/python -m pytest -n $(JOBS) --dist worksteal --ignore tests/test_layers.py
EXPERIMENT := experiments/policy-comparison.yaml
# What make browser looks at: any folder with pages.
PAGES := results/published/policy-comparison

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install run quick publish docs test test-full ready compiled test-lowest interop browser browser-ready picture check bench bench-big clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1\t/' | expand -t 12

install: .venv/.installed  ## make .venv with the pinned versions and the command doorstroom

run: install  ## compare the policies for Groningen at full size; ends by saying where the page is
	$(BIN)/doorstroom experiment $(EXPERIMENT) --out results/policy-comparison
	$(BIN)/doorstroom sensitivity results/policy-comparison >/dev/null
	$(BIN)/doorstroom score results/forecasts/groningen-2026.yaml --into results/policy-comparison >/dev/null
	$(BIN)/doorstroom report results/policy-comparison
	@$(BIN)/doorstroom publish results/policy-comparison --check || true

quick: install  ## the same with 16 draws; the page is marked as a trial
	$(BIN)/doorstroom experiment $(EXPERIMENT) --out results/policy-comparison-trial --draws 16 --trial

publish: install  ## keep a small copy of the last make run in results/published, to be committed
	$(BIN)/doorstroom publish results/policy-comparison

docs: install  ## make the parts of README.md and docs/ anew that repeat scenarios and results
	$(BIN)/python -m tools.docs

test: ready  ## everything that must be right before a change goes in
	$(TESTS)

test-full: ready  ## the same, and the tests at full size
	$(TESTS) -m ""

# The checks, and the engine compiled meanwhile: once, and not by each process of the tests.
ready: install
	@$(MAKE) --no-print-directory -j2 check compiled

compiled: install
	$(BIN)/doorstroom run scenarios/two-counters.yaml --replications 1 --jobs 1 >/dev/null

# The lowest matplotlib warns of what later versions of pyparsing leave behind.
test-lowest: install  ## some tests with the lowest versions that pyproject.toml allows
	$(BIN)/python -m venv --clear .venv-lowest
	.venv-lowest/bin/python -m pip install --quiet --disable-pip-version-check -c lowest.txt -e . pytest hypothesis 'pyparsing<3.3'
	.venv-lowest/bin/doorstroom run --help
	.venv-lowest/bin/python -m pytest -q $(LOWEST)

interop: install .venv-interop/.installed  ## exports opened in vidigi and pm4py, in an environment of their own
	rm -rf build/interop
	$(BIN)/doorstroom run interop/small.yaml --visits --engine simpy --out build/interop/run
	$(BIN)/doorstroom export build/interop/run --format vidigi --lang en
	$(BIN)/doorstroom export build/interop/run --format xes --lang en
	.venv-interop/bin/python -m pytest -q -c interop/pytest.ini interop

browser: browser-ready  ## the published pages in a real Chromium: axe, keyboard, widths, valid html
	PAGES_IN=$(abspath $(PAGES)) .venv-browser/bin/python -m pytest -q -c browser/pytest.ini browser

picture: browser-ready  ## page one of the published page as the picture of the README
	.venv-browser/bin/python browser/picture.py

# Chromium and npm are those of the system; with root they are installed where they are missing.
browser-ready:
	@$(call by_apt,chromium,chromium)
	@$(call by_apt,npm,nodejs npm)
	@$(MAKE) --no-print-directory .venv-browser/.installed browser/node_modules/.installed

check: install  ## style, types and the layers of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_layers.py

bench: install  ## speed beside plain SimPy, Ciw, salabim and Cimba, some ten minutes
	$(BIN)/python -m tools.bench

bench-big: install  ## after make bench: a nation, and 800 runs of Groningen, some quarter of an hour
	$(BIN)/python -m tools.bench --big

clean:  ## remove .venv and what tools left behind; results/ stays
	rm -rf .venv .venv-lowest .venv-interop .venv-browser browser/node_modules build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find sim tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.installed: pyproject.toml constraints.txt | .venv/.made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,bench,export,research,cluster]'
	@touch $@

.venv-interop/.installed: interop.txt | .venv/.made
	$(BIN)/python -m venv --clear .venv-interop
	.venv-interop/bin/python -m pip install --quiet --disable-pip-version-check -r interop.txt
	@touch $@

.venv-browser/.installed: browser.txt | .venv/.made
	$(BIN)/python -m venv --clear .venv-browser
	.venv-browser/bin/python -m pip install --quiet --disable-pip-version-check -r browser.txt
	@touch $@

browser/node_modules/.installed: browser/package.json browser/package-lock.json
	npm ci --prefix browser --no-audit --no-fund --ignore-scripts --loglevel error
	@touch $@

# A program by the packages of Debian that have it, unless it is there.
by_apt = command -v $(1) >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get update -qq && apt-get install -y -qq --no-install-recommends $(2) >/dev/null; } \
	|| { echo "make browser needs $(1). Install it (apt-get install $(2), as root) and try again." >&2; \
	  exit 1; }

# A virtual environment by the first Python of 3.11 or later. On Debian and Ubuntu the module that
# makes one is a package apart: with root it is installed, without root we say which one.
.venv/.made:
	@set -e; found=; \
	for python in $(PYTHON) python3.11 python3.12 python3.13 python3; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Doorstroom needs Python 3.11 or later, and found none. Install it, or say where it is:" \
	    "make install PYTHON=<path to python>" >&2; exit 1; \
	fi; \
	if ! $$found -c 'import ensurepip, venv' 2>/dev/null; then \
	  package=$$($$found -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq "$$package"; \
	  else \
	    echo "$$found cannot make a virtual environment. Install the package $$package" \
	      "(apt-get install $$package, as root) and try again." >&2; exit 1; \
	  fi; \
	fi; \
	if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then $$found -m venv --clear .venv; fi; \
	touch $@
