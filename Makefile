# make run starts the site, make test tests it; the rest is in `make help`.

VENV := .venv
PIP := $(VENV)/bin/python -m pip install -qq --disable-pip-version-check --no-input --no-compile --require-hashes
SUPPORTED := import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTEST := $(VENV)/bin/pytest
TWO_CORES := -n 2 --dist loadfile --no-loadscope-reorder  # tests/plugin.py knows what lasts
BENCH := $(VENV)/bin/python -m tests.bench

# An invented production environment, for `check --deploy`: only loopback and .example addresses.
PRODUCTION := env -u DEBUG SECRET_KEY=$$(printf 'sample-%s' 0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ) \
  FIELD_KEYS=$$(printf 'c2FtcGxl%.0s' 1 2 3 4 5)c2E= \
  BASE_URL=https://community.example ALLOWED_HOSTS=community.example TRUSTED_PROXY_COUNT=1 \
  DATABASE_URL='postgres://steadfold@127.0.0.1/steadfold?sslmode=verify-full' \
  REDIS_URL='rediss://127.0.0.1:6379/0?ssl_cert_reqs=required' \
  EMAIL_URL=smtp://127.0.0.1:25 OPERATOR_NAME=Example CONTACT_EMAIL=team@community.example

.DEFAULT_GOAL := help
.PHONY: help run test services-test check audit bench lock messages observatory

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do \
	  printf '%-22s %s\n' "$$name" "$$text"; done

run: export DEBUG ?= true
run: $(VENV)/run.stamp ## Start the site with everything it needs (PORT=8001 make run for another port)
	@$(VENV)/bin/python manage.py serve

test: $(VENV)/dev.stamp ## Run the tests on two cores (browser tests where Chromium is found)
	$(PYTEST) $(TWO_CORES) $(ARGS)

services-test: $(VENV)/dev.stamp ## Run the same tests on PostgreSQL and Redis (DATABASE_URL=… REDIS_URL=…)
	@test -n "$$DATABASE_URL" && test -n "$$REDIS_URL" || { echo "Say which services: DATABASE_URL=postgres://user@127.0.0.1/name REDIS_URL=redis://127.0.0.1:6379/9 make services-test"; exit 2; }
	$(PYTEST) $(TWO_CORES) $(ARGS)

check: $(VENV)/dev.stamp ## Look for mistakes without running the site: style, types, templates, migrations, settings, packages
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/djlint --lint --quiet templates
	$(VENV)/bin/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(VENV)/bin/python manage.py check --deploy --fail-level WARNING
	$(VENV)/bin/deptry .
	$(VENV)/bin/python -m tests.audit

bench: $(VENV)/dev.stamp ## Measure what pages, rooms, mails and summaries cost beside bare yardsticks, in the same run
	$(BENCH)
	$(BENCH).chat
	$(BENCH).mail
	$(BENCH).digests

observatory: $(VENV)/dev.stamp ## Have Mozilla's observatory grade the site's headers (needs Node.js 20 and npm)
	$(VENV)/bin/python -m tests.observatory

messages: $(VENV)/dev.stamp ## Bring the translations up to date and list what has no words yet (needs GNU gettext; NEW=de adds one)
	$(VENV)/bin/python -m tests.messages $(NEW)

lock: $(VENV)/dev.stamp ## Write requirements.txt and requirements-dev.txt anew from pyproject.toml (UPGRADE=1 for newer releases)
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt

LOCK = $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-emit-find-links --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

# The two stamps say that what is installed is what the requirements name.
$(VENV)/run.stamp: requirements.txt
	@$(MAKE) --no-print-directory $(VENV)/works
	@echo "Installing what the site needs into $(VENV) (about half a minute, once)."
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	@echo "Installing the tools for tests and checks into $(VENV) (about half a minute, once)."
	@$(PIP) -r requirements-dev.txt
	@touch $@

.PHONY: $(VENV)/works
$(VENV)/works:
	@$(VENV)/bin/python -m pip --version >/dev/null 2>&1 && exit 0; \
	for python in $(PYTHON) python3.13 python3.12 python3.11 python3; do \
	  $$python -c '$(SUPPORTED)' >/dev/null 2>&1 || continue; \
	  echo "Making $(VENV) with $$($$python --version)."; \
	  $$python -m venv --clear $(VENV) && exit 0; \
	  echo "Python cannot make virtual environments here. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; \
	done; \
	echo "Python 3.11, 3.12 or 3.13 is needed and was not found. Install one, or say where it is: PYTHON=/path/to/python3 make run"; exit 1
