# make run        start it here              make test       prove it (a quarter of an hour)
# make venv       only the environment       make test-long  the same with the large numbers
# make quick      while working: what needs no process beside it; ROOM=agreement for one room's
# make lint types format                     parts of it
# make catalogue  gather the texts for translators
# make pictures   the README's pictures, of the demo
# make sheet      every page as a picture, on one sheet: sheet/index.html
# make workbook   the library and the plan's questions on paper: workbook.pdf
# make lock       pin anew after an edit of requirements/*.in

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run
MAKEFLAGS += --no-print-directory

PORT ?= 8000
JOBS ?= 3
TWOFOLD_DATA ?= $(CURDIR)/data
export PORT
# uv brings its own list of certificates; a machine behind a proxy has others.
export UV_SYSTEM_CERTS = 1
# A caller's own environment must not leak into this one.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV DJANGO_SETTINGS_MODULE DATABASE_URL DATABASE_URL_FILE REDIS_URL REDIS_URL_FILE
CLEAN := env -i PATH="$$PATH" HOME="$$HOME"

BIN := .venv/bin
MADE := .venv/.made
FOR_RUN := .venv/.for-run
FOR_TEST := .venv/.for-test
ROOM ?=
ROOMS := pages people couples together sealed agreement letters reviews recovery checkins reminders vault config
ROOM_TESTS = $(addprefix tests/,$(or $(ROOM),$(ROOMS) test_house.py test_phrases.py))
TEMPLATES = $(shell git ls-files -co --exclude-standard 'templates/*.html' 'templates/**/*.html')

.PHONY: catalogue pictures sheet workbook lock run venv quick test test-long lint types imports migrations deploy services suite format

run: $(FOR_RUN)
	@TWOFOLD_DATA="$(abspath $(TWOFOLD_DATA))" exec $(BIN)/python -m config.run

venv: $(FOR_TEST)

# -- The environment: a stamp for each step, so that a second run does nothing

$(MADE): requirements/uv.lock.txt
	@for python in python3 python3.14 python3.13 python3.12 python3.11; do
	  if command -v $$python >/dev/null && $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then found=$$python; break; fi
	done
	[ -n "$${found:-}" ] || { echo "Twofold needs Python 3.11 or newer. Install it, so that python3 or python3.11 starts it." >&2; exit 1; }
	$$found -m venv .venv || { echo "Type: sudo apt-get install python3-venv   and try again." >&2; exit 1; }
	echo "Getting the tools …"
	$(BIN)/pip install -q --disable-pip-version-check --no-compile --require-hashes -r requirements/uv.lock.txt \
	  || echo "uv cannot be had; going on with pip."
	$(BIN)/python -c 'import pathlib, site; pathlib.Path(site.getsitepackages()[0], "twofold.pth").write_text("$(CURDIR)\n")'
	touch $@

.ONESHELL:

$(FOR_RUN): $(MADE) requirements/prod.lock.txt
	@echo "Getting what Twofold stands on …"
	if [ -x $(BIN)/uv ]; then
	  $(BIN)/uv pip install -q --no-deps --require-hashes --python $(BIN)/python -r requirements/prod.lock.txt
	else
	  $(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements/prod.lock.txt
	fi
	touch $@

$(FOR_TEST): $(MADE) requirements/dev.lock.txt
	@echo "Getting what the tests stand on …"
	if [ -x $(BIN)/uv ]; then
	  $(BIN)/uv pip sync -q --require-hashes --python $(BIN)/python requirements/dev.lock.txt
	else
	  $(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.lock.txt
	fi
	touch $@ $(FOR_RUN)

# -- The proof, cheapest first

test: $(FOR_TEST)
	@$(MAKE) lint types imports migrations deploy services
	$(MAKE) suite

test-long: $(FOR_TEST)
	@$(MAKE) lint types imports migrations deploy services
	$(MAKE) suite LONG=--long

# The rooms' own tests, on SQLite, but for those that start processes. Those that ask the whole house: make test.
quick: $(FOR_TEST)
	@$(MAKE) lint types imports
	$(BIN)/pytest -q --db=sqlite -n $(JOBS) --dist worksteal -m "not starts_processes" $(ROOM_TESTS)

lint: $(FOR_TEST)
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(if $(TEMPLATES),$(BIN)/djade --target-version 5.2 --check $(TEMPLATES))

types: $(FOR_TEST)
	@$(CLEAN) TWOFOLD_MODE=test $(BIN)/mypy

# Without a cache: it goes by the age of files, and after a change of branch it judges those of the other one.
imports: $(FOR_TEST)
	@$(BIN)/lint-imports --no-cache

migrations: $(FOR_TEST)
	@$(CLEAN) DATABASE_URL=sqlite://:memory: TWOFOLD_MODE=test $(BIN)/python manage.py makemigrations --check --dry-run

# As a hosted server would be set up, with keys and a database for this moment only.
deploy: $(FOR_TEST)
	@data="$$(mktemp -d)"
	trap 'rm -rf "$$data"' EXIT
	keys="$$($(BIN)/python -m config.keys --print)"
	hosted() {
	  $(CLEAN) $$keys TWOFOLD_MODE=production TWOFOLD_SITE_ROOT=https://twofold.example TWOFOLD_HOST_NAME="A host" \
	    TWOFOLD_MAIL_FROM=post@twofold.example TWOFOLD_SMTP_HOST=mail.twofold.example TWOFOLD_DATA="$$data" \
	    $(BIN)/python manage.py "$$@"
	}
	hosted migrate -v 0
	hosted check --deploy --database default --fail-level WARNING

services: $(FOR_TEST)
	@$(BIN)/python -m tests.services

suite: $(FOR_TEST)
	@$(BIN)/pytest -q --db=sqlite -n $(JOBS) --dist worksteal $(LONG)
	$(BIN)/pytest -q --db=postgres -n $(JOBS) --dist worksteal $(LONG)

# Every text of pages and mails, gathered for translators: docs/translating.md. BEGIN=de begins a language.
catalogue: $(FOR_TEST)
	@$(CLEAN) TWOFOLD_MODE=test $(BIN)/python manage.py catalogue $(if $(BEGIN),--begin $(BEGIN))

# A bare machine has only fonts that would show every page at its worst, so others come first, beside the environment.
WITH_FONTS = fonts=$$(mktemp -d); trap 'rm -rf "$$fonts"' EXIT; \
  $(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes --target "$$fonts" -r requirements/pictures.lock.txt; \
  PYTHONPATH="$$fonts" $(BIN)/python -m

# Of the demo, in docs/pictures/.
pictures: $(FOR_TEST)
	@$(WITH_FONTS) bench.pictures docs/pictures

# Every page that the browser's tests walk, on a phone and at a desk, in light and in dark.
sheet: $(FOR_TEST)
	@$(WITH_FONTS) bench.sheet sheet $(JOBS)

# For a home where a screen isn't private.
workbook: $(FOR_RUN)
	@$(CLEAN) TWOFOLD_MODE=test $(BIN)/python manage.py workbook workbook.pdf

# After an edit of requirements/*.in. Hashes and versions only: no address of a registry belongs in a lock.
lock: $(FOR_TEST)
	@for name in uv prod dev pictures; do
	  $(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header \
	    requirements/$$name.in -o requirements/$$name.lock.txt
	done

format: $(FOR_TEST)
	@$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(if $(TEMPLATES),$(BIN)/djade --target-version 5.2 $(TEMPLATES))
