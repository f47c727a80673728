"""A training -> the model card that lies beside its adapter: data, method, figures, limits and licences."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from string import Template

from corpus.embedding.packaged import BASE
from eval.training.adapter import Check, Recipe, Trained
from eval.training.examples import Example, TrainingPassage

_CARD = Template("""---
base_model: sentence-transformers/all-MiniLM-L6-v2
library_name: peft
license: mit
language: en
---
# Adapter for $base: questions asked of council papers

Beside the matrices of the published model it has thin ones (LoRA) that were learnt from questions in the words of councillors,
officers and residents, each with the passage of a paper that answers it. Minuted merges them when it loads the model.

## Data

$learnt questions were learnt and $aside set aside to tell when to stop (by the id of their passage). Wrong answers were taken from
$passages passages.

| passages | questions |
| --- | --- |
$kinds

The passages are of papers that councils, committees and companies publish, and of the sample papers of an invented council. Passages
that show the evidence of questions to measure with were left out, of right answers and of wrong ones.

## Method

Each question is to find its passage among those of the batch and one wrong one for each, in both of the ways that a store is searched:
by the vector of the whole passage, and word by word through the signs of the word pieces' vectors. The wrong ones are near to the
question by the published model and do not hold the answering words. Figures of the recipe:

| | |
| --- | --- |
$recipe

$steps steps took $minutes minutes; kept is what did best on the tenth set aside.

## Figures

Over the tenth set aside, each question among the passages of 32:

| | published | trained |
| --- | --- | --- |
| loss | $loss_before | $loss_after |
| first by the vector of the whole | $whole_before | $whole_after |
| first word by word | $words_before | $words_after |

What that gives for answers is measured with `minuted eval models`; see eval/models.md.

## Limits

English, mostly of British, Canadian and American local government. A question is learnt with one right passage; another that answers as
well may have counted as wrong. Nothing was learnt about when papers are silent. Vectors of the published model and of this one cannot
stand in one store: `minuted reembed` makes a store's anew.

## Licences

The published model, $base by the authors of sentence-transformers, is under the Apache License 2.0. The adapter and the questions are
under Minuted's licence (MIT). No words of the papers are in the adapter.
""")


def card(trained: Trained, recipe: Recipe, examples: Sequence[Example], passages: Sequence[TrainingPassage]) -> str:
    """The card in Markdown."""
    kinds = Counter(example.passage.kind for example in examples)
    before, after = trained.before, trained.after
    return _CARD.substitute(
        base=BASE,
        learnt=f"{trained.learnt:,}",
        aside=f"{trained.aside:,}",
        passages=f"{len(passages):,}",
        kinds="\n".join(f"| {kind} | {count:,} |" for kind, count in sorted(kinds.items())),
        recipe="\n".join(f"| {name.replace('_', ' ')} | {value} |" for name, value in asdict(recipe).items()),
        steps=trained.steps,
        minutes=round(trained.seconds / 60),
        **_figures("before", before),
        **_figures("after", after),
    )


def _figures(when: str, check: Check) -> dict[str, str]:
    return {
        f"loss_{when}": f"{check.loss:.3f}",
        f"whole_{when}": f"{check.first_by_whole:.3f}",
        f"words_{when}": f"{check.first_by_words:.3f}",
    }
