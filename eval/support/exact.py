"""Whether cited texts support a sentence, as far as that can be looked up: the exact support function.

1. A sentence that stands word for word in a cited text is supported.
2. Of any other, each figure, date and name must stand in the cited texts. One that does not makes it not supported. Its figures are
   those in digits, which a text may have in words: `two years` is a wording, and a paper may have another.
3. What is left is not judged: what it says of them takes somebody who can read, a person or a language model (judge.py).

Meeting and date that lead a quotation in are told by the record of its citation: a date there that is not told makes it not supported.
"""

from collections.abc import Iterator, Sequence

from corpus.dates import Period, years_in
from eval.support.figures import same_figure
from eval.support.names import has_name, names_of
from eval.support.sentences import Sentence
from eval.support.support import Support
from eval.support.texts import Text, text_of
from eval.wording import found_in

_NOT_JUDGED = "Its figures, dates and names stand there; whether it says the same is not judged."
_ENDS = " .,;:!?\"'"  # of a sentence: `It rose.` stands in `It rose, and`


def exactly(sentence: Sentence, texts: Sequence[str]) -> Support:
    """The exact support function. Texts are taken together: a figure may stand in one and a date in another."""
    cited = [text_of(text) for text in texts if text.strip()]
    if not cited:
        return Support(False, "Nothing is cited for it.")
    said = text_of(sentence.text)
    missing = list(_missing_times(text_of(sentence.lead_in), cited))
    if not missing and any(_stands(said, text) for text in cited):
        return Support(True, "It stands there word for word.")
    missing += [*_missing_figures(said, cited), *_missing_times(said, cited), *_missing_names(said, cited)]
    if missing:
        return Support(False, " ".join(f"{what} does not stand there." for what in dict.fromkeys(missing)))
    return Support(None, _NOT_JUDGED)


def _stands(said: Text, text: Text) -> bool:
    return next(found_in(text.printed, said.printed.strip(_ENDS)), None) is not None


def _missing_figures(said: Text, cited: Sequence[Text]) -> Iterator[str]:
    for figure in said.figures:
        if figure.in_digits and not any(same_figure(figure, found) for text in cited for found in text.figures):
            yield figure.written


def _missing_names(said: Text, cited: Sequence[Text]) -> Iterator[str]:
    for name in names_of(said.undated):
        if not any(has_name(name, text.text) for text in cited):
            yield name


def _missing_times(said: Text, cited: Sequence[Text]) -> Iterator[str]:
    for time in said.times:
        if not any(_is_named(time, text) for text in cited):
            yield time.words


def _is_named(said: Period, text: Text) -> bool:
    """Whether a text names a time: as it is, as a day or month within it, or parted, as in a table of `31 March` by `2023`."""
    if said.first is None:  # 31 March
        return any(next(found_in(time.words, said.words), None) is not None for time in text.times)
    if any(said.includes(time.first) and said.includes(time.last) for time in text.times):
        return True
    day_and_month, _, _ = said.words.rpartition(" ")
    return years_in(said.words) <= text.years and day_and_month in {"", *(time.words for time in text.times if time.first is None)}
