"""Good answers corrupted by program: each corruption spoils one in one way, and says which evaluators have to fail it then.

Every other evaluator has to go on saying what it said of the good answer. eval/catches.py counts how surely they do.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from eval.answers import GivenAnswer
from eval.cases import CaseType
from eval.evaluators.citations import is_item_of, item_of
from eval.evaluators.reading import BUDGET
from eval.good_answers import (
    EVIDENCE,
    Good,
    Source,
    drawn,
    passage_to_citation,
    passages_near,
    says_much_of,
    sources_of,
    sources_to_answer,
)
from eval.papers import Papers
from eval.places import places
from eval.wording import as_printed, runs_of

_DECLINED = GivenAnswer("Not found in these papers.", answered=False, citations=())


@dataclass(frozen=True)
class Stock:
    """What answers are made of and spoilt with."""

    papers: Papers

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        return sources_of(self.papers)


@dataclass(frozen=True, slots=True)
class Corruption:
    """A way of spoiling an answer, the evaluators that are there to catch it, and others that fail with them.

    `corrupt` gives None where an answer cannot be spoilt so. `of` are the sources whose answers can be, `begins_as` what is made of a
    good answer before it is spoilt.
    """

    name: str
    corrupt: Callable[[Good, Stock], Good | None]
    caught_by: tuple[str, ...]
    besides: tuple[str, ...] = ()
    of: Callable[[Source], bool] = lambda _: True
    begins_as: Callable[[Good], Good] = lambda good: good

    @property
    def fails(self) -> frozenset[str]:
        return frozenset((*self.caught_by, *self.besides))


def _first(good: Good, **changes: object) -> Good:
    """The good answer with its first citation changed."""
    first, *others = good.answer.citations
    return good.with_answer(replace(good.answer, citations=(replace(first, **changes), *others)))  # type: ignore[arg-type]


def _page_off_by_one(good: Good, _: Stock) -> Good | None:
    source = good.sources[0]
    words = as_printed(source.sentence)
    beside = [page for page in (source.passage.page + 1, source.passage.page - 1) if page in source.paper.pages]
    page = next((page for page in beside if next(places(words, [source.paper], page), None) is None), None)
    return None if page is None else _first(good, page=page)


def _is_bound_in(source: Source) -> bool:
    """Whether a passage belongs to another meeting than its paper: to minutes or questions bound into a pack."""
    return source.paper.read.paper.meeting.date not in (None, source.passage.meeting.date)


def _date_of_the_pack(good: Good, _: Stock) -> Good:
    return _first(good, date=good.sources[0].paper.read.paper.meeting.date)


def _figure_changed(good: Good, _: Stock) -> Good:
    """The figure asked for with another last digit, in the answer's own words; what is cited stays."""
    figure = good.sources[0].figure
    at = len(figure.rstrip("m")) - 1
    changed = figure[:at] + drawn([digit for digit in "0123456789" if digit != figure[at]], good.case.id) + figure[at + 1 :]
    first, *lines = good.answer.text.splitlines()
    return good.with_answer(replace(good.answer, text="\n".join([first.replace(figure, changed), *lines])))


def _word_changed(good: Good, _: Stock) -> Good | None:
    """A word of the first quote with another of the paper's own words in its place."""
    source = good.sources[0]
    words = source.sentence.split(" ")
    at = drawn([n for n, word in enumerate(words) if word.isalpha() and n], good.case.id)
    others = sorted({word for word in source.passage.text.split() if word.isalpha() and word != words[at]})
    quote = " ".join([*words[:at], drawn(others, good.case.id), *words[at + 1 :]])
    return None if next(places(as_printed(quote), [source.paper]), None) else _first(good, quote=quote)


def _neighbouring_passage(good: Good, _: Stock) -> Good | None:
    """All of the first citation is that of the passage next to the right one."""
    source = good.sources[0]
    near = passages_near(source, lambda passage: not says_much_of(runs_of(passage.text), source.said))
    citation = replace(passage_to_citation(source.paper, near[0], near[0].text), n=1)
    return good.with_answer(replace(good.answer, citations=(citation, *good.answer.citations[1:])))


def _dropped(good: Good, _: Stock) -> Good:
    citations = good.answer.citations[1:]
    return good.with_answer(replace(good.answer, text=good.answer.text.replace(" [1]", ""), citations=citations))


def _superfluous(good: Good, _: Stock) -> Good:
    """The first sentence cites what the last rests on, too."""
    return good.with_answer(replace(good.answer, text=good.answer.text.replace("[1]", f"[1] [{len(good.sources)}]")))


def _item_of_a_neighbour(good: Good, _: Stock) -> Good | None:
    source = good.sources[0]
    here = {passage.id for place in places(as_printed(source.passage.text), [source.paper]) for passage in place.passages}
    mine = [passage for passage in source.paper.read.passages if passage.id in here]
    others = passages_near(source, lambda passage: not any(is_item_of(item_of(passage) or "", one) for one in mine))
    item = next((item for passage in others if (item := item_of(passage))), None)
    return None if item is None else _first(good, item=item)


def _another_paper(good: Good, stock: Stock) -> Good | None:
    words = as_printed(good.sources[0].sentence)
    others = [paper for paper in stock.papers.all if next(places(words, [paper]), None) is None]
    return _first(good, file=drawn(others, good.case.id).file) if others else None


def _fact_left_out(good: Good, _: Stock) -> Good:
    return good.with_answer(replace(good.answer, text="\n".join(good.answer.text.splitlines()[1:])))


def _evidence_not_first(good: Good, _: Stock) -> Good:
    cited = good.answer.citations
    return good.with_answer(replace(good.answer, citations=(cited[EVIDENCE], *cited[:EVIDENCE], *cited[EVIDENCE + 1 :])))


def _evidence_buried(good: Good, stock: Stock) -> Good | None:
    """Before what bears the answer come more words of other papers than a reader reads. No sentence names them."""
    files = {source.paper.file for source in good.sources}
    others = [source for source in stock.sources if source.paper.file not in files and not _says_any_of(source, good)]
    fillers: list[Source] = []
    while sum(len(source.passage.text.split()) for source in fillers) < BUDGET:
        fillers.append(drawn(others, good.case.id, len(fillers)))
    cited = [replace(source.citation, n=n) for n, source in enumerate(fillers, start=len(good.sources) + 1)]
    return good.with_answer(replace(good.answer, citations=(*cited, *good.answer.citations)))


def _says_any_of(source: Source, good: Good) -> bool:
    return any(says_much_of(source.all_said, other.said) for other in good.sources)


def _declined(good: Good, _: Stock) -> Good:
    return good.with_answer(_DECLINED)


def _unanswerable(good: Good) -> Good:
    """The same question where the papers have no answer to it, declined."""
    case = good.case.model_copy(update={"type": CaseType.UNANSWERABLE, "must_contain": (), "evidence": ()})
    return replace(good, case=case).with_answer(_DECLINED)


def _answered_all_the_same(good: Good, _: Stock) -> Good:
    return good.with_answer(sources_to_answer(good.sources))


def _differs_in_another_run(good: Good, _: Stock) -> Good:
    return replace(good, other=sources_to_answer(good.sources[:-1]))


def _slow(good: Good, _: Stock) -> Good:
    return replace(good, answered=replace(good.answered, seconds=10.0))


_UNSUPPORTED = ("citation_recall", "citation_precision")
_EVIDENCE = ("evidence_any", "evidence_first", "evidence_all", "right", "right_paper_in_first_five", "right_passage_in_first_five")

CORRUPTIONS = (
    Corruption("page off by one", _page_off_by_one, ("page_right",), ("quote_verbatim",)),
    Corruption(
        "date of the pack", _date_of_the_pack, ("meeting_date_right", "date_right_where_found"), ("right", *_UNSUPPORTED), of=_is_bound_in
    ),
    Corruption("a figure changed", _figure_changed, ("facts_in_text", "citation_recall"), ("citation_precision",)),
    Corruption("a word of a quote changed", _word_changed, ("quote_verbatim",)),
    Corruption("the neighbouring passage", _neighbouring_passage, _UNSUPPORTED, ("evidence_first", "evidence_all")),
    Corruption("a citation dropped", _dropped, ("citation_recall",), ("evidence_all",)),
    Corruption("a superfluous citation", _superfluous, ("citation_precision",)),
    Corruption("the unanswerable answered", _answered_all_the_same, ("abstains_when_it_should",), begins_as=_unanswerable),
    Corruption("the item of a neighbour", _item_of_a_neighbour, ("item_right",)),
    Corruption("the name of another paper", _another_paper, ("paper_right",), ("quote_verbatim",)),
    Corruption("the key fact left out", _fact_left_out, ("facts_in_text",)),
    Corruption("evidence not first", _evidence_not_first, ("evidence_first",)),
    Corruption("evidence after 600 words", _evidence_buried, _EVIDENCE),
    Corruption("the answerable declined", _declined, ("answers_when_it_can", "facts_in_text_or_quotes"), (*_EVIDENCE, "facts_in_text")),
    Corruption("another answer in another run", _differs_in_another_run, ("stability",)),
    Corruption("ten seconds for an answer", _slow, ("latency",)),
)
