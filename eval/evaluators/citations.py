"""What each citation says of itself against the papers: its words, page, paper, meeting date and item.

None of these needs a case. A citation whose words stand nowhere has no right page, date or item: that is for `quote_verbatim` to say,
and the others do not check it.
"""

import datetime
import re

from corpus.models import Passage
from corpus.pdf.letters import MISSING
from corpus.text import item_named, spoken
from eval.evaluators.evaluator import Finding, Need, Subject, all_right, shortened
from eval.places import Cited
from eval.verdicts import Verdict
from eval.wording import as_printed

_SIGNS = re.compile(r"[\W_]+")


class QuoteVerbatim:
    """Whether passage and quote of each citation stand, word for word, on the page that it names.

    Words are compared as printed (eval/wording.py). Where a citation names no page they may stand on any of its paper, where it names
    no paper in any.
    """

    name = "quote_verbatim"
    needs = (Need.PAPERS,)

    def __call__(self, subject: Subject) -> Verdict:
        return all_right(self.name, [self._finding(one) for one in subject.cited], "citations stand as they say", "No quote is given.")

    def _finding(self, cited: Cited) -> Finding:
        if not cited.texts:
            return Finding(None, "")
        if cited.refused is not None:
            return Finding(None, f"{cited}: the paper could not be read: {cited.refused}")
        lacking = next((text for text in cited.texts if MISSING in text), None)
        if lacking is not None:
            return Finding(False, f"{cited}: letters are missing in {shortened(lacking)}.")
        wrong = next((text for text in cited.texts if not cited.stands(text)), None)
        if wrong is None:
            return Finding(True, "")
        if not cited.named:
            return Finding(False, f"{cited}: no paper has this name.")
        elsewhere = [place for place in cited.in_papers if place not in cited.here]
        instead = f"; it stands on {elsewhere[0]}" if elsewhere else ""
        return Finding(False, f"{cited}: {shortened(wrong)} does not stand there{instead}.")


class PageRight:
    """Whether the words of each citation stand on the page that it names, of all pages of its paper."""

    name = "page_right"
    needs = (Need.PAPERS,)

    def __call__(self, subject: Subject) -> Verdict:
        findings = [self._finding(one) for one in subject.cited if one.citation.page is not None]
        return all_right(self.name, findings, "pages are right", "No page is given of words that stand in the paper named.")

    def _finding(self, cited: Cited) -> Finding:
        if not cited.in_paper:
            return Finding(None, "")
        pages = sorted({place.page for place in cited.in_paper})
        return Finding(cited.citation.page in pages, f"{cited}: the words stand on page {' and '.join(map(str, pages))}.")


class PaperRight:
    """Whether the words of each citation stand in the paper that it names, of all papers."""

    name = "paper_right"
    needs = (Need.PAPERS,)

    def __call__(self, subject: Subject) -> Verdict:
        findings = [self._finding(one) for one in subject.cited if one.citation.file is not None]
        return all_right(self.name, findings, "papers are right", "No paper is named of words that stand in one.")

    def _finding(self, cited: Cited) -> Finding:
        if cited.refused is not None:
            return Finding(None, f"{cited}: the paper could not be read: {cited.refused}")
        if not cited.named:
            return Finding(False, f"{cited}: no paper has this name.")
        if not cited.in_papers:
            return Finding(None, "")
        return Finding(bool(cited.in_paper), f"{cited}: the words stand on {cited.in_papers[0]}.")


class MeetingDateRight:
    """Whether the meeting date of each citation is that of the passage: of minutes bound into a pack their own, not the pack's."""

    name = "meeting_date_right"
    needs = (Need.PAPERS,)

    def __call__(self, subject: Subject) -> Verdict:
        findings = [self._finding(one) for one in subject.cited if one.citation.date is not None]
        return all_right(self.name, findings, "meeting dates are right", "No date is given of words that stand in the paper named.")

    def _finding(self, cited: Cited) -> Finding:
        if not cited.passages:
            return Finding(None, "")
        right = {passage.meeting.date for passage in cited.passages}
        told = " or ".join(spoken(date) for date in sorted(_dates(right))) or "none"
        given = f"{spoken(cited.citation.date)} is given" if cited.citation.date else "none is given"
        return Finding(cited.citation.date in right, f"{cited}: {given}, but the passage's own meeting date is {told}.")


class ItemRight:
    """Whether the item of each citation is that of the passage: its number, its title, or both."""

    name = "item_right"
    needs = (Need.PAPERS,)

    def __call__(self, subject: Subject) -> Verdict:
        findings = [self._finding(one) for one in subject.cited if one.citation.item is not None]
        return all_right(self.name, findings, "items are right", "No item is given of words that stand in the paper named.")

    def _finding(self, cited: Cited) -> Finding:
        if not cited.passages or cited.citation.item is None:
            return Finding(None, "")
        told = sorted({item_of(passage) or "none" for passage in cited.passages})
        right = any(is_item_of(cited.citation.item, passage) for passage in cited.passages)
        return Finding(right, f"{cited}: {shortened(cited.citation.item)} is given, but the passage's own item is {' or '.join(told)}.")


def item_of(passage: Passage) -> str | None:
    """`593 Home to school transport`."""
    return item_named(passage.item.number, passage.item.title) if passage.item else None


def is_item_of(item: str, passage: Passage) -> bool:
    """Whether an item, given as number, title or both, is that of a passage; case and signs between the words do not count.

    Either may go on where the other ends (`5 Questions`, `5. Questions: from Mr Hall`; `8 Plan (Appendix A)`), or stand at the end of
    what is given (`Minutes of 11 October, minute 112 Progress report`).
    """
    if passage.item is None:
        return False
    given, number, title = _words(item), _words(passage.item.number or ""), _words(passage.item.title)
    own = f"{number} {title}".strip()
    return bool(given) and (_begins(own, given) or _begins(given, own) or _begins(title, given) or f" {given}".endswith(f" {own}"))


def _begins(text: str, words: str) -> bool:
    """Whether a text begins with some whole words."""
    return bool(words) and f"{text} ".startswith(f"{words} ")


def _words(text: str) -> str:
    """`5. Questions from members` -> `5 questions from members`."""
    return _SIGNS.sub(" ", as_printed(text).replace("'", "")).strip().lower()


def _dates(dates: set[datetime.date | None]) -> list[datetime.date]:
    return [date for date in dates if date is not None]
