# Shelflist: set up, build, check. `make` alone builds the site into public/.
# Every path here is relative, so the folder may stand anywhere, under a name with spaces too.
# ARGS="…" is handed on: make serve ARGS="--port 9000"

SHELL := /bin/sh
PY := .venv/bin/python
ARGS :=

# Pip keeps the settings that say where packages come from; the others (PIP_USER, PIP_TARGET, PIP_NO_DEPS, …)
# would install to another place or other things than the lock says. --no-user does the same for a pip.conf.
PIP_KEPT := PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_FIND_LINKS PIP_NO_INDEX PIP_CERT PIP_CLIENT_CERT PIP_PROXY \
  PIP_TRUSTED_HOST PIP_TIMEOUT PIP_DEFAULT_TIMEOUT PIP_RETRIES PIP_CONFIG_FILE PIP_CACHE_DIR PIP_KEYRING_PROVIDER
unexport $(filter-out $(PIP_KEPT),$(filter PIP_%,$(.VARIABLES))) PYTHONHOME PYTHONPATH
PIP := $(PY) -m pip -qq --disable-pip-version-check --no-input
INSTALL := $(PIP) install --no-user --no-deps --require-hashes

# A Python that can make a working .venv: new enough, with the modules that Debian packs apart.
USABLE := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
UV := uv==0.13.9
COMPILE := .venv/lock/bin/python -m uv --no-config --quiet pip compile --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --strip-extras $(ARGS)

.PHONY: site serve test bench words scripts clean lock absent
.DEFAULT_GOAL := site
.DELETE_ON_ERROR:

site: .venv/.runtime
	@$(PY) build.py $(ARGS)

serve: .venv/.runtime
	@$(PY) build.py serve $(ARGS)

test: .venv/.dev
	@$(PY) tools/browser.py
	@$(PY) tools/gates.py
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m pytest --numprocesses 2 --dist loadgroup --no-loadscope-reorder $(ARGS)

bench: .venv/.dev
	@$(PY) tools/browser.py
	@$(PY) -m bench.run $(ARGS)

# The interface's messages from code and templates into the catalogs of shelflist/locale/.
words: .venv/.dev
	@$(PY) tools/words.py $(ARGS)

# The scripts of static/ that are made of parts, from tools/scripts/.
scripts: .venv/.dev
	@$(PY) tools/gates.py
	@$(PY) -m tools.scripts

# What was made, but not .venv: remove that folder by hand for a fresh start.
clean:
	@rm -rf public .public.* .shelflist .reports .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -path ./.venv -prune -o -path ./.git -prune -o -type d -name __pycache__ -exec rm -rf {} +

# The versions that stand in the locks are kept; ARGS=--upgrade takes the newest.
lock: .venv/.runtime
	@test -x .venv/lock/bin/python || $(PY) -m venv .venv/lock
	@.venv/lock/bin/python -m pip -qq --disable-pip-version-check install --no-user '$(UV)'
	@UV_CUSTOM_COMPILE_COMMAND='make lock' $(COMPILE) requirements.in -o requirements.lock >/dev/null
	@UV_CUSTOM_COMPILE_COMMAND='make lock' $(COMPILE) requirements-dev.in -o requirements-dev.lock >/dev/null

# A .venv whose Python is gone (an upgraded system) is made again, and with it both marks below.
.venv/.runtime: requirements.lock $(shell test -x .venv/bin/python || echo absent)
	@if ! { test -x $(PY) && $(PY) -c '$(USABLE)' 2>/dev/null; }; then \
	  for name in python3.13 python3.12 python3.11 python3 none; do \
	    if "$$name" -c '$(USABLE)' >/dev/null 2>&1; then break; fi; \
	  done; \
	  if test "$$name" = none; then \
	    echo 'Shelflist needs Python 3.11 or newer with its venv module (Debian: apt-get install python3-venv).' >&2; \
	    exit 1; \
	  fi; \
	  echo "Setting up .venv with $$name (once)"; \
	  "$$name" -m venv --clear .venv; \
	fi
	@$(INSTALL) -r requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.runtime
	@echo 'Installing what the checks need (once)'
	@$(INSTALL) -r requirements-dev.lock
	@touch $@
