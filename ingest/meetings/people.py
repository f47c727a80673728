"""Lists of people as minutes print them -> each person's name with their role. Only what is surely a name is one."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.text import sentence_spans
from ingest.meetings.offices import cannot_be_name, names_office

_TITLE = (
    r"(?:(?:(?:Town|Parish|County|District|Borough|City|Ward|Deputy)\s+)?(?:C[Ll][LlIi1]?rs?|Councill?ors?|Council\s?[Mm]embers?|Ald(?:erman|erwoman)?)\b\.?"
    r"|(?:The\s+)?(?:Rt\.?\s+)?Hon\b\.?|M(?:r|rs|s|x|iss|essrs)\b\.?|Dr\b\.?|Prof(?:essor)?\b\.?|Rev(?:d|erend)?\b\.?|Canon|Father|Sir|Lady|Lord|Dame|Baroness"
    r"|Insp(?:ector)?\b\.?|Sgt\b\.?|Sergeant|PCSO|PC|Capt(?:ain)?\b\.?|Major|Colonel|Col\b\.?)"
)
_LETTERS = r"(?:OBE|MBE|CBE|BEM|JP|DL|KC|QC|MP|MPP|KBE|DBE|CPFA|CiLCA|FSLCC|PSLCC|RN|PhD)"  # letters after a name
_WORD = r"(?:[A-Z]\.?(?=[\s.])\.?|(?:[A-Zl][’'])?[A-Z](?=[\w’'-]*[a-z])[\w’'-]*+|[A-Z][A-Z’'-]++)"
_LATER = rf"(?:{_WORD}|(?:de|van|von|der|den|la|le|du)(?=\s+\w))"
_NAME = rf"{_WORD}(?:\s+{_LATER}){{0,4}}"
_TITLED = re.compile(rf"(?P<name>{_TITLE}\s+(?:{_TITLE}\s+){{0,4}}{_NAME}(?:,?\s+{_LETTERS}\b)*)\W*$")  # Cllr Ann Ode; Revd Dr B. Lee OBE
_UNTITLED = re.compile(rf"(?P<name>{_WORD}(?:\s+{_LATER}){{1,4}}(?:,?\s+{_LETTERS}\b)*)\W*$")  # Ann Ode; B. Lee
_PLURAL = re.compile(
    r"^(?:The\s+)?(Councill?or|C[Ll][LlIi1]?r|Council\s?member|Alderman|Member|Trustee|Director|Commissioner)[’']?s\b\.?\s*[:–-]?\s+", re.I
)  # Cllrs A Ode and B Lee

_ENDS_OFFICE = re.compile(
    r"\b(?:clerk|officer|manager|director|treasurer|secretary|chair\w*|mayor|administrator|councillors)\W*$", re.I
)  # …, Clerk and B. Lee

_NO_ROLE = re.compile(
    r"\b(?:zoom|teams|video|phone|telephone|remote\w*|virtual\w*|online|from|until|left|arriv\w*|late|joined|for\s+(?:item|minute|part)\w*|present\s+for|apolog\w*"
    r"|p\.?m|a\.?m)\b|\d|^(?:lab|con|ld|lib\s?dem|labour|conservative|liberal\s+democrats?|green|independent|ind|reform|snp|plaid)$",
    re.I,
)
_PART_OF_IT = re.compile(
    r"^(?:left|leaving|arriv\w+|joined|departed|late)\b|^(?:present\s+)?(?:from|until|till|for|up\s+to|after)\s+(?:(?:agenda\s+)?(?:items?|minutes?)\s+)?(?:no\.?\s*)?\d"
    r"|^(?:agenda\s+)?(?:items?|minutes?)\s+\d",
    re.I,
)  # from item 5 ; left at 8.10 pm ; arrived late ; items 1 to 4
_IN_THE_CHAIR = re.compile(r"^in\s+the\s+chair$", re.I)
_SUBSTITUTE = re.compile(r"^(?:(?:as\s+)?substitut\w+|deputising|in\s+place\s+of|on\s+behalf\s+of|for)\b", re.I)  # substitute for Cllr Lee
_BRACKET = re.compile(r"(?:(?<!\s)\s++)?[(\[]([^()\[\]]*)[)\]]")
_DASH = re.compile(r"(?<!\s)\s++[–—-]\s+|(?:(?<!\s)\s++)?[–—]\s*|:\s+")  # Cllr Ode – Chair; Clerk: A Lee
_SURNAME = re.compile(rf"{_WORD}(?:\s*[(\[].*)?$")  # Lee; Lee (Chair)
_AND = re.compile(r"(?<!\s)\s++(?:and|&)\s+")
_AND_FIRST = re.compile(r"(?:and|&)\s+")
_AND_LAST = re.compile(r"(?<=[a-z]{2})\.$|(?<!\s)\s++(?:and|&)$")
_WHO_DID = re.compile(
    rf",?(?<!\s)\s{{1,3}}who\s(?:(?!who\b)[^.;]|\.(?=\S)){{0,120}}?(?=[,;]\s?(?:and\s)?{_TITLE}\s|\sand\s{_TITLE}\s[A-Z]|\.\s|[.;]?\Z|;)"
)  # PCSO Ode, | who gave a report on the month, | Mrs Lee
_ANDS = 4  # that may stand in one office
_LONGEST_ROLE = 14  # words
_LONGEST = 250  # characters of a name with its role


@dataclass(frozen=True, slots=True)
class Person:
    """A name as printed, with its title if it has one, and the role that stands beside it; `note` says which part they were there for."""

    name: str
    role: str | None = None
    note: str | None = None


def people_in(lines: Sequence[str]) -> list[Person]:
    """The people named in the lines of one list, in order: one to a line, or running on with commas."""
    listed = _until_told([line.strip() for line in _WHO_DID.sub("", "\n".join(lines)).split("\n") if line.strip()])
    entries = list(_entries(listed)) if len(listed) > 1 and not _runs_on(listed) else re.split(r";(?![^()]{0,200}\))", " ".join(listed))
    return [person for entry in entries for person in _run(entry)]


def starts_with_person(line: str) -> bool:
    """Whether a line begins with somebody's name, or an office and a name."""
    parts = _segments(line)
    if not parts:
        return False
    return _person(parts[0]) is not None or (
        len(parts) == 2 and names_office(parts[0]) and _role(parts[0]) is not None and _person(parts[1]) is not None
    )


def starts_with_title(line: str) -> bool:
    """Whether a line begins with a person's title, whatever follows."""
    return re.match(rf"{_TITLE}\s", line) is not None


def _runs_on(lines: Sequence[str]) -> bool:
    """Whether the lines are one run of text that was broken where each was full, and not a list of one to a line."""
    longest = max(map(len, lines))
    full = longest >= 60 and all(len(line) >= 0.8 * longest for line in lines[:-1])
    return full or any(_persons_on(line) > 1 for line in lines)


def _until_told(lines: Sequence[str]) -> list[str]:
    """The lines up to the first sentence that begins with nobody's name: what is told of people is no part of their list."""
    listed: list[str] = []
    for line in lines:
        for start, end in sentence_spans(line)[1:]:
            if not starts_with_person(line[start:end]):
                return [*listed, line[:start].strip()]
        listed.append(line)
    return listed


def _entries(lines: Sequence[str]) -> Iterator[str]:
    """Entries of a list with one to a line; a line that begins with nobody's name goes on from the one above."""
    entry = ""
    for line in lines:
        if entry and (
            not starts_with_person(line) or re.search(r"(?:,|\b(?:and|of|for|to|the)|&)$|\b(?:Mrs?|Ms|Miss|Dr|Cllr)\.?$", entry) is not None
        ):
            entry = f"{entry} {line.strip()}"
            continue
        if entry:
            yield entry
        entry = line.strip()
    if entry:
        yield entry


def _persons_on(line: str) -> int:
    return sum(1 for segment in _segments(line) if _person(segment) is not None) + line.count(";")


def _run(text: str) -> list[Person]:
    """The people of a run such as `Cllr A Ode (Chair), B Lee, Clerk, and C Dunn`, each with their role."""
    found: list[Person] = []
    group: str | None = None  # the office in the plural before several names: Councillors
    title = ""  # the same as it stands before one: Cllr
    before: str | None = None  # an office that stands before its name: The Mayor, Cllr Ode
    sure = True  # whether the last person's role can be only theirs
    for segment in _segments(text):
        plural = _PLURAL.match(segment)
        if plural:
            group, title = _singular(plural[1]), plural[1]
            segment = segment[plural.end() :]
        surname = group is not None and _SURNAME.match(segment) is not None and not names_office(_BRACKET.sub("", segment))
        if surname and (person := _person(f"{title} {segment}")) is not None:  # Cllrs Ode, Lee and Dunn
            found.append(replace(person, role=person.role or before))
            before, sure = None, True
        elif (person := _person(segment)) is not None:
            titled = _TITLED.match(person.name) is not None
            group = None if titled and not plural else group
            found.append(replace(person, role=person.role or before or group))
            before, sure = None, True
        elif re.fullmatch(rf"{_LETTERS}(?:\s+{_LETTERS})*", segment) and found:
            found[-1] = replace(found[-1], name=f"{found[-1].name}, {segment}")
        elif re.fullmatch(r"(?:Councill?ors|Cllrs|Members|Council\s?members)\W*", segment, re.I):
            office = _singular(re.sub(r"\W", "", segment))
            found = [replace(person, role=person.role or office) for person in found]
        elif (role := _role(segment)) is None:
            continue
        elif not found:
            before = role if names_office(role) else None
        elif found[-1].role in (None, group) and sure:
            if names_office(role) or cannot_be_name(role):
                found[-1] = replace(found[-1], role=role)
        elif sure and names_office(role.split()[0]):  # a second office in a row: one of them may be somebody's whose name was lost
            found[-1], sure = replace(found[-1], role=None), False
        elif (
            sure
            and found[-1].role
            and len(found[-1].role.split()) + len(role.split()) <= _LONGEST_ROLE
            and not found[-1].role.endswith(")")
        ):
            found[-1] = replace(found[-1], role=f"{found[-1].role}, {role}")
    return found


def _segments(text: str) -> list[str]:
    """A run cut at its commas and semicolons outside brackets, and at each `and` between two people."""
    masked = re.sub(r"[(\[][^()\[\]]*[)\]]", lambda match: re.sub(r"[,;]| and | & ", lambda m: "\0" * len(m[0]), match[0]), text)
    cuts = [0, *(match.end() for match in re.finditer(r"[,;](?=\s|$)", masked)), len(text)]
    segments: list[str] = []
    for start, end in itertools.pairwise(cuts):
        segments += _split_at_and(text[start:end].strip(" ,;"), masked[start:end].strip(" ,;"))
    return [segment for segment in segments if segment]


def _split_at_and(text: str, masked: str) -> list[str]:
    """A segment cut at each `and` that stands between two people, and not within an office: `Head of Roads and Parks`."""
    start = match.end() if (match := _AND_FIRST.match(masked)) else 0
    end = match.start() if (match := _AND_LAST.search(masked)) else len(masked)
    ands = [match.span() for match in _AND.finditer(masked, start, end)]
    parts: list[str] = []
    for n, (before, after) in enumerate(ands):
        left = _PLURAL.sub("", text[start:before])
        stops = [*(stop for stop, _ in ands[n + 1 : n + _ANDS]), end]
        surnames = _SURNAME.match(left) and _SURNAME.match(text[after : stops[0]])
        follows = any(_person(text[after:stop]) is not None for stop in stops)
        if surnames or (follows and (_person(left) is not None or _ENDS_OFFICE.search(left))):
            parts.append(text[start:before])
            start = after
    return [*parts, text[start:end]]


def _person(segment: str) -> Person | None:
    """The person that a segment names, and nothing else: an office before the name, a bracket or a dash after it."""
    if len(segment) > _LONGEST:
        return None
    brackets = [bracket.strip() for bracket in _BRACKET.findall(segment)]
    bare = _BRACKET.sub("", _PLURAL.sub("", segment)).strip(" .:")
    bare, *rest = _DASH.split(bare, maxsplit=1)
    if rest and names_office(bare) and not _TITLED.search(bare) and (held := _person(rest[0])) is not None:
        return replace(held, role=_without_article(bare))  # the Clerk – Bo Lee
    role = next((role for text in (*brackets, *rest) if (role := _bracketed(text))), None)
    note = next((text.strip() for text in (*brackets, *rest) if _PART_OF_IT.match(text.strip())), None)
    if named := _TITLED.search(bare):
        office = bare[: named.start()].strip(" ,–-:")
        if cannot_be_name(re.sub(rf"^(?:{_TITLE}\s+)+", "", named["name"])) or (
            office and (not names_office(office) or office.endswith(" and") or _role(office) is None)
        ):
            return None
        return Person(_tidy(named["name"]), role or _without_article(office) or None, note)
    if (office := _TITLED.match(brackets[0]) if brackets else None) and names_office(bare):
        return Person(_tidy(office["name"]), _without_article(bare))  # The Mayor (Cllr Ann Ode)
    words = bare.split()
    last = max((i for i, word in enumerate(words) if names_office(word)), default=-1)
    named = _UNTITLED.fullmatch(" ".join(words[last + 1 :]))
    if named is None or cannot_be_name(named["name"]):
        return None
    return Person(_tidy(named["name"]), role or _without_article(" ".join(words[: last + 1])) or None, note)


def _bracketed(text: str) -> str | None:
    if _IN_THE_CHAIR.match(text):
        return "Chair"
    return None if not text or (_NO_ROLE.search(text) and not _SUBSTITUTE.match(text)) else _role(text)


def _role(segment: str) -> str | None:
    """A role that stands after a name: begins with a capital or names an office, and is no sentence."""
    role = _without_article(segment.strip(" .:;"))
    if not role or len(role.split()) > _LONGEST_ROLE or (_NO_ROLE.search(_BRACKET.sub("", role)) and not _SUBSTITUTE.match(role)):
        return None
    if re.search(
        r"\b(?:was|were|had|has|have|is|are|who|whom|which|welcomed|opened|reported|joined|residents|members\s+of\s+the\s+public)\b", role
    ):
        return None
    return role if role[0].isupper() or names_office(role) else None


def _without_article(text: str) -> str:
    return re.sub(r"^(?:the|a|an|as)\s+", "", text, flags=re.I)


def _singular(office: str) -> str:
    word = re.sub(r"s$", "", office, flags=re.I)
    return "Councillor" if word.lower() in ("cllr", "clr", "councilor", "councillor") else word.capitalize()


def _tidy(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip(" ,:;")
