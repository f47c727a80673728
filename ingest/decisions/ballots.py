"""Votes told by who gave them -> how many: `AYES: Ode, Lee. NAYS: None`, `For (2): …`, `Ode – aye, Lee – nay`."""

import re

from corpus.models import Vote

_FOR = r"ayes?|yeas?|yes|(?:voting\s+)?(?:for|in\s+favou?r)(?:\s+(?:of\s+)?(?:the\s+)?(?:motion|amendment|proposal|recommendation))?"
_AGAINST = r"nays?|noes|no|(?:voting\s+)?(?:against|opposed)(?:\s+(?:the\s+)?(?:motion|amendment|proposal|recommendation))?"
_ABSTAINED = r"abstain(?:ed|ing|s)?|abstentions?"
_OTHER = r"absent|excused|recus\w+|mover|seconder|moved|seconded|result|not\s+voting|not\s+present|conflicts?|vacan\w+|did\s+not\s+vote"
_SIDES = rf"(?:(?P<for>{_FOR})|(?P<against>{_AGAINST})|(?P<abstained>{_ABSTAINED})|(?P<other>{_OTHER}))"
_LABEL = rf"\b{_SIDES}\s*(?:\(\s*(?P<count>\d{{1,3}})\s*\)\s*[:–-]?|:)\s*"
_LABELLED = re.compile(_LABEL, re.I)  # AYES: ; For (4): ; Voting against (2):
_ENDS = re.compile(r"(?<=[a-z)]{2})\.(?=\s|$)|;|\b(?:the|motion|whereupon)\b", re.I)  # after the names: … and Hoyle. The motion was
_NOBODY = re.compile(r"(?:none|nil|no\s*(?:one|body)|n/a|0|[–—-]+)\W*", re.I)
_COUNT = re.compile(r"(\d{1,3})\b")  # Ayes: 4 (Ode, Lee, Dunn and Rao)
_NAME = re.compile(
    r"(?:(?:cllrs?|councill?ors?|council\s?members?|commissioners?|trustees?|members?|mayor|alder\w+|mrs?|ms|miss|dr|the|vice|deputy|pro\s+tem|chair\w*|president)\.?[\s-]+)*"
    r"(?-i:(?:[A-Z]\.?\s+){0,3}(?:Mc|Mac|O[’'])?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'.-]*){0,3})(?:\s*\([^)]{0,40}\))?\.?",
    re.I,
)  # Council Member Ann Ode ; Rao ; Mayor Lee
_OFFICE = re.compile(
    r"(?:(?:vice|deputy|council|board|committee|the)[\s-]+){0,3}(?:mayor|chair\w*|president|members?|commissioner|trustee|director|councill?or|alder\w+|reeve|warden)(?:\s+pro\s+tem)?",
    re.I,
)  # an office after a name: Ann Ode, Vice Mayor
_ROLL_CALL = re.compile(
    r"(?<![\w’'-])[A-Z][\w’']++(?:-[A-Z][\w’']++)*+\s*+(?:[–—:-]|,?\s*voted|\.{2,})\s*[“\"]?(?:(?P<for>aye|yea|yes|for)|(?P<against>nay|no|against)|(?P<abstained>abst\w*))\b",
    re.I,
)  # Ode – aye
_CALLED = re.compile(r"\b(?:roll[\s-]call|recorded\s+vote|poll)\b", re.I)


def ballots_in(text: str) -> Vote | None:
    """The vote in running text that names who voted which way, counted; None where it does not, or a list is not all names."""
    return _listed(text) or _called(text)


def _listed(text: str) -> Vote | None:
    labels = list(_LABELLED.finditer(text))
    counts: dict[str, int] = {}
    spans: list[tuple[int, int]] = []
    sure = False
    for label, below in zip(labels, [*labels[1:], None], strict=False):
        side = next(side for side in ("for", "against", "abstained", "other") if label[side])
        if side == "other":
            continue
        who = text[label.end() : below.start() if below else len(text)]
        end = _ENDS.search(who)
        who = who[: end.start()] if end else who
        count = int(label["count"]) if label["count"] else heads_in(who)
        if count is None or side in counts:
            continue
        sure = sure or re.match(r"aye|yea|nay|noes", label[side], re.I) is not None
        counts[side] = count
        spans.append((label.start(), label.end() + len(who.rstrip(" ,;"))))
    if "for" not in counts or not (sure or "against" in counts):
        return None
    return Vote(text[spans[0][0] : spans[-1][1]], counts["for"], counts.get("against"), counts.get("abstained"))


def heads_in(who: str) -> int | None:
    """How many a list names. A word that is no name makes it no list."""
    bare = who.strip(" ,;.[]")
    if _NOBODY.fullmatch(bare):
        return 0
    if counted := _COUNT.match(bare):
        return int(counted[1])
    parts = [part.strip() for part in re.split(r",|;|&|\band\b", bare) if part.strip()]
    names = [part for part in parts if not _OFFICE.fullmatch(part)]
    return len(names) if names and all(_NAME.fullmatch(name) for name in names) else None


def is_name(text: str) -> bool:
    """Whether a text is the name of one who may vote: `Cllr Ode`, `Rao, Mayor`."""
    name, *office = text.split(",", maxsplit=1)
    return _NAME.fullmatch(name.strip()) is not None and all(_OFFICE.fullmatch(each.strip()) for each in office)


def _called(text: str) -> Vote | None:
    """A roll call, one by one."""
    if not _CALLED.search(text):
        return None
    votes = list(_ROLL_CALL.finditer(text))
    if len(votes) < 2:
        return None
    sides = [next(side for side in ("for", "against", "abstained") if vote[side]) for vote in votes]
    return Vote(text[votes[0].start() : votes[-1].end()], sides.count("for"), sides.count("against"), sides.count("abstained") or None)
