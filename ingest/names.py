"""Names that papers give: councils, bodies, titles, as they stand and in capitals."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.models import PaperKind
from ingest.patterns import BODY, COUNCIL

_NO_COUNCIL = re.compile(
    r"(?:Full|Parish|County|City|Town|District|Borough|Local|Annual|All|Every|Each|This|Our|Your|Other|Another|Each|Combined|Unitary|Joint|Planning|Police)"
    r"\s+(?:(?:Parish|County)\s+)?(?:Council|Authority)\b", re.I,
)  # fmt: skip
_NOT_IN_BODY = re.compile(
    r"^(?:(?:Draft|Minutes?|Agenda|Pack|Meeting|Annual|Report|Notice|Public|Reports|Questions?|Response|Supplementary|of|for|and|the|to|a|an|in|with)\s+)+",
    re.I,
)
_ADDRESS = re.compile(r"[@.]([a-z]+)\.gov\.uk\b", re.I)  # scrutiny@ambershire.gov.uk
_BARE_BODIES = frozenset({"board", "committee", "panel", "forum", "commission", "assembly", "executive", "sub-committee"})


def same_title(a: str, b: str) -> bool:
    """Whether two titles name the same thing: nearly the same words, whatever their case and order."""
    wa, wb = _title_words(a), _title_words(b)
    return bool(wa and wb) and len(wa & wb) / len(wa | wb) >= 0.7


def _title_words(text: str) -> set[str]:
    return {
        word
        for word in re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))
        if word not in {"the", "of", "and", "a", "to", "for"}
    }


def council_named(top: Sequence[str], everything: str) -> str | None:
    """The first council named at the top, else the one whose address the paper gives, else one that stands out in the text.

    `scrutiny@ambershire.gov.uk` speaks for Ambershire County Council where several councils are mentioned.
    """
    first = next((name for line in top[:25] for name in _councils_in(line)), None)
    if first:
        return first
    counted = Counter(_councils_in(everything))
    for address, _ in Counter(match[1].lower() for match in _ADDRESS.finditer(everything)).most_common(1):
        for name, _count in counted.most_common():
            if name.split()[0].lower() == address:
                return name
    common = counted.most_common(1)
    return common[0][0] if common and common[0][1] >= 3 and common[0][1] > sum(counted.values()) / 2 else None


def _councils_in(text: str) -> list[str]:
    names: list[str] = []
    for match in COUNCIL.finditer(title_case(text)):
        name = " ".join(match[1].split())
        name = re.sub(
            r"^(?:(?:The|That|Corporation|of|and|for|in|At|By|To|From|All|Every|Agenda|Minutes|Meeting)\s+)+", "", name, flags=re.I
        )
        name = re.sub(r"\s+(?:Meeting|Held|Regular|Agenda|Minutes)$", "", name)
        name = re.sub(r"^.*\b(?:Panel|Committee|Cabinet|Board|Director|Leader|Member|Meeting|Minutes|Report)\s+(?:of|for)\s+", "", name)
        if re.match(r"(?:Township|City|Town|Village|County|Municipality|Borough|District)\s+of\b", name):
            name = re.sub(r"\s+Council$", "", name)
        if len(name.split()) >= 2 and not _NO_COUNCIL.match(name):
            names.append(name)
    return names


def body_named(top: Sequence[str], council: str | None, kind: PaperKind) -> str | None:
    """The first body named at the top, in one line or run over two: `… Overview and Scrutiny` + `Panel`."""
    for line in [text for pair in zip(top[:10], [*top[1:10], ""], strict=False) for text in (pair[0], " ".join(pair))]:
        if len(line.split()) > 34:
            continue
        for match in BODY.finditer(title_case(line)):
            name = _NOT_IN_BODY.sub("", " ".join(match[1].split()).replace(f"{council} ", ""))
            if name and name.lower() not in _BARE_BODIES and not re.search(r"\b(?:Cllr|Councillor|Mr|Mrs|Ms|Dr|Chair\w*)\b", name):
                return name
    if kind in (PaperKind.MINUTES, PaperKind.AGENDA, PaperKind.AGENDA_PACK) and council:
        return "Council"
    return None


def title_case(text: str) -> str:
    """Capitals throughout are read as words with capitals: `CABINET` -> `Cabinet`; small words stay small."""
    if not text.isupper():
        return text
    return re.sub(
        r"[A-Z][A-Z’']+",
        lambda m: m[0].lower() if m[0] in {"OF", "THE", "AND", "FOR", "IN", "HELD", "ON", "AT"} else m[0].capitalize(),
        text,
    )
