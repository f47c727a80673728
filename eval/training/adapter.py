"""Examples -> an adapter: LoRA matrices beside those of the packaged model, learnt from questions and the passages that answer them."""

import itertools
import math
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import fmean
from typing import Any, cast

import numpy as np
import torch
from peft import LoraConfig, PeftModel, get_peft_model
from sentence_transformers import SentenceTransformer
from torch import Tensor
from torch.nn import functional
from transformers.utils.logging import disable_progress_bar, set_verbosity_error

from corpus.embedding.embedder import computes_in_half
from corpus.embedding.packaged import packaged_model_folder
from corpus.text import STOP_WORDS
from eval.training.examples import Example, TrainingPassage, TrainingUnusable, falls_aside
from eval.training.hard_negatives import hard_negatives
from eval.training.loss import Scores, Seen, loss, scores

_BASE_NAME = "sentence-transformers/all-MiniLM-L6-v2"
_TOGETHER = 16  # texts that go through the model at a time
_IN_CHECK = 32  # examples set aside in a batch of a check, so that its figure can be compared whatever the recipe's batch


@dataclass(frozen=True, slots=True)
class Recipe:
    """The figures of the training. eval/models.md has what others gave."""

    rank: int = 48
    rate: float = 3e-4
    batch: int = 32
    rounds: int = 2  # how often each question is learnt, each time with another wrong answer of its own
    warming: float = 0.1  # share of the steps in which the rate rises, before it falls to 0
    longest: int = 160  # word pieces of a text; longer ones are cut, which here are few
    with_place: float = 0.5  # share of the passages learnt with the paper and heading they stand under
    checks: int = 8  # how often the tenth set aside is looked at
    patience: int = 2  # checks without getting better after which it stops
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Check:
    """The tenth set aside, looked at: the loss, and the share of questions whose passage stands first among those of 32 questions."""

    loss: float
    first_by_whole: float
    first_by_words: float


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the training stands, with a check where one was made."""

    step: int
    steps: int
    check: Check | None


@dataclass(frozen=True, slots=True)
class Trained:
    """What became of a training: questions learnt and set aside, steps taken, the checks before and of what was kept, seconds."""

    learnt: int
    aside: int
    steps: int
    before: Check
    after: Check
    seconds: float


def train(
    examples: Sequence[Example], passages: Sequence[TrainingPassage], out: Path, recipe: Recipe, tell: Callable[[Progress], None]
) -> Trained:
    """Write the adapter that does best on the tenth set aside into the folder `out`. The same input and recipe give the same adapter
    on the same machine. With a GPU it runs there. Raises TrainingUnusable where the questions are too few.
    """
    started = time.monotonic()
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)  # noqa: S311  # no secret
    learnt = [example for example in examples if not falls_aside(example.passage)]
    aside = [example for example in examples if falls_aside(example.passage)]
    if len(learnt) < recipe.batch or not aside:
        raise TrainingUnusable(
            f"Of {len(examples)} questions {len(aside)} are set aside to tell when to stop, which leaves too few. Ask about more passages"
        )
    learner = _Learner(passages, recipe)
    wrong = hard_negatives(learnt, learner.vectors([e.question for e in learnt]), passages, learner.vectors([p.indexed for p in passages]))
    adapted = learner.adapt()
    steps = len(learnt) * recipe.rounds // recipe.batch
    rate = torch.optim.AdamW((p for p in adapted.parameters() if p.requires_grad), lr=recipe.rate, weight_decay=0.01)
    course = torch.optim.lr_scheduler.LambdaLR(rate, lambda step: _share_of_rate(step, steps, recipe.warming))
    before = best = learner.check(aside)
    tell(Progress(0, steps, before))
    kept, not_better, taken = _state(adapted), 0, 0
    for step, batch in enumerate(itertools.islice(_batches(learnt, wrong, recipe, chance), steps), start=1):
        torch.autograd.backward(loss(learner.scores(batch)))
        torch.nn.utils.clip_grad_norm_(adapted.parameters(), 1.0)
        rate.step()
        course.step()
        rate.zero_grad()
        taken, now = step, None
        if step % max(steps // recipe.checks, 1) == 0 or step == steps:
            now = learner.check(aside)
            not_better = 0 if now.loss < best.loss else not_better + 1
            if now.loss < best.loss:
                best, kept = now, _state(adapted)
        tell(Progress(step, steps, now))
        if not_better >= recipe.patience:
            break
    _write(adapted, kept, out)
    return Trained(len(learnt), len(aside), taken, before, best, time.monotonic() - started)


@dataclass(frozen=True, slots=True)
class _Batch:
    questions: list[str]
    passages: list[str]  # the right one of each question, in order, then wrong ones


class _Learner:
    """The model while it learns, with what each word piece is worth over the passages."""

    def __init__(self, passages: Sequence[TrainingPassage], recipe: Recipe) -> None:
        disable_progress_bar()  # type: ignore[no-untyped-call]
        set_verbosity_error()  # type: ignore[no-untyped-call]  # it warns of texts too long for the model, which are cut
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self._halved = self._device == "cuda" or computes_in_half()
        self._model = SentenceTransformer(str(packaged_model_folder()), device=self._device)
        self._model.max_seq_length = recipe.longest
        self._transformer = cast(Any, self._model.transformers_model)
        # Attention written out: on processors the fused one takes twice the time going back. Without dropout, which a
        # training this short does not need and whose random numbers take as long as the rest: it stays as when asked.
        self._transformer.set_attn_implementation("eager")
        self._model.eval()
        self._worth = _worth_of_pieces(self._model.tokenizer, [p.indexed for p in passages]).to(self._device)
        self._recipe = recipe

    def adapt(self) -> PeftModel:
        config = LoraConfig(
            r=self._recipe.rank,
            lora_alpha=2 * self._recipe.rank,
            target_modules=r".*encoder.*\.(query|key|value|dense)",  # all of every layer; not the pooler, which is not used
        )
        adapted = get_peft_model(self._transformer, config)
        adapted.eval()
        return adapted

    def vectors(self, texts: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
        with self._half():
            return self._model.encode(list(texts), batch_size=32, normalize_embeddings=True, show_progress_bar=False)

    def scores(self, batch: _Batch) -> Scores:
        with self._half():
            questions, passages = self._see(batch.questions), self._see(batch.passages)
        return scores(questions, passages, self._worth)

    def check(self, examples: Sequence[Example]) -> Check:
        """Over the examples set aside, each batch's passages being wrong answers to its other questions."""
        batches = [examples[at : at + _IN_CHECK] for at in range(0, len(examples), _IN_CHECK)]
        batches = [batch for batch in batches if len(batch) == _IN_CHECK] or batches
        with torch.no_grad():
            found = [self.scores(_Batch([e.question for e in batch], [e.passage.indexed for e in batch])) for batch in batches]
        return Check(
            fmean(float(loss(one)) for one in found),
            fmean(_first(one.of_whole) for one in found),
            fmean(_first(one.of_words) for one in found),
        )

    def _see(self, texts: list[str]) -> Seen:
        """Texts of like length go through the model together: padding short ones to the longest of all took a third of the time."""
        pieces = self._model.tokenizer(texts, truncation=True, max_length=self._recipe.longest)["input_ids"]
        order = sorted(range(len(texts)), key=lambda row: len(pieces[row]))
        longest = len(pieces[order[-1]])
        parts = [self._see_together([pieces[row] for row in order[at : at + _TOGETHER]], longest) for at in range(0, len(order), _TOGETHER)]
        back = torch.tensor(sorted(range(len(order)), key=order.__getitem__), device=self._device)
        return Seen(*(torch.cat([getattr(part, field.name) for part in parts])[back] for field in fields(Seen)))

    def _see_together(self, pieces: list[list[int]], longest: int) -> Seen:
        """What the model makes of these, as tensors that have room for `longest` pieces."""
        tokens = self._model.tokenizer.pad({"input_ids": pieces}, return_tensors="pt").to(self._device)
        seen = self._model(dict(tokens))
        room = longest - tokens["input_ids"].shape[1]
        ids, mask = (functional.pad(tokens[name], (0, room)) for name in ("input_ids", "attention_mask"))
        return Seen(ids, mask, functional.pad(seen["token_embeddings"].float(), (0, 0, 0, room)), seen["sentence_embedding"].float())

    def _half(self) -> torch.autocast:
        return torch.autocast(self._device, dtype=torch.bfloat16, enabled=self._halved)


def _worth_of_pieces(tokenizer: Any, texts: Sequence[str]) -> Tensor:
    """What each word piece tells, by its id: the root of its rarity, as in an answer; 0 for stop words, punctuation and marks."""
    held_by = Counter(itertools.chain.from_iterable(set(pieces) for pieces in tokenizer(list(texts))["input_ids"]))
    worth = torch.zeros(len(tokenizer))
    for piece, number in tokenizer.get_vocab().items():
        if number not in tokenizer.all_special_ids and any(map(str.isalnum, piece)) and piece not in STOP_WORDS:
            worth[number] = math.sqrt(math.log(1 + (len(texts) - held_by[number] + 0.5) / (held_by[number] + 0.5)))
    return worth


def _batches(
    examples: Sequence[Example], wrong: Sequence[Sequence[TrainingPassage]], recipe: Recipe, chance: random.Random
) -> Iterator[_Batch]:
    """Batches without end, every example once in each round, in which no passage is the answer to two questions."""
    while True:
        order = chance.sample(range(len(examples)), len(examples))
        for at in range(0, len(order) - recipe.batch + 1, recipe.batch):
            rows = list({examples[row].passage.id: row for row in order[at : at + recipe.batch]}.values())
            whole = [chance.random() < recipe.with_place for _ in rows]
            right = [_text(examples[row].passage, placed) for row, placed in zip(rows, whole, strict=True)]
            others = [_text(chance.choice(wrong[row]), placed) for row, placed in zip(rows, whole, strict=True) if wrong[row]]
            yield _Batch([examples[row].question for row in rows], right + others)


def _first(nearness: Tensor) -> float:
    right = torch.arange(len(nearness), device=nearness.device)
    return float((nearness.argmax(1) == right).float().mean())


def _text(passage: TrainingPassage, placed: bool) -> str:
    return passage.indexed if placed else passage.text


def _share_of_rate(step: int, steps: int, warming: float) -> float:
    warm = max(int(steps * warming), 1)
    return min((step + 1) / warm, max((steps - step) / max(steps - warm, 1), 0.0))


def _state(adapted: PeftModel) -> dict[str, Tensor]:
    return {name: tensor.detach().clone() for name, tensor in adapted.state_dict().items() if "lora_" in name}


def _write(adapted: PeftModel, state: dict[str, Tensor], out: Path) -> None:
    """In half precision: 4 MB instead of 8, and what is found is the same."""
    adapted.load_state_dict(state, strict=False)
    adapted.peft_config["default"].base_model_name_or_path = _BASE_NAME
    adapted.half().save_pretrained(str(out), save_embedding_layers=False)  # else it asks the hub whether there are more words now
