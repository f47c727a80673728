"""`python -m tests.notice`: the text of NOTICE, from what the packages that Minuted brings say of themselves as they are installed."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

LOCK = ROOT / "requirements.lock"
_SHARES_ALIKE = re.compile(r"\b(?:[AL]?GPL|MPL|EPL|CDDL)|General Public|Mozilla Public", re.I)
_NAME = re.compile(r"^[a-z0-9][a-z0-9.-]*(?===)", re.M)  # numpy, of numpy==2.4.6 \
_HEAD = """\
Minuted is under the MIT licence, in LICENSE. Installed, it brings the packages named here, each under a licence of its own,
as published and unchanged. Their texts are in the packages' own folders. This list is made by `make notice`.
"""
_SHARED_ALIKE = """
These are under licences by which changes to them have to be shared. Minuted uses them as libraries and changes none; each can
be replaced by another version of it:
"""
_ELSEWHERE = """
These come on other systems or versions of Python only. The packages of NVIDIA, with CUDA, are under licences of NVIDIA's own; they
come with the build of torch that PyPI has for Linux, and not with the one for processors alone:
"""


def packages() -> dict[str, Distribution]:
    """What an installation of Minuted brings on this system, by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, Distribution] = {}
    seen, coming = set[str](), list(map(Requirement, project["dependencies"]))
    while coming:
        wanted = coming.pop()
        if str(wanted) in seen:
            continue
        seen.add(str(wanted))
        try:
            held = distribution(wanted.name)
        except PackageNotFoundError:  # an extra that its package does not have, or one for another system
            continue
        found[canonicalize_name(wanted.name)] = held
        coming += _asked_for(held, wanted.extras)
    return dict(sorted(found.items()))


def _asked_for(held: Distribution, extras: Iterable[str]) -> Iterator[Requirement]:
    for requirement in map(Requirement, held.requires or ()):
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield requirement


def licence(held: Distribution) -> str:
    """The licence of a package: its SPDX expression where it gives one, else its classifiers, else the first line of what it says."""
    said = held.metadata
    if said.get("License-Expression"):
        return str(said["License-Expression"])
    classified = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier", ()) if line.startswith("License :: ")]
    exact = [name for name in classified if name != "OSI Approved"]
    return " and ".join(exact) or next(iter((said.get("License") or "").splitlines()), "") or "said in its own files"


def locked() -> set[str]:
    """The packages that any system brings."""
    return set(_NAME.findall(LOCK.read_text(encoding="utf-8")))


def line(name: str, held: Distribution) -> str:
    return f"  {name}: {licence(held)}"


def notice() -> str:
    held = packages()
    alike = {name for name, one in held.items() if _SHARES_ALIKE.search(licence(one))}
    rest = [line(name, one) for name, one in held.items() if name not in alike]
    shared = [line(name, held[name]) for name in sorted(alike)]
    elsewhere = [f"  {name}" for name in sorted(locked() - set(held))]
    return "\n".join([_HEAD, *rest, _SHARED_ALIKE, *shared, _ELSEWHERE, *elsewhere, ""])


if __name__ == "__main__":
    print(notice(), end="")
