"""What others' packages an installation brings: their licences in NOTICE, their versions and hashes in requirements.lock."""

import re
import tomllib

from packaging.requirements import Requirement

from tests.conftest import ROOT
from tests.notice import LOCK, licence, line, locked, packages

NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")


def test_notice_has_every_package_with_its_licence() -> None:
    lacking = {line(name, held) for name, held in packages().items()} - set(NOTICE.splitlines())
    assert lacking == set(), "NOTICE is out of date. Run: make notice"


def test_notice_names_every_package_that_any_system_brings() -> None:
    named = {row.strip().partition(":")[0] for row in NOTICE.splitlines() if row.startswith("  ")}
    assert named == locked() | set(packages()), "NOTICE is out of date. Run: make notice"


def test_licences_by_which_changes_are_shared_stand_apart() -> None:
    apart = NOTICE.partition("have to be shared")[2].partition("These come on other systems")[0]
    for name in ("certifi", "orjson", "pebble", "tqdm"):
        assert line(name, packages()[name]) in apart
    assert "LGPL" in licence(packages()["pebble"])
    for row in NOTICE.splitlines():
        if row.startswith("  ") and re.search("GPL|MPL|Mozilla", row):
            assert row in apart


def test_all_that_is_installed_is_locked_with_its_hashes_at_the_versions_pinned() -> None:
    assert set(packages()) <= locked(), "requirements.lock is out of date. Run: make lock"
    written = LOCK.read_text(encoding="utf-8")
    needed = map(Requirement, tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"])
    pins = [f"{pinned.name}{pinned.specifier}" for pinned in needed]  # without extras, which are locked by themselves
    assert [pin for pin in pins if not re.search(rf"^{re.escape(pin)}[ ;]", written, re.M)] == [], "Run: make lock"
    entries = re.split(r"^(?=[a-z0-9])", written, flags=re.M)[1:]
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
