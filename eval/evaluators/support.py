"""Citation recall and precision by sentence, in the sense of ALCE.

Gao, Yen, Yu and Chen, Enabling Large Language Models to Generate Text with Citations (EMNLP 2023), section 4.2: a sentence is recalled
where its citations together support it; a citation is precise where its sentence is recalled and either it supports the sentence by
itself or the others do not without it. They ask a language model of entailment; here a support function is given, by default that of
words (eval/support/lexical.py). By any other the evaluators bear its name: `citation_recall (words and vectors)`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from eval.evaluators.evaluator import Finding, Need, Subject, all_right, shortened
from eval.support.sentences import Sentence, sentences_of
from eval.support.supports import Supports
from eval.support.texts import cited_text
from eval.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class _Cited:
    """A sentence with the text of each citation behind it, by number. A number without a citation has no text."""

    sentence: Sentence
    texts: dict[int, str | None]

    @property
    def there(self) -> list[str]:
        return [text for text in self.texts.values() if text is not None]


class CitationRecall:
    """The share of the answer's sentences that their citations support; passed where all are.

    An answer without any marker rests, with every sentence, on all that it cites.
    """

    needs = (Need.PAPERS,)

    def __init__(self, supports: Supports, by: str = "") -> None:
        self.name = _named("citation_recall", by)
        self._supports = supports

    def __call__(self, subject: Subject) -> Verdict:
        findings = [self._finding(one) for one in _sentences(subject)]
        return all_right(self.name, findings, "sentences are supported by their citations", "No sentence claims anything.")

    def _finding(self, cited: _Cited) -> Finding:
        said = shortened(cited.sentence.text)
        if not cited.there:
            return Finding(False, f"{said} cites nothing that is given.")
        right = self._supports(cited.sentence.said, cited.there)
        return Finding(right, f"{said} is not supported by {_numbered(cited)}.")


class CitationPrecision:
    """The share of the citations, sentence by sentence, that are not superfluous; passed where none is.

    A citation of a sentence that is not supported is not precise either, nor is a marker without a citation. In an answer without
    markers each citation is taken once: it is precise where it is so for any sentence.
    """

    needs = (Need.PAPERS,)

    def __init__(self, supports: Supports, by: str = "") -> None:
        self.name = _named("citation_precision", by)
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
            return self._supports(cited.sentence.said, texts)

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


def _named(name: str, by: str) -> str:
    return f"{name} ({by})" if by else name


def _numbered(cited: _Cited) -> str:
    return " ".join(f"[{n}]" for n, text in cited.texts.items() if text is not None)


def _sentences(subject: Subject) -> list[_Cited]:
    """The sentences of an answer with what is cited for each. A declined answer claims nothing."""
    if not subject.answer.answered:
        return []
    sentences = [sentence for sentence in sentences_of(subject.answer.text) if sentence.claims]
    texts = {cited.n: cited_text(cited.citation, cited.told) for cited in subject.cited}
    if not any(sentence.markers for sentence in sentences):
        return [_Cited(sentence, dict(texts)) for sentence in sentences]
    return [_Cited(sentence, {n: texts.get(n) for n in sentence.markers}) for sentence in sentences]
