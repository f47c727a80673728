"""Citation recall and precision by sentence, in the sense of ALCE.

Gao, Yen, Yu and Chen, Enabling Large Language Models to Generate Text with Citations (EMNLP 2023), section 4.2: a sentence is recalled
where its citations together support it; a citation is precise where its sentence is recalled and either it supports the sentence by
itself or the others do not without it. They ask a language model of entailment; here a support function is given.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from eval.answers import GivenCitation
from eval.evaluators.evaluator import Finding, Need, Subject, all_right, shortened
from eval.evaluators.sentences import CitedSentence, cited_sentences
from eval.verdicts import Verdict

Support = Callable[[str, Sequence[str]], float]
"""A sentence and the texts cited for it -> how far (0 to 1) they support it together."""


@dataclass(frozen=True, slots=True)
class Supports:
    """A support function with the least value from which it counts as support."""

    function: Support
    least: float

    def __call__(self, sentence: str, texts: Sequence[str]) -> bool:
        return bool(texts) and self.function(sentence, texts) >= self.least


@dataclass(frozen=True, slots=True)
class _Cited:
    """A sentence with the text of each citation behind it, by number. A number without a citation has no text."""

    sentence: CitedSentence
    texts: dict[int, str | None]

    @property
    def there(self) -> list[str]:
        return [text for text in self.texts.values() if text is not None]


class CitationRecall:
    """The share of the answer's sentences that their citations support; passed where all are.

    An answer without any marker rests, with every sentence, on all that it cites.
    """

    name = "citation_recall"
    needs = (Need.PAPERS,)

    def __init__(self, supports: Supports) -> None:
        self._supports = supports

    def __call__(self, subject: Subject) -> Verdict:
        findings = [self._finding(one) for one in _sentences(subject)]
        return all_right(self.name, findings, "sentences are supported by their citations", "No sentence claims anything.")

    def _finding(self, cited: _Cited) -> Finding:
        said = shortened(cited.sentence.text)
        if not cited.there:
            return Finding(False, f"{said} cites nothing that is given.")
        right = self._supports(cited.sentence.text, cited.there)
        return Finding(right, f"{said} is not supported by {_numbered(cited)}.")


class CitationPrecision:
    """The share of the citations, sentence by sentence, that are not superfluous; passed where none is.

    A citation of a sentence that is not supported is not precise either, nor is a marker without a citation. In an answer without
    markers each citation is taken once: it is precise where it is so for any sentence.
    """

    name = "citation_precision"
    needs = (Need.PAPERS,)

    def __init__(self, supports: Supports) -> None:
        self._supports = supports

    def __call__(self, subject: Subject) -> Verdict:
        sentences = _sentences(subject)
        findings = [finding for one in sentences for finding in self._findings(one)]
        if not any(one.sentence.markers for one in sentences):
            findings = _once(findings)
        told = [Finding(right, f"[{n}] is superfluous for {said}." if superfluous else f"[{n}] does not support {said}.")
                for n, right, said, superfluous in findings]  # fmt: skip
        return all_right(self.name, told, "citations are needed where they stand", "No sentence cites anything.")

    def _findings(self, cited: _Cited) -> list[tuple[int, bool, str, bool]]:
        """For each citation of a sentence its number, whether it is precise, the sentence, and whether others do without it."""

        @cache
        def supports(*texts: str) -> bool:
            return self._supports(cited.sentence.text, texts)

        said = shortened(cited.sentence.text)
        recalled = supports(*cited.there)
        found = []
        for n, text in cited.texts.items():
            if text is None:
                found.append((n, False, said, False))
                continue
            others = [other for number, other in cited.texts.items() if number != n and other is not None]
            precise = recalled and (supports(text) or not supports(*others))
            found.append((n, precise, said, recalled))
        return found


def _once(findings: Sequence[tuple[int, bool, str, bool]]) -> list[tuple[int, bool, str, bool]]:
    """Each citation once, by the finding that is best for it."""
    best: dict[int, tuple[int, bool, str, bool]] = {}
    for finding in findings:
        if finding[0] not in best or finding[1] > best[finding[0]][1]:
            best[finding[0]] = finding
    return list(best.values())


def _numbered(cited: _Cited) -> str:
    return " ".join(f"[{n}]" for n, text in cited.texts.items() if text is not None)


def _sentences(subject: Subject) -> list[_Cited]:
    """The sentences of an answer with what is cited for each. A declined answer claims nothing."""
    if not subject.answer.answered:
        return []
    sentences = cited_sentences(subject.answer.text)
    texts = {cited.n: _text(cited.citation, [p.indexed for p in cited.passages if cited.texts]) for cited in subject.cited}
    if not any(sentence.markers for sentence in sentences):
        return [_Cited(sentence, dict(texts)) for sentence in sentences]
    return [_Cited(sentence, {n: texts.get(n) for n in sentence.markers}) for sentence in sentences]


def _text(citation: GivenCitation, indexed: Sequence[str]) -> str:
    """What a citation tells: where it stands, its words, and those of the passage in the papers with the headers of its table."""
    return "\n".join(part for part in (citation.about, citation.passage, citation.quote or "", *indexed) if part)
