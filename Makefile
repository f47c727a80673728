# make run: set up, take in the sample papers if nothing is held, open the app.
# make test: set up with what the tests need, check the code, run all tests.
# make gate: ask the questions over the sample papers and compare with the baseline. make baseline: keep today's answers as the baseline.
# make samples: build the PDFs of the sample papers from their sources. make screenshots: picture every page and state
# of the app over STORE into PICTURES; those of the README are renewed.

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STORE ?= .minuted
PICTURES ?= build/screenshots
PAPERS := $(sort $(wildcard corpus/papers/*.pdf))
ASK_SAMPLES := $(BIN)/python -m eval run eval/questions/samples.jsonl --papers $(PAPERS)

.PHONY: run test gate baseline samples screenshots chromium tesseract

run: $(VENV)/.ready
	@if [ ! -e $(STORE)/catalogue.sqlite ] || [ -e $(STORE)/samples-under-way ]; then \
		echo "Taking in the sample papers (a few minutes, once)"; \
		mkdir -p $(STORE) && touch $(STORE)/samples-under-way && \
		{ $(BIN)/minuted ingest --store $(STORE) $(PAPERS) || [ $$? -eq 1 ]; } && rm $(STORE)/samples-under-way; \
	fi
	@$(BIN)/minuted app --store $(STORE)

test: $(VENV)/.ready-for-tests chromium tesseract
	@$(BIN)/ruff check . && $(BIN)/ruff format --check -q . && $(BIN)/mypy
	@OMP_NUM_THREADS=1 $(BIN)/pytest -n auto --dist loadscope --no-loadscope-reorder

gate: $(VENV)/.ready tesseract
	@OMP_NUM_THREADS=1 $(ASK_SAMPLES) --thresholds eval/baseline/thresholds.toml --baseline eval/baseline/samples.json

baseline: $(VENV)/.ready tesseract
	@OMP_NUM_THREADS=1 $(ASK_SAMPLES) --keep-baseline eval/baseline/samples.json

samples: $(VENV)/.ready-for-tests
	@$(BIN)/python -m corpus.papers.build

screenshots: $(VENV)/.ready-for-tests chromium
	@$(BIN)/python -m tests.screenshot $(STORE) $(PICTURES) && echo "The pictures are in $(PICTURES)"

$(VENV)/.ready: pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "Python is missing. Install Python 3.11 or later." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is too old. Install Python 3.11 or later, or name one: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Python cannot make a virtual environment. On Debian and Ubuntu run: apt-get install python3-venv" >&2; exit 1; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	@echo "Installing Minuted into $(VENV) (some minutes the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.ready-for-tests: $(VENV)/.ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@

# The browser test drives Chromium. Debian and Ubuntu have it as a package; elsewhere put it on the PATH.
chromium:
	@command -v chromium >/dev/null || { \
		echo "Installing Chromium for the browser test"; \
		command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -qq -y chromium >/dev/null; \
	} || { echo "Chromium is missing. On Debian run: apt-get install chromium. Elsewhere put chromium on the PATH." >&2; exit 1; }

# Scanned pages are read by tesseract. Papers with text need none: `make run` works without it and lists scans as unread.
tesseract:
	@command -v tesseract >/dev/null || { \
		echo "Installing tesseract for the tests of scanned pages"; \
		command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -qq -y tesseract-ocr >/dev/null; \
	} || { echo "tesseract is missing. On Debian run: apt-get install tesseract-ocr. On macOS: brew install tesseract." >&2; exit 1; }
