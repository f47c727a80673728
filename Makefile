# make run: set up, take in the sample papers if nothing is held, open the app.
# make test: set up with what the tests need, check the code, run all tests; of one room: make test ROOM=assistant/retrieval
# make gate: ask the questions over the sample papers and compare with the baseline. make baseline: keep today's answers as the baseline.
# make samples: build the PDFs of the sample papers from their sources. make screenshots: picture every page and state
# of the app over STORE into PICTURES; those of the README are renewed.
# make lock: the versions and hashes of all that is installed, from the pins of pyproject.toml. make notice: its licences, into NOTICE.
# make audit: whether a known vulnerability is among it. lock and audit need the network.

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
# The versions that are locked. Not their hashes, so that another build of the same version does: torch for processors alone.
VERSIONS := $(VENV)/versions.txt
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint $(VERSIONS)
UPKEEP := build/upkeep
STORE ?= .minuted
PICTURES ?= build/screenshots
PAPERS := $(sort $(wildcard corpus/papers/*.pdf))
ASK_SAMPLES := $(BIN)/minuted eval run eval/questions/samples.jsonl --papers $(PAPERS)

.PHONY: run test gate baseline samples screenshots lock notice audit chromium tesseract

run: $(VENV)/.ready
	@if [ ! -e $(STORE)/catalogue.sqlite ] || [ -e $(STORE)/samples-under-way ]; then \
		echo "Taking in the sample papers (a few minutes, once)"; \
		mkdir -p $(STORE) && touch $(STORE)/samples-under-way && \
		{ $(BIN)/minuted ingest --store $(STORE) $(PAPERS) || [ $$? -eq 1 ]; } && rm $(STORE)/samples-under-way; \
	fi
	@$(BIN)/minuted app --store $(STORE)

test: $(VENV)/.ready-for-tests chromium tesseract
	@$(BIN)/ruff check . && $(BIN)/ruff format --check -q . && $(BIN)/mypy
	@OMP_NUM_THREADS=1 $(BIN)/pytest -n auto --dist loadscope --no-loadscope-reorder tests/$(ROOM)

gate: $(VENV)/.ready tesseract
	@OMP_NUM_THREADS=1 $(ASK_SAMPLES) --thresholds eval/baseline/thresholds.toml --baseline eval/baseline/samples.json

baseline: $(VENV)/.ready tesseract
	@OMP_NUM_THREADS=1 $(ASK_SAMPLES) --keep-baseline eval/baseline/samples.json

samples: $(VENV)/.ready-for-tests
	@$(BIN)/python -m corpus.papers.build

screenshots: $(VENV)/.ready-for-tests chromium
	@$(BIN)/python -m tests.screenshot $(STORE) $(PICTURES) && echo "The pictures are in $(PICTURES)"

lock: $(UPKEEP)/.ready
	@$(UPKEEP)/bin/uv pip compile pyproject.toml --universal --generate-hashes --no-annotate --quiet \
		--custom-compile-command "make lock" --output-file requirements.lock >/dev/null

notice: $(VENV)/.ready-for-tests
	@$(BIN)/python -m tests.notice > NOTICE.new && mv NOTICE.new NOTICE

# A package that could not be looked up is not a package without vulnerabilities: --strict.
audit: $(UPKEEP)/.ready
	@$(UPKEEP)/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off \
		--requirement requirements.lock 2>build/audit.txt && cat build/audit.txt || { \
		if grep -q -e Traceback -e "not found on PyPI" build/audit.txt; then \
			echo "Not audited: PyPI's list of known vulnerabilities cannot be asked. It needs the network. The reason is at the end of build/audit.txt." >&2; \
		else cat build/audit.txt >&2; fi; exit 1; }

$(VENV)/.ready: pyproject.toml requirements.lock
	@[ -n "$(PYTHON)" ] || { echo "Python is missing. Install Python 3.11 or later." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is too old. Install Python 3.11 or later, or name one: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Python cannot make a virtual environment. On Debian and Ubuntu run: apt-get install python3-venv" >&2; exit 1; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	@echo "Installing Minuted into $(VENV) (some minutes the first time)"
	@sed -e 's/ *\\$$//' -e '/^ *--hash/d' requirements.lock > $(VERSIONS)
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/.ready-for-tests: $(VENV)/.ready
	@$(INSTALL) --editable ".[dev]"
	@touch $@

# Apart from Minuted, whose versions they choose and question.
$(UPKEEP)/.ready: Makefile
	@$(PYTHON) -m venv $(UPKEEP) && $(UPKEEP)/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1 uv==0.13.9
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
