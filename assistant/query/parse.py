"""Question -> query: what it asks for and names, where to look first, and other words for its words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.models import Question
from assistant.query.business import business_of
from assistant.query.entities import councils_named, counted_things, names_in
from assistant.query.glossary import Entry, glossary_of
from assistant.query.models import AnswerType, Expansion, Query, Reference, ReferenceKind, Source
from assistant.query.spelling import mended
from assistant.snapshot import snapshot_of
from corpus.abbreviations import ShortForm, long_form_key
from corpus.dates import dates_named, periods_named, printed_dates, years_in, years_named
from corpus.errors import QuestionInvalid
from corpus.models import PaperKind
from corpus.numbers import figures_in
from corpus.store.bm25 import asked_stems, stems
from corpus.store.store import Store
from corpus.text import is_unicode, spoken

_LONGEST = 2000  # characters
_OTHERS = 2  # wordings taken for one short form: papers give their usual long form first
_WORDS_OF_LONG = 8  # words of a long form that is looked for in a question

_WE = r"(?:we|(?:the\s+)?(?:[\w’']+\s+){0,3}?(?:panel|committee|cabinet|council|board|scrutiny|members|councillors|trustees))"
_DID = r"accept|adopt|ask(?!\s+for)|back|call|choose|do|endorse|give|go|make|pass|pick|put|refuse|reject|say|set|settle|sign|support|tell|told|turn|want|write"
_TYPES: tuple[tuple[AnswerType, re.Pattern[str]], ...] = (
    (AnswerType.DECISION, re.compile(r"\b(?:agree[ds]?|decided?|decision|resolv\w*|recommend\w*|approv\w*|vot(?:e|ed)|sign(?:ed)?\s+off)\b", re.I)),  # what did we agree about…
    (AnswerType.DECISION, re.compile(rf"\b(?:did|have|has)\s+{_WE}\s+(?:\w+\s+)?(?:{_DID})\b", re.I)),  # did the panel back it ; what did we ask for
    (AnswerType.FIGURE, re.compile(r"\bhow\s+(?:many|much|far|long|often|big|high|low)\b|\b(?:percent\w*|proportion|share|number|rate|cost|average|total|budget)\b|%|£", re.I)),
    (AnswerType.DATE, re.compile(r"\bwhen\b|\bwhat\s+(?:date|day|year|month)\b|\bwhich\s+(?:meeting|year|month)\b", re.I)),
    (AnswerType.PERSON, re.compile(r"\bwho(?:se|m)?\b", re.I)),
)  # fmt: skip
_KINDS: tuple[tuple[PaperKind, re.Pattern[str]], ...] = (
    (PaperKind.MINUTES, re.compile(r"\bminutes\b(?!\s+(?:late|long|early|walk|away))", re.I)),  # the minutes of May ; not: ten minutes late
    (PaperKind.ANNUAL_REPORT, re.compile(r"\bannual\s+reports?\b", re.I)),
    (PaperKind.PUBLIC_QUESTIONS, re.compile(r"\b(?:public\s+questions?|questions?\s+from\s+(?:the|members\s+of\s+the)\s+public)\b", re.I)),
)
_REFERENCES: tuple[tuple[ReferenceKind, re.Pattern[str]], ...] = (
    (ReferenceKind.ITEM, re.compile(r"\b(?:minute|item)\s+(?:no\.?\s*|number\s+)?(\d{1,4}[a-z]?)\b(?!\s*(?:%|years?))", re.I)),  # minute 37 ; item no. 5
    (ReferenceKind.PARAGRAPH, re.compile(r"\bpara(?:graph)?s?\.?\s+(\d{1,3}(?:\.\d{1,3})*)\b", re.I)),  # paragraph 4.2
    (ReferenceKind.PAGE, re.compile(r"\b(?:page|p\.)\s*(\d{1,4})\b", re.I)),  # page 12
    (ReferenceKind.DECISION, re.compile(r"\b(?:resolution|recommendation|motion|decision)\s+(?:no\.?\s*|number\s+)?([A-Z]{0,4}[-/]?\d[\w/-]*)", re.I)),  # resolution R2021-017
)  # fmt: skip
_WHEN_WE = re.compile(
    r"\bwhen\s+(?:did|have|has|do|was|were)\s+(?:we|members|councillors|cabinet|council|the\s+(?:\w+\s+){0,4}(?:panel|committee|cabinet|board|council))\b"
    r"|\b(?:which|what|how\s+many)\s+meetings?\b|\bhow\s+often\s+(?:did|do|have)\s+we\b|\bwhen\b.{0,300}\blast\s+(?:discuss|consider|look|review|debat)\w*",
    re.I,
)  # When did we last look at gritting? ; Which meetings discussed the library?
_COMPARES = re.compile(
    r"\bcompar\w*|\bversus\b|\bvs\b|\bdiffer\w*|\bbetween\b.+\band\b|\bmore\b.+\bthan\b"
    r"|\b(?:up|down|ris\w+|rose|fell|fall\w*|chang\w+|grow\w*|grew)\b",
    re.I,
)  # compared with 2019/20 ; did it go up between March and June
_YES_NO = re.compile(
    r"^(?:and\s+|but\s+|so\s+)?(?:did|do|does|is|are|was|were|has|have|had|can|could|will|would|should|must|may)\b(?!\s+you\b)", re.I
)  # Did Cabinet agree to it? ; not: Can you tell me
_LISTED = re.compile(
    r"\b(?:what|which|who)\s+(?:are|were)\s+(?:the|our|its|their)\b|\b(?:list|name)\s+(?:the|all|every)\b|\ball\s+(?:the|of\s+the)\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten)\s+(?:\w+\s+){0,3}\w+s\b|\bwhat\s+\w+s\s+(?:are|were|did|have|has)\b",
    re.I,
)  # What are the four priorities? ; Which depots were …
_DECISION_STEMS = frozenset(stems("agree agreed decide decided decision resolve resolved approve approved"))
_COUNCIL_STEMS = frozenset(stems("county city borough district town parish township council of the royal metropolitan unitary authority"))
_OF_A_NAME = frozenset({"and", "of", "the", "for"})


def question_to_query(question: Question, store: Store) -> Query:
    """A question parsed. Taken literally, its words are looked for as they stand: none is mended, reworded or looked at first.

    Raises QuestionInvalid where there is nothing to answer.
    """
    text = " ".join(question.text.split())
    if not text:
        raise QuestionInvalid("The question is empty. Ask in a sentence, for example: What did the panel agree about school transport?")
    if not is_unicode(text):
        raise QuestionInvalid("The question has bytes in it that are not UTF-8. Type it again, or set the terminal's locale to UTF-8.")
    if len(text) > _LONGEST:
        raise QuestionInvalid(f"The question has {len(text):,} characters; at most {_LONGEST:,} are read. Ask it more briefly.")
    answer_type = next((wanted for wanted, pattern in _TYPES if pattern.search(text)), AnswerType.PASSAGE)
    if question.literally:
        return _query(question, text, answer_type)
    snapshot, glossary = snapshot_of(store), glossary_of(store.folder)
    text, corrections = mended(text, lambda word: _is_word(word, store, glossary), lambda: snapshot.vocabulary)
    expansions = (*_spelt_out(text, snapshot.short_forms), *_in_official_words(text, glossary))
    return replace(
        _query(question, text, answer_type),
        periods=periods_named(_days_spelt_out(text), snapshot.dates),
        bodies=_bodies_named(text, snapshot.bodies),
        councils=_councils_named(text, snapshot.councils),
        kinds=tuple(kind for kind, pattern in _KINDS if pattern.search(text)),
        references=tuple(Reference(kind, match[1]) for kind, pattern in _REFERENCES for match in pattern.finditer(text)),
        expansions=expansions,
        corrections=corrections,
        restated=restated(text, expansions),
        business=business_of(text, snapshot.dates),
    )


def _days_spelt_out(text: str) -> str:
    """A question with whole dates as the other times are read: `on 19/05/2022`, `on May 19, 2022` -> `on 19 May 2022`."""
    for printed in reversed(printed_dates(text)):
        text = f"{text[: printed.start]}{spoken(printed.day)}{text[printed.end :]}"
    return text


def _query(question: Question, text: str, answer_type: AnswerType) -> Query:
    """What the words alone say, whatever papers are held."""
    sides = tuple(dict.fromkeys(years_named(text))) if _COMPARES.search(text) else ()
    return Query(
        question,
        text,
        stems=_telling(text, answer_type),
        answer_type=answer_type,
        all_stems=frozenset(asked_stems(text)),
        is_yes_no=_YES_NO.match(text) is not None,
        asks_for_list=_LISTED.search(text) is not None,
        asks_for_meetings=_WHEN_WE.search(text) is not None,
        sides=sides if len(sides) > 1 else (),
        years=years_in(text),
        figures=frozenset(figures_in(text)),
        dates=tuple(dates_named(text)),
        named_councils=tuple(councils_named(text)),
        people=tuple(names_in(text)),
        counted=tuple(counted_things(text)),
    )


def _telling(text: str, answer_type: AnswerType) -> tuple[str, ...]:
    asked = asked_stems(text)
    # `agree` says that a decision is wanted; minutes write `RESOLVED`, so as a word to look for it misleads.
    telling = [stem for stem in asked if stem not in _DECISION_STEMS] if answer_type is AnswerType.DECISION else asked
    return tuple(telling or asked)


def _is_word(word: str, store: Store, glossary: Sequence[Entry]) -> bool:
    return (
        any(store.searchable_bm25.holds(stem) for stem in stems(word))
        or store.embedder.knows(word)
        or any(word in entry.everyday for entry in glossary)
    )


def _spelt_out(text: str, short_forms: Sequence[ShortForm]) -> Iterator[Expansion]:
    """Short forms of the papers with their long forms, and long forms with their short ones."""
    keys = {key: words for words in _runs(text) if (key := long_form_key(words))}
    for form in short_forms:
        plain = re.escape(form.short)
        if len(form.short) > 1 and (match := re.search(rf"(?<![\w-]){plain}(?:s|[’']s)?(?![\w-])", text)):  # EHCPs ; not: was, for WAS
            yield Expansion(match[0], tuple(long.text for long in form.longs[:_OTHERS]), Source.PAPERS)
        else:
            said = next((keys[key] for long in form.longs if (key := long_form_key(long.text)) in keys), None)
            if said and " " in said:
                yield Expansion(said, (form.short,), Source.PAPERS)


def _runs(text: str) -> Iterator[str]:
    """Every run of two words and more: `the pupil referral units` -> `the pupil`, `the pupil referral`, …"""
    words = [match[0] for match in re.finditer(r"[\w’'&-]+", text)]
    return (" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 2, min(a + _WORDS_OF_LONG, len(words)) + 1))


def _in_official_words(text: str, glossary: Sequence[Entry]) -> Iterator[Expansion]:
    """Everyday words with the official ones. What a longer wording holds is not looked up by itself."""
    taken: list[tuple[int, int]] = []
    for entry in glossary:
        for match in entry.pattern.finditer(text):
            of_a_name = match.start() > 0 and match[0][0].isupper() and not match[0].isupper()  # Castle Road is no highway
            if not of_a_name and not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                yield Expansion(match[0], entry.official, Source.GLOSSARY)
                break


def restated(text: str, expansions: Sequence[Expansion]) -> str | None:
    """The question with the first other wording in place of each of its own."""
    restated = text
    for one in expansions:
        restated = re.sub(rf"(?<!\w){re.escape(one.words)}(?!\w)", lambda _, new=one.others[0]: new, restated, count=1)  # type: ignore[misc]
    return restated if restated != text else None


def _bodies_named(text: str, bodies: Sequence[str]) -> tuple[str, ...]:
    """The bodies that share most words with the question, the last of their name among them: `the care panel`, but not `care homes`."""
    here = set(stems(text))
    shared = {body: _shared(body, here) for body in bodies}
    most = max((len(words) for words in shared.values()), default=0)
    named = tuple(body for body in bodies if most and len(shared[body]) == most)
    # `the panel` names no one of many: it says too little.
    return named if most > 1 or len(named) == 1 or all(len(body.split()) == 1 for body in named) else ()


def _shared(body: str, here: set[str]) -> set[str]:
    name = stems(body)
    return (set(name) - _OF_A_NAME) & here if name and name[-1] in here else set()


def _councils_named(text: str, councils: Sequence[str]) -> tuple[str, ...]:
    """The councils whose own name stands in the question: `Ambershire` for Ambershire County Council."""
    here = set(stems(text))
    return tuple(council for council in councils if (own := set(stems(council)) - _COUNCIL_STEMS) and own <= here)
