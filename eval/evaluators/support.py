"""Citation recall and precision by sentence, in the sense of ALCE.

Gao, Yen, Yu and Chen, Enabling Large Language Models to Generate Text with Citations (EMNLP 2023), section 4.2: a sentence is recalled
where its citations together support it; a citation is precise where its sentence is recalled and either it supports the sentence by
itself or the others do not without it. They ask a language model of entailment; here a support function is given, by default the exact
one (eval/support/exact.py), and both are shares of what it judges. By another function the evaluators bear its name:
`citation_recall (judge small)`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.text import counted
from eval.evaluators.evaluator import Finding, Need, Subject, all_right, shortened
from eval.support.sentences import Sentence, sentences_of
from eval.support.support import SupportFunction
from eval.support.texts import cited_text
from eval.verdicts import Verdict

_BEST = (True, None, False)  # of what is found of a citation that several sentences share


@dataclass(frozen=True, slots=True)
class _Cited:
    """A sentence with the text of each citation behind it, by number. A number without a citation has no text."""

    sentence: Sentence
    texts: dict[int, str | None]

    @property
    def there(self) -> list[str]:
        return [text for text in self.texts.values() if text is not None]


class CitationRecall:
    """The share of the answer's sentences that their citations support, of those that are judged; passed where all of these are.

    An answer without any marker rests, with every sentence, on all that it cites.
    """

    needs = (Need.PAPERS,)

    def __init__(self, supports: SupportFunction, by: str = "") -> None:
        self.name = _named("citation_recall", by)
        self._supports = supports

    def __call__(self, subject: Subject) -> Verdict:
        findings = [self._finding(one) for one in _sentences(subject)]
        nothing = f"Of {counted(len(findings), 'sentence')} none is judged." if findings else "No sentence claims anything."
        return all_right(self.name, findings, f"sentences are supported by their citations{_left(findings)}", nothing)

    def _finding(self, cited: _Cited) -> Finding:
        said = shortened(cited.sentence.text)
        if not cited.there:
            return Finding(False, f"{said} cites nothing that is given.")
        support = self._supports(cited.sentence, cited.there)
        return Finding(support.supported, f"{said} {_numbered(cited)}: {support.reason}")


class CitationPrecision:
    """The share of the citations, sentence by sentence, that are not superfluous, of those that are judged; passed where none is.

    A citation of a sentence that is not supported is not precise either, nor is a marker without a citation. In an answer without
    markers each citation is taken once: it is precise where it is so for any sentence.
    """

    needs = (Need.PAPERS,)

    def __init__(self, supports: SupportFunction, by: str = "") -> None:
        self.name = _named("citation_precision", by)
        self._supports = supports

    def __call__(self, subject: Subject) -> Verdict:
        sentences = _sentences(subject)
        found = [finding for one in sentences for finding in self._findings(one)]
        findings = [finding for _, finding in found] if any(one.sentence.markers for one in sentences) else _once(found)
        nothing = f"Of {counted(len(findings), 'citation')} none is judged." if findings else "No sentence cites anything."
        return all_right(self.name, findings, f"citations are needed where they stand{_left(findings)}", nothing)

    def _findings(self, cited: _Cited) -> list[tuple[int, Finding]]:
        """What is found of each citation of a sentence, by its number."""

        @cache
        def supported(*texts: str) -> bool | None:
            return self._supports(cited.sentence, texts).supported

        said = shortened(cited.sentence.text)
        recalled = supported(*cited.there)
        found = []
        for n, text in cited.texts.items():
            others = [other for number, other in cited.texts.items() if number != n and other is not None]
            right = False if text is None else recalled and _is_needed(supported(text), supported(*others))
            wrong = "is superfluous for" if recalled and text is not None else "does not support"
            found.append((n, Finding(right, f"[{n}] for {said} is not judged." if right is None else f"[{n}] {wrong} {said}.")))
        return found


def _is_needed(alone: bool | None, without: bool | None) -> bool | None:
    """Whether a citation supports its sentence alone, or the others do not without it. Not judged where one of these could still be."""
    if alone or without is False:
        return True
    return False if alone is False and without else None


def _once(found: Sequence[tuple[int, Finding]]) -> list[Finding]:
    """What is best found of each citation."""
    best: dict[int, Finding] = {}
    for n, finding in found:
        if n not in best or _BEST.index(finding.right) < _BEST.index(best[n].right):
            best[n] = finding
    return list(best.values())


def _left(findings: Sequence[Finding]) -> str:
    """How many could not be judged, behind how many could."""
    left = sum(finding.right is None for finding in findings)
    return f", {left} not judged" if left else ""


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
