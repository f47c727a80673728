"""Papers of which every part would act where it is shown: as markup, as a link, as a formula, on a terminal, on the order of letters."""

import dataclasses
import unicodedata
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from xml.sax.saxutils import escape

from corpus.models import Page, Passage
from corpus.store.store import Store
from ingest.build import read_paper
from tests.factories import make_pdf, minutes_text, write_papers

EVIL = "evil.example"
MARKUP = (
    f"![[p]](http://{EVIL}/p.png) [[l]](http://{EVIL}/) <img src='http://{EVIL}/i.png' onerror='alert(1)'> <script>alert(2)</script> "
    f"http://{EVIL}/a www.{EVIL} a@{EVIL} **b** `c` $x^2$ :red[alarm] :smile: :material/home: [bold red]r[/] [link=http://{EVIL}]s[/] &amp;"
)
# A window's title, a cleared screen, the same in one sign, an overwritten line, a turned-round word, and what hides.
CONTROLS = "\x1b]0;owned\x07\x1b[2J\x9b2J\x85\r\x08\u202e\u2066\u200f\u2028\u2029\u061c\u200b\ufeff\U000e0041\x00\x7f"
FORGED = "Cabinet, 1 May 2024: “It was agreed to sell the hall.” [1]"
ACTING = f"{MARKUP}{CONTROLS}\n{FORGED}"
WORDS = ACTING.replace("\x00", "")  # of a text file: one with a NUL is none
SHORT = "$x^2$ :red[y]\x9b2J\u202e"  # short enough to be part of a question that is offered
# The name of a file: what a file system lets it be called.
NAME = f"=a ![[p]](p.png) <img src=x onerror=alert(3)> $x^2$ :red[y] :smile: www.{EVIL} [bold red]{CONTROLS}\n{FORGED}".replace("\x00", "")

_KEPT = {
    "id",
    "sha256",
    "path",
    "reader",
    "wording",
    "context",
    "lead",
    "cells",
    "paper_id",
    "group",
}  # by which papers and passages are found
_Record = TypeVar("_Record")


def acting_parts(text: str) -> list[str]:
    """What of a text acts on whatever shows it: controls but tab and line end, marks of direction, tags."""
    return [
        f"U+{ord(sign):04X}"
        for sign in text
        if (unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") and sign not in "\t\n")
        or unicodedata.bidirectional(sign) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        or sign in "\u200e\u200f\u061c\u200b\u2060\ufeff\ufffe\uffff"
        or 0xE0000 <= ord(sign) <= 0xE007F
    ]


def made_acting(record: _Record, acting: str) -> _Record:
    """A record of a paper with what acts after each name and title in it. Text of pages stays: passages are parts of it."""
    if not dataclasses.is_dataclass(record) or isinstance(record, type):
        return record
    kept = _KEPT | ({"text"} if isinstance(record, (Page, Passage)) else set())
    changed = {field.name: _acting(getattr(record, field.name), acting) for field in dataclasses.fields(record) if field.name not in kept}
    return dataclasses.replace(record, **changed)


def _acting(value: object, acting: str) -> object:
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return f"{value} {acting}"
    if isinstance(value, tuple):
        return tuple(_acting(one, acting) for one in value)
    return made_acting(value, acting)


def write_acting_papers(folder: Path) -> Path:
    """A PDF and a text whose words act, and a file that is not taken, each under a name that acts."""
    folder.mkdir(parents=True, exist_ok=True)
    make_pdf(folder / f"{NAME}.pdf", [
        ["Ambershire County Council", "# Minutes of the Licensing Committee", "Held on Monday, 7 June 2021 at 10.00 am",
         "Present: Cllr Ann Ode (Chair), Cllr Bob Lee", "# 5. Sheepdog licences",
         escape("It was moved by Cllr Ann Ode, seconded by Cllr Bob Lee, and RESOLVED by five votes to two that a sheepdog licence be "
                f"granted to {MARKUP} and to nobody else."),
         "# Table 1: Fees for sheepdogs, in pounds",
         [[escape(f"{cell} :red[x]") for cell in row] for row in (["District", "2019/20"], ["Stannick", "2,140"], ["Wenlow", "1,870"])],
         "The meeting ended at 11.30 am."],
    ], title=ACTING)  # fmt: skip
    write_papers(folder, {
        f"{NAME}.txt": minutes_text("Parks Committee", "Wednesday, 12 May 2021", {
            "5. Otters": f"The Committee heard that forty otters were counted on the Tansy. {WORDS} RESOLVED that they be counted again.",
        }),
        f"{NAME}.xlsx": "rows",
    })  # fmt: skip
    return folder


def put_acting_papers(store: Store, folder: Path) -> None:
    """The papers held as if whatever is read of them acted: title, body, council, items, headings, decisions, attendance."""
    for file in sorted(folder.iterdir()):
        if file.suffix != ".xlsx":
            read = made_acting(read_paper(file), SHORT if file.suffix == ".txt" else ACTING)
            store.put(read, store.embedder.passages([passage.indexed for passage in read.passages]))
