"""The words of a decision -> how the vote went: counts, and the names of those whose vote the words tell.

Nobody is given a vote who is not named with it. Each pattern has an example beside it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.register import Ballot, Result, Stated
from ingest.register.sentences import Sentence

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_N = (
    rf"(?:\d{{1,3}}(?![\d,.]{{0,9}}\d)|(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_UNITS[:9])}))?|{'|'.join(_UNITS)}"
    rf"|no(?:ne|body|[-\s]one)|nil|zero)"
)
_MEMBERS = r"(?:\s{1,9}(?:members?|councillors?|votes?|voting|voted|were|was|in|persons?)){0,4}"
_OF_IT = (
    r"(?:\s{1,9}(?:of\s{1,9})?(?:the\s{1,9})?(?:substantive\s{1,9})?(?:motion|amendment|proposal"
    r"|recommendations?|resolution|nomination|it)\b)?"
)
_STOPS = r"(?=\s{0,9}(?:[,;:.)\](|–-]|$|\band\b|\bto\b|\bwith\b|\bthere\b|\bagainst\b|\bthe\b|\bit\b|\bbut\b))"
_FOR = r"(?:for|in\s{1,9}favou?r|ayes?|yeas?|yes)\b"
_AGAINST = r"(?:against|opposed|nays?|noes|no\b(?!\s{0,9}\.?\s{0,9}\d))"
_ABSTAINED = r"abst(?:ain(?:ed|ing|s)?|entions?)\b"
_COUNTED = {
    "in_favour": (
        re.compile(
            rf"(?<![\w£.,/])(?P<n>{_N}){_MEMBERS}\s{{1,9}}{_FOR}{_OF_IT}{_STOPS}", re.I
        ),  # 6 votes for ; six members voted in favour
        re.compile(rf"[(,]\s{{0,9}}(?P<n>{_N})\s{{1,9}}votes?\s{{0,9}}[,;]", re.I),  # (8 votes, none against)
        re.compile(
            rf"\b(?:votes?\s{{1,9}})?{_FOR}{_OF_IT}\s{{0,9}}(?:\(\s{{0,9}}|[:=–-]\s{{0,9}}|\s(?={_N}\s{{0,9}}(?:[;,.)]"
            rf"|$|and\b)))(?P<n>{_N})\b(?!\s{{1,9}}(?:years?"
            rf"|months?|days?|weeks?|of\b))",
            re.I,
        ),  # For: 5 ; For 17 ; Ayes (4)
    ),
    "against": (
        re.compile(r"\b(?P<n>nobody|none|no\s{1,9}one)\s{1,9}(?:\w+\s{1,9})?against\b", re.I),
        re.compile(rf"(?<![\w£.,/])(?P<n>{_N}){_MEMBERS}\s{{1,9}}{_AGAINST}{_OF_IT}{_STOPS}", re.I),
        re.compile(
            rf"\b{_AGAINST}{_OF_IT}\s{{0,9}}(?:\(\s{{0,9}}|[:=–-]\s{{0,9}}|\s(?={_N}\s{{0,9}}(?:[;,.)]|$|and\b)))(?P<n>{_N})\b", re.I
        ),
    ),
    "abstained": (
        re.compile(rf"(?<![\w£.,/])(?P<n>{_N}){_MEMBERS}\s{{1,9}}{_ABSTAINED}", re.I),
        re.compile(rf"\b{_ABSTAINED}\s{{0,9}}(?:\(\s{{0,9}}|[:=–-]\s{{0,9}}|\s(?={_N}\s{{0,9}}(?:[;,.)]|$|and\b)))(?P<n>{_N})\b", re.I),
    ),
}
_SCORE = re.compile(
    rf"(?:\bby\s{{1,9}}(?:a\s{{1,9}}vote\s{{1,9}}of\s{{1,9}})?|(?<=[(\[,])\s{{0,9}}|\b(?:RESOLVED|resolved|agreed|fell|carried"
    rf"|lost|passed|failed|defeated|adopted|approved|division\s{{1,9}}was|vote\s{{1,9}}was)\b\W{{0,3}}|^\W*)"
    rf"(?P<for>{_N})(?:\s{{1,9}}votes?)?\s{{1,9}}(?:votes?\s{{1,9}})?to\s{{1,9}}(?P<against>{_N})(?:\s{{1,9}}votes?)?\b(?!\s{{0,9}}(?:%"
    rf"|per\s{{1,9}}cent|years?|pm|am|p\.m|minutes|million|km|[:.]\d))"
    rf"(?=\s{{0,9}}(?:[^\w\s]|$|(?:and|with|on|that|there|but|after|following|against|in\s{{1,9}}(?:favou?r|a))\b))",
    re.I,
)  # by five votes to one ; RESOLVED, 8 votes to 3 ; (5 to 2)
_DASHED = re.compile(
    r"\b(?:RESOLVED|fell|carried|passed|failed|defeated|lost|vote|approved|adopted|accepted|denied"
    r"|Councillor\s[A-Z]\w+)\W{0,3}(?P<for>\d{1,2})\s?[-–/]\s?(?P<against>\d{1,2})\b(?![-–/\d])",
    re.I,
)  # Motion carried 5-2
_SCORE_ALONE = re.compile(r"^\W*(?P<for>\d{1,3})\s?[-–]\s?(?P<against>\d{1,3})(?:\s?[-–]\s?(?P<abstained>\d{1,3}))?\W*$")  # (6-0)
_COUNT_ALONE = re.compile(rf"^\W*(?:{_FOR}|{_AGAINST}|{_ABSTAINED})\s{{0,9}}[:=–-]\s{{0,9}}{_N}\W*$", re.I)  # For: 3.
_TIED = re.compile(
    rf"\b(?P<n>{_N})(?:\s{{1,9}}votes?)?\s{{1,9}}(?:each|all)\b|\b(?P<m>{_N})\s{{1,9}}(?:voted\s{{1,9}})?on\s{{1,9}}(?:either"
    rf"|each)\s{{1,9}}side\b|\bequal(?:ity)?(?:\s{{1,9}}of\s{{1,9}}votes)?\s{{1,9}}at\s{{1,9}}(?P<k>{_N})\b",
    re.I,
)  # five each ; twenty-three voted on either side
_UNANIMOUS = re.compile(
    r"\bunanimous(?:ly)?\b|\bnem\.?\s{0,9}con\b\.?|\ball\s{1,9}(?:members\s{1,9})?(?:(?:present\s{1,9})?(?:were"
    r"|being)\s{1,9}|those\s{1,9})?(?:present\s{1,9})?(?:voted\s{1,9}|voting\s{1,9})?in\s{1,9}favou?r\b|\bwithout\s{1,9}dissent\b",
    re.I,
)  # unanimously ; nem con ; all in favour
_ALL_PRESENT = re.compile(
    r"(?<!\bnot\s)(?<!\bnearly\s)(?<!\balmost\s)\ball\s{1,9}(?:(?P<n>\w+)\s{1,9})?(?:of\s{1,9}the\s{1,9})?(?:members|councillors|those)?"
    r"\s{0,9}(?:who\s{1,9}were\s{1,9})?present(?:\s{1,9}and\s{1,9}voting)?\s{1,9}(?:voted|voting)\s{1,9}(?:for|in\s{1,9}favou?r)\b"
    r"(?![^.;]{0,300}\b(?:against|except\w*|bar|but|other\s{1,9}than|save|apart\s{1,9}from)\b)",
    re.I,
)  # all members present voted in favour
_EXCEPTED = re.compile(
    r"\b(?:except\w*(?:\s{1,9}for)?|bar|other\s{1,9}than|save(?:\s{1,9}for)?|apart\s{1,9}from|all\s{1,9}(?:\w+\s{1,9}){0,3}but|not)\s{1,9}$",
    re.I,
)  # all members present except Councillor Lee voted in favour
_LONG_AGO = re.compile(r"[^.;,]{0,60}\b(?:in|of)\s{1,9}(?:19|20)\d\d\b")  # who voted against the scheme in 2019
_DENIED = re.compile(r"\b(?:no|not|never|without|declin\w+|refus\w+)\b[^.;,]{0,24}$", re.I)  # did not use her casting vote
_LONGEST = 4000  # characters of a sentence that may tell a vote: a roll call of a hundred names
_RECORDED = re.compile(
    r"\b(?:a\s{1,9})?recorded\s{1,9}vote\b|\broll[-\s]call(?:\s{1,9}vote)?\b|\bvotes?\s{1,9}by\s{1,9}name\b|\bnamed\s{1,9}vote\b", re.I
)
_CASTING = re.compile(r"\b(?:second\s{1,9}(?:or|and)\s{1,9})?casting\s{1,9}vote\b", re.I)
_WHOSE_CASTING = re.compile(
    r"(?P<who>(?:Lord\s{1,9})?Mayor|(?:Vice[-\s])?Chair(?:man|woman|person)?|Convener|President|Provost"
    r"|(?:Cllr|Councillor)\s{1,9}[A-Z][\w’'-]+(?:\s{1,9}[A-Z][\w’'-]+)?)(?:[’']s)?[^.;]{0,60}?\bcasting\s{1,9}vote"
    r"|casting\s{1,9}vote\s{1,9}(?:of|by)\s{1,9}the\s{1,9}(?P<of>(?:Lord\s{1,9})?Mayor|Chair(?:man|woman|person)?)",
)  # the Chair used her casting vote ; on the Mayor's casting vote

_TITLE = (
    r"(?:Cllrs?|Clr|Councill?ors?|Council\s?[Mm]embers?|Commissioners?|Trustees?|Members?|Alder(?:man"
    r"|woman|men)|Mayor|Deputy\s{1,9}Mayor|Provost|Mrs?|Ms|Miss|Dr|Sir|Lord|Lady|Professor|Prof|Canon"
    r"|Revd?)\.?"
)
_WORD = r"(?<![\w’'-])(?:[A-Z]\.|(?:Mc|Mac|O[’'])?[A-Z][\w’'-]{1,30}+)"
_NAME = rf"(?:{_TITLE}\s{{1,9}}){{0,4}}+{_WORD}(?:\s{{1,9}}{_WORD}){{0,3}}+"
_NAMES = (
    rf"(?:{_TITLE}\s{{1,9}}){{1,4}}+{_WORD}(?:\s{{1,9}}{_WORD}){{0,3}}+"
    rf"(?:(?:\s{{0,9}},\s{{0,9}}(?:and\s{{1,9}})?|\s{{1,9}}and\s{{1,9}}|\s{{0,9}}&\s{{0,9}}){_NAME}){{0,15}}+"
)  # Councillors Ode, Lee and Dunn
_DID = (
    r"(?:\s{0,9},)?\s{1,9}(?:(?:was|were|being|who|then|both|each|also|all)\s{1,9}){0,3}(?:(?:recorded\s{1,9}as\s{1,9})?(?:voted"
    r"|voting|votes?)\s{1,9})?"
)
_BARE = r"\s{1,9}(?:(?:was|were|being|both|each|all|also)\s{1,9}){0,2}"  # Cllr Dunn against: no word of a vote between
_NAMED = (
    (
        "names_against",
        re.compile(
            rf"(?P<who>{_NAMES})(?:{_DID}(?:(?<=vote\s)|(?<=votes\s)|(?<=voted\s)|(?<=voting\s))against\b|{_BARE}against\b(?=\s{{0,9}}(?:[^\w\s,’']|,|$|and\b))"
            rf"|{_DID}dissent(?:ing|ed)\b)"
        ),
    ),  # Cllr Dunn against
    ("names_abstained", re.compile(rf"(?P<who>{_NAMES}){_DID}abstain(?:ed|ing)\b")),  # Councillor Keogh abstained
    (
        "names_for",
        re.compile(
            rf"(?P<who>{_NAMES})(?:\s{{0,9}},)?\s{{1,9}}(?:(?:who|both|each|all)\s{{1,9}})?vot(?:ed|ing)\s{{1,9}}(?:for"
            r"|in\s{1,9}favou?r)\b"
        ),
    ),  # Cllrs Ode and Lee voting for
    (
        "names_against",
        re.compile(
            rf"(?P<who>{_NAMES}|^{_WORD}\s{{1,9}}{_WORD})\s{{1,9}}(?:asked|requested|wished)\s{{1,9}}that\s{{1,9}}(?:his|her|their)\s{{1,9}}votes?\s{{1,9}}against\b"
        ),
    ),
    (
        "names_against",
        re.compile(
            rf"(?P<who>{_NAMES})\s{{1,9}}(?:asked|requested|wished)\b[^.;]{{0,60}}\b(?:record\w*|minuted)\b[^.;]{{0,30}}\bvot\w+\s{{1,9}}against\b"
        ),
    ),
    (
        "names_abstained",
        re.compile(
            rf"(?P<who>{_NAMES})\s{{1,9}}(?:asked|requested|wished)\b[^.;]{{0,60}}\b(?:record\w*|minuted)\b" r"[^.;]{0,30}\babst\w+"
        ),
    ),
    (
        "names_absent",
        re.compile(
            rf"(?P<who>{_NAMES}){_DID}(?:did\s{{1,9}}not\s{{1,9}}vote|took\s{{1,9}}no\s{{1,9}}part|not\s{{1,9}}voting"
            rf"|having\s{{1,9}}(?:left"
            rf"|declared)\b)"
        ),
    ),
)
_COUNT_NAMED = (
    (
        "names_against",
        re.compile(rf"\bagainst\s{{0,9}}(?:\d{{1,3}}\s{{0,9}})?\((?:\d{{1,3}}\s{{0,9}}[:,]?\s{{0,9}})?(?P<who>{_NAMES})\)", re.I),
    ),
    (
        "names_abstained",
        re.compile(rf"\b[Aa]bst\w+\s{{0,9}}(?:\d{{1,3}}\s{{0,9}})?\((?P<who>{_NAMES})(?:\)|,\s{{1,9}}who\b)"),
    ),  # Abstaining 1 (Councillor Threlfall)
    (
        "names_against",
        re.compile(
            rf"\b(?:one|two|three|1|2|3)\s{{1,9}}against\s{{0,9}}[,:(]\s{{0,9}}(?P<who>{_NAMES})(?!\s{{1,9}}(?:\w+\s{{1,9}})?(?:abstain"
            rf"|vot))"
        ),
    ),  # one against, Councillor Lee
    ("names_against", re.compile(rf"\b(?:with|only)\s{{1,9}}(?P<who>{_NAMES})\s{{1,9}}(?:voting\s{{1,9}}against|dissenting|opposed)\b")),
)
_LABELS = (
    (
        "names_for",
        r"ayes?|yeas?|(?:voting\s{1,9}|voted\s{1,9})?(?:for|in\s{1,9}favou?r)(?:\s{1,9}(?:of\s{1,9})?(?:the\s{1,9})?(?:motion"
        r"|amendment|proposal|recommendations?))?",
    ),
    (
        "names_against",
        r"nays?|noes|(?:voting\s{1,9}|voted\s{1,9})?(?:against|opposed)(?:\s{1,9}(?:the\s{1,9})?(?:motion|amendment"
        r"|proposal|recommendations?))?",
    ),
    ("names_abstained", r"abstain(?:ed|ing|s)?|abstentions?"),
    ("names_absent", r"absent|excused|recused|not\s{1,9}voting|not\s{1,9}present|did\s{1,9}not\s{1,9}vote"),
)
_LABEL = re.compile(
    r"(?:^|(?<=[.;:,)\]|\n])|(?<=\s))\W{0,4}\b(?:"
    + "|".join(f"(?P<{side}>{label})" for side, label in _LABELS)
    + r"|(?P<other>mover|seconder|moved|seconded|result|vacan\w+|the\s{1,9}motion|motion))\s{0,9}(?:\(\s{0,9}\d{1,3}\s{0,9}\)"
    r"|\d{1,3})?\s{0,9}[:–|-]\s{0,9}(?:\d{1,3}\s{0,9}[-–:(,]\s{0,9})?",
    re.I,
)  # AYES: ; For (4): ; Against:
_LISTED = re.compile(
    rf"(?P<who>{_NAME}(?:(?:\s{{0,9}},\s{{0,9}}(?:and\s{{1,9}})?|\s{{1,9}}and\s{{1,9}}|\s{{0,9}}&\s{{0,9}}"
    rf"|\s{{0,9}};\s{{0,9}}|\s{{0,9}}\n\s{{0,9}}|\s{{1,9}}(?={_TITLE}\s)){_NAME}){{0,30}}+)(?![ \t]{{1,9}}{_WORD})"
)
_ONE = re.compile(_NAME)
_CALLED = re.compile(
    rf"(?P<who>{_NAME})\s{{0,9}}(?:[–—:|-]|,?\s{{0,9}}voted|\.{{2,}})\s{{0,9}}[“\"]?(?:(?P<names_for>aye|yea|yes"
    rf"|for)|(?P<names_against>nay|no|against)|(?P<names_abstained>abst\w*|present))\b",
    re.I,
)  # Ode – aye
_DIVIDED = re.compile(
    r"\bfor\s+the\s+(?:substantive\s+)?motion\b.{0,600}\bfor\s+the\s+amendment\b", re.I | re.S
)  # For the motion: …; For the amendment: …
_NOBODY = re.compile(r"\W*(?:none|nil|no\s{0,9}(?:one|body)|n/a|0)\b", re.I)
_OF_OTHER_MINUTES = re.compile(
    r"\bminutes\s{1,9}of\b[^.]{0,60}\b(?:corrections?|signed|subject)\b|\bin\s{1,9}minute\s{1,9}\w+", re.I
)  # in minute 94 read 7 for and 3 against
_NO_NAME = re.compile(
    r"^(?:The|That|This|None|Nil|Nobody|Motion|Motions|Amendment|Carried|Lost|Resolved|RESOLVED"
    r"|CARRIED|LOST|Total|Recorded|Vote|Votes|Voting|For|Against|Abstained|Abstentions?|Members?"
    r"|Councillors?|Cllrs?|Present|All|Chair|And|Ayes?|Nays?|Noes|Yeas?|Result|Item|Minute|Labour"
    r"|Conservatives?|Green|Independents?|Liberal|Democrats?)$"
)
_LEADING = re.compile(rf"^(?:(?:{_TITLE}|The|the|and|both|with|only|of)\s{{1,9}})*")


@dataclass(slots=True)
class _Votes:
    counts: dict[str, Stated[int]] = field(default_factory=dict)
    names: dict[str, list[Stated[str]]] = field(default_factory=dict)
    doubted: bool = False  # somebody is told to have voted two ways: how many are named is not how many voted


def ballot_of(sentences: Sequence[Sentence], *, lost: bool = False) -> Ballot | None:
    """The vote that the sentences of one decision tell; `lost`: of a motion that was."""
    votes = _Votes()
    told: list[tuple[Sentence, int, int]] = []
    single: dict[str, Stated[str]] = {}
    divided = _DIVIDED.search(" ".join(one.said for one in sentences)) is not None
    for sentence in sentences:
        raw = sentence.raw
        if len(raw) > _LONGEST:
            continue
        spans = [*_counts(sentence, votes, lost=lost), *_names(sentence, votes, divided=divided)]
        for name, pattern in (("unanimous", _UNANIMOUS), ("recorded", _RECORDED)):
            if (found := pattern.search(raw)) and not re.search(
                r"\b(?:not(?:\s{1,9}\w+)?|asked\s{1,9}for\s{1,9}a|request\w*\s{1,9}for\s{1,9}a)\W+$", raw[: found.start()]
            ):
                single.setdefault(name, sentence.states(" ".join(found[0].split()), *found.span()))
                spans.append(found.span())
        casting = _CASTING.search(raw)
        if casting and _DENIED.search(raw[: casting.start()]):
            casting = None
        if casting and (who := _WHOSE_CASTING.search(raw)):
            group = "who" if who["who"] else "of"
            single.setdefault("casting", sentence.states(" ".join(who[group].split()), *who.span(group)))
            spans.append(who.span())
        elif casting:
            spans.append(casting.span())
        if found := _ALL_PRESENT.search(raw):
            spans.append(found.span())
        told += [(sentence, start, end) for start, end in spans]
    if not told:
        return None
    for side, whose in (("against", "names_against"), ("abstained", "names_abstained")):
        alone = votes.names.get(whose, [])
        if len(alone) == 1 and not votes.doubted and side not in votes.counts:
            votes.counts[side] = Stated(1, alone[0].page, alone[0].start, alone[0].end)
    first = told[0][0]
    ours = [(start, end) for sentence, start, end in told if sentence is first]
    start, end = min(s for s, _ in ours), max(e for _, e in ours)
    words = first.states(" ".join(first.raw[start:end].split()), start, end)
    names, counts = votes.names, votes.counts
    return Ballot(
        words=words,
        in_favour=counts.get("in_favour"), against=counts.get("against"), abstained=counts.get("abstained"),
        names_for=tuple(names.get("names_for", ())), names_against=tuple(names.get("names_against", ())),
        names_abstained=tuple(names.get("names_abstained", ())), names_absent=tuple(names.get("names_absent", ())),
        unanimous=single.get("unanimous"), recorded=single.get("recorded"), casting=single.get("casting"),
    )  # fmt: skip


def all_present_voted(sentences: Sequence[Sentence]) -> tuple[Sentence, re.Match[str]] | None:
    """The words that say that all members present voted the same way, with how many they were where they say so."""
    return next(((sentence, found) for sentence in sentences if (found := _ALL_PRESENT.search(sentence.raw))), None)


def ballot_in_row(columns: Mapping[str, Stated[str]]) -> Ballot | None:
    """The vote that a row of a table gives: in columns of its own, or as `5–1` in one."""
    counts: dict[str, Stated[int]] = {}
    for side, column in (("in_favour", "for"), ("against", "against"), ("abstained", "abstained")):
        if (said := columns.get(column)) and re.fullmatch(r"\d{1,3}", said.value, re.ASCII):
            counts[side] = Stated(int(said.value), said.page, said.start, said.end)
    words = columns.get("votes") or columns.get("for")
    if words and (scored := re.match(r"(\d{1,3})\s{0,9}[–-]\s{0,9}(\d{1,3})(?:\s{0,9}[–-]\s{0,9}(\d{1,3}))?(?!\d)", words.value, re.ASCII)):
        for side, group in (("in_favour", 1), ("against", 2), ("abstained", 3)):
            if scored[group] is not None:
                counts[side] = Stated(int(scored[group]), words.page, words.start + scored.start(group), words.start + scored.end(group))
    if words is None or not counts:
        return None
    return Ballot(words, counts.get("in_favour"), counts.get("against"), counts.get("abstained"))


def carried_by(ballot: Ballot) -> Stated[Result] | None:
    """What a score of a vote says came of the view that stands beside it: nothing where the votes are equal."""
    ayes, noes = ballot.in_favour, ballot.against
    if ayes is None or noes is None or ayes.value == noes.value:
        return None
    result = Result.CARRIED if ayes.value > noes.value else Result.LOST
    return Stated(result, ballot.words.page, ballot.words.start, ballot.words.end)


def number_meant(word: str) -> int | None:
    """`seven` -> 7, `none` -> 0, `twenty-three` -> 23."""
    word = " ".join(re.split(r"[\s-]+", word.lower()))
    if word.isdigit():
        return int(word)
    if word in ("none", "nobody", "no", "no one", "nil", "zero"):
        return 0
    tens, _, unit = word.partition(" ")
    if word in _UNITS:
        return _UNITS.index(word) + 1
    if tens in _TENS:
        return 20 + 10 * _TENS.index(tens) + (_UNITS.index(unit) + 1 if unit in _UNITS else 0)
    return None


def _counts(sentence: Sentence, votes: _Votes, *, lost: bool) -> Iterator[tuple[int, int]]:
    """What the sentence counts, noted; yields where."""
    raw = sentence.raw
    found: dict[str, tuple[re.Match[str], str]] = {}
    if score := _SCORE.search(raw) or _DASHED.search(raw):
        a, b = (number_meant(score[side]) for side in ("for", "against"))
        carried = re.search(
            r"\b(?:carried|agreed|passed|approved|adopted|resolved)\b(?!.*\b(?:lost|fell|failed|defeated)\b)", raw[: score.end()], re.I
        )
        sides = ("against", "for") if lost and not carried and a is not None and b is not None and a > b else ("for", "against")
        found = {"in_favour": (score, sides[0]), "against": (score, sides[1])}
    elif score := _SCORE_ALONE.match(raw):
        found = {
            side: (score, group)
            for side, group in (("in_favour", "for"), ("against", "against"), ("abstained", "abstained"))
            if score[group]
        }
    elif (tie := _TIED.search(raw)) and re.search(r"\bvot\w+|\bmotion\b|\btie\b|\bfor\b", raw, re.I):
        group = next(name for name in ("n", "m", "k") if tie[name])
        found = {"in_favour": (tie, group), "against": (tie, group)}
    for side, patterns in _COUNTED.items():
        if side not in found:
            counted = next((match for pattern in patterns if (match := pattern.search(raw))), None)
            if counted:
                found[side] = (counted, "n")
    if _OF_OTHER_MINUTES.search(raw):
        return
    about_votes = len(found) > 1 or re.search(
        r"\bvot(?:e|es|ed|ing)\b|\babstain(?:ed|ing)\b|\bcarried\b|\blost\b|RESOLVED|CARRIED|LOST|\bnobody\s{1,9}against|\bnone\s{1,9}against|\bnem\b",
        raw,
    )
    if not about_votes and not _COUNT_ALONE.match(raw):
        return
    for side, (match, group) in found.items():
        number = number_meant(match[group])
        if number is not None and side not in votes.counts:
            votes.counts[side] = sentence.states(number, *match.span(group))
            yield match.span()


def _names(sentence: Sentence, votes: _Votes, *, divided: bool) -> Iterator[tuple[int, int]]:
    """Whose vote the sentence tells, noted; yields where. Of members `divided` between a motion and its amendment, those for the motion."""
    raw = sentence.raw
    if len(called := list(_CALLED.finditer(raw))) > 1 and _RECORDED.search(raw):
        for one in called:
            side = next(name for name in ("names_for", "names_against", "names_abstained") if one[name])
            _note(sentence, votes, side, one.start("who"), one.end("who"))
            yield one.span()
        return
    labels = list(_LABEL.finditer(raw))
    if sum(label["other"] is None for label in labels) > 1 or (labels and labels[0]["other"] is None and _leads(labels[0], raw)):
        for label, below in zip(labels, [*labels[1:], None], strict=False):
            end = below.start() if below else len(raw)
            listed = next((name for name, _ in _LABELS if label[name]), None)
            who = _LISTED.match(raw, label.end(), end)
            of_amendment = divided and re.search(r"\bamendment\b", label[0], re.I)
            if listed and who and not of_amendment and not _NOBODY.match(raw, label.end(), end):
                _note(sentence, votes, listed, *who.span("who"))
                yield label.start(), who.end()
        return
    for side, pattern in (*_NAMED, *_COUNT_NAMED):
        for found in pattern.finditer(raw):
            if _tells(found, raw):
                _note(sentence, votes, side, *found.span("who"))
                yield found.span()


def _tells(found: re.Match[str], raw: str) -> bool:
    """Whether it is the vote of those named: not of others than they, of another year, or of somebody named after them."""
    return not (
        re.search(r"\b(?:speak|spoke|argued|warned|spoken)\b", found[0])
        or (_EXCEPTED.search(raw[: found.start("who")]) and not re.search(r",\s{1,9}who\b", found[0]))
        or re.search(rf"\b{_TITLE}\s{{1,9}}[A-Z]", raw[found.end("who") : found.end()])
        or _LONG_AGO.match(raw, found.end())
    )


_CLOSE = 100  # characters before a label in which words lead to it


def _leads(label: re.Match[str], raw: str) -> bool:
    """Whether the only label of a sentence stands before names: at its start, after `Vote:`, or being a word of votes alone."""
    before = raw[: label.start()]
    return (
        label.start() <= 1
        or re.search(r"\b(?:names|votes?|voting|call)\b[^.:,]{0,80}[:,]\s{0,4}$", before[-_CLOSE:], re.I) is not None
        or bool(re.match(r"\W*(?:ayes|yeas|noes|nays)\b", label[0], re.I))
    )


def _note(sentence: Sentence, votes: _Votes, side: str, start: int, end: int) -> None:
    """Each name of a list, without the titles before it. Who is told to have voted two ways is given neither."""
    for one in _ONE.finditer(sentence.raw, start, end):
        at = one.start() + len(_LEADING.match(one[0])[0])  # type: ignore[index]
        name = " ".join(sentence.raw[at : one.end()].split()).rstrip(".,")
        if not name or _NO_NAME.match(name):
            continue
        stated = sentence.states(name, at, at + len(sentence.raw[at : one.end()].rstrip(".,")))
        others = [(key, named) for key, names in votes.names.items() for named in names if _same(named.value, name)]
        if any(key == side for key, _ in others):
            continue
        if others:
            votes.doubted = True
            for key, named in others:
                votes.names[key].remove(named)
            continue
        votes.names.setdefault(side, []).append(stated)


def _same(one: str, other: str) -> bool:
    """Whether two names may be of one person: equal, or the surname alone of the other. `Bo Lee` is not `Ann Lee`."""
    one, other = one.lower(), other.lower()
    return one == other or (one.split()[-1] == other.split()[-1] and (" " not in one or " " not in other))
