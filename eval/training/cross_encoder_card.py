"""A training -> the model card that lies beside the cross-encoder: data, method, figures, limits and licences."""

from dataclasses import asdict
from string import Template

from eval.training.cross_encoder import Recipe, Trained

_CARD = Template("""---
base_model: sentence-transformers/all-MiniLM-L6-v2
license: mit
language: en
---
# Cross-encoder: questions and passages of council papers, read together

What was learnt beside the weights of the embedding model with its adapter, and the heads that weigh its last vectors. It reads a question
with one passage and its paper, body, date and headings, and says how well the passage answers and which words of it do. Minuted reads the
best 15 passages so.

## Data

$learnt questions were learnt, $near_misses of them near misses that the papers do not answer: over invented councils with their papers,
over the sample papers, and over passages that councils, committees and companies publish. Wrong passages are those that Minuted itself
found; ones that may answer, too, are left out.

## Method

Of each question's best passages a right one and wrong ones are drawn. Over all of their tokens together, and one choice more for "none of
these", those of the answer are to be likeliest (shared normalisation, Clark and Gardner, 2017). The score of the first order is added
before, so that what is learnt is what it does not know. The model begins as the embedding model, its tokens compared by MaxSim. Figures
of the recipe:

| | |
| --- | --- |
$recipe

$steps steps; the loss over the last of them was $loss. All weights but those of the words are learnt; what changed is kept in a byte for
each number.

## Figures

`minuted train order` says what reading adds on councils that it was not trained on, and docs/measurements.md what it gives for answers.

## Limits

English, mostly of British, Canadian and American local government. It says what is likely: every quote is proved on its page besides.

## Licences

The published model, all-MiniLM-L6-v2 by the authors of sentence-transformers, is under the Apache License 2.0. What was learnt and the
questions are under Minuted's licence (MIT). No words of the papers are in it.
""")


def card(trained: Trained, recipe: Recipe) -> str:
    """The card in Markdown."""
    return _CARD.substitute(
        learnt=f"{trained.learnt:,}",
        near_misses=f"{trained.near_misses:,}",
        recipe="\n".join(f"| {name.replace('_', ' ')} | {value} |" for name, value in asdict(recipe).items()),
        steps=f"{trained.steps:,}",
        loss=f"{trained.loss:.3f}",
    )
