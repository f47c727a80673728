"""Lists of passages -> the cross-encoder: what changes in the embedding model's weights, and the heads that weigh its last vectors.

Over the tokens of a few passages of a question's list, and one choice more for "none of these", the answer's tokens are to be likeliest
(shared normalisation, Clark and Gardner, 2017). The first order's score is added before, so that what is learnt is what it does not
know. Now and then the right passage is kept away, and "none of these" is right as it is for a near miss.
"""

import itertools
import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any, cast

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from assistant.retrieval.cross_encoder import BASE, HEAD, SCALE, WEIGHTS, Heads, encode, token_logits
from corpus.embedding.embedder import Embedder
from eval.training.examples import TrainingUnusable
from eval.training.lists import QuestionList

_CHECKPOINT = "checkpoint.pt"
_TOGETHER = 16  # pairs that go through the model at a time
_EVERY = 100  # steps between checkpoints


@dataclass(frozen=True, slots=True)
class Recipe:
    """The figures of the training."""

    rate: float = 4e-5  # of the transformer; with 1e-4 it forgot more of what words mean than it learnt
    head_rate: float = 1e-3
    batch: int = 8  # questions
    passages: int = 4  # of each question: a right one and wrong ones
    hardest: int = 8  # wrong ones that come first in the list: most are taken of these
    deepest: int = 30
    without_right: float = 0.1  # share of questions whose right passages are kept away
    tokens: float = 0.5  # what finding the tokens within the right passage counts beside finding the passage
    warming: int = 150  # steps
    falling: float = 0.2  # share of the steps in which the rate falls to 0
    score: float = 10.0  # what the first order's score is worth at first; it is learnt
    max_sim: float = 8.0  # and what MaxSim is worth
    none: float = 10.0  # and the choice of none
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Progress:
    step: int
    steps: int
    loss: float  # mean since it was last told


@dataclass(frozen=True, slots=True)
class Trained:
    """What became of a training: lists learnt, how many of them without an answer, steps, and the loss over the last of them."""

    learnt: int
    near_misses: int
    steps: int
    loss: float


def train(lists: Sequence[QuestionList], out: Path, recipe: Recipe, tell: Callable[[Progress], None]) -> Trained:
    """Write the cross-encoder into the folder `out`. A run that was interrupted goes on from its last checkpoint there.

    The same lists and recipe give the same model on the same machine. With a GPU it runs there.
    Raises TrainingUnusable where the lists are too few.
    """
    usable = [one for one in lists if one.teaches]
    random.Random(recipe.seed).shuffle(usable)  # noqa: S311  # no secret
    steps = len(usable) // recipe.batch
    if not steps:
        raise TrainingUnusable(f"{len(usable)} questions have a right passage to learn from, which is too few. Ask more")
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "2048")  # kernels for each shape are prepared once, not at each step
    learner = _Learner(recipe)
    checkpoint = out / _CHECKPOINT
    out.mkdir(parents=True, exist_ok=True)
    first = learner.resumed(checkpoint) if checkpoint.exists() else 0
    losses: list[float] = []
    for step in range(first, steps):
        batch = usable[step * recipe.batch : (step + 1) * recipe.batch]
        losses.append(learner.learn(batch, _share_of_rate(step, steps, recipe), random.Random(f"{recipe.seed} {step}")))  # noqa: S311
        if (step + 1) % _EVERY == 0 or step + 1 == steps:
            learner.keep(checkpoint, step + 1)
            tell(Progress(step + 1, steps, fmean(losses[-_EVERY:])))
    learner.write(out)
    checkpoint.unlink(missing_ok=True)
    return Trained(len(usable), sum(not one.answerable for one in usable), steps, fmean(losses[-_EVERY:]) if losses else 0.0)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Of a question's list what it is learnt on now: the right passage first, unless none is to be right."""

    question: QuestionList
    rows: tuple[int, ...]
    has_right: bool


class _Learner:
    """The model while it learns. It computes in bfloat16, and the changes, too small for that, are made to weights kept whole."""

    def __init__(self, recipe: Recipe) -> None:
        torch.manual_seed(recipe.seed)
        self._recipe, self._device = recipe, "cuda" if torch.cuda.is_available() else "cpu"
        embedder = Embedder()
        self._base, sentences = embedder.sha256, cast(Any, embedder.model)
        self._tokenizer, self._transformer = sentences._model.tokenizer, sentences._model.transformers_model.to(self._device)
        # Attention written out: on processors the fused one takes twice the time going back. Without dropout, as when asked.
        self._transformer.set_attn_implementation("eager")
        self._transformer.eval()
        self._transformer.embeddings.word_embeddings.weight.requires_grad = False
        self._before = [weight.detach().clone() for weight in self._transformer.parameters() if weight.requires_grad]
        self._transformer.bfloat16()
        self._half = [weight for weight in self._transformer.parameters() if weight.requires_grad]
        self._whole = [nn.Parameter(weight.detach().float()) for weight in self._half]
        width = self._transformer.config.hidden_size
        self._of_pair, self._of_token = (nn.Parameter(torch.randn(width, device=self._device) * 0.02) for _ in range(2))
        self._max_sim, self._score, self._none = (
            nn.Parameter(torch.tensor(value, device=self._device)) for value in (recipe.max_sim, recipe.score, recipe.none)
        )
        self._rates = [recipe.rate, recipe.head_rate, 10 * recipe.head_rate]
        groups = [self._whole, [self._of_pair, self._of_token, self._none], [self._score, self._max_sim]]
        self._optimiser = torch.optim.AdamW([{"params": group} for group in groups], weight_decay=0.01)

    def learn(self, batch: Sequence[QuestionList], share_of_rate: float, chance: random.Random) -> float:
        """Take one step, and give its loss."""
        for group, rate in zip(self._optimiser.param_groups, self._rates, strict=True):
            group["lr"] = rate * share_of_rate
        loss = self._loss([_drawn(one, self._recipe, chance) for one in batch])
        torch.autograd.backward(loss)
        for half, whole in zip(self._half, self._whole, strict=True):
            whole.grad, half.grad = None if half.grad is None else half.grad.float(), None
        nn.utils.clip_grad_norm_([*self._whole, self._of_pair, self._of_token], 1.0)
        self._optimiser.step()
        self._optimiser.zero_grad()
        with torch.no_grad():
            for half, whole in zip(self._half, self._whole, strict=True):
                half.copy_(whole)
        return float(loss.detach())

    def _loss(self, drawn: Sequence[_Drawn]) -> Tensor:
        pairs = [(one.question.question, one.question.passages[row].text) for one in drawn for row in one.rows]
        read, losses, at = self._read(pairs), [], 0
        for one in drawn:
            logits = [
                logits + self._score * one.question.passages[row].score - torch.tensor(float(len(logits))).log()
                for row, (logits, _) in zip(one.rows, read[at : at + len(one.rows)], strict=True)
            ]
            every = torch.logsumexp(torch.cat([*logits, self._none.view(1)]), 0)
            if one.has_right:
                passage = torch.logsumexp(logits[0], 0)
                answers = _overlapping(read[at][1], one.question.passages[one.rows[0]].answers)
                within = passage - torch.logsumexp(logits[0][answers], 0) if answers.any() else torch.zeros(())
                losses.append(every - passage + self._recipe.tokens * within)
            else:
                losses.append(every - self._none)
            at += len(one.rows)
        return torch.stack(losses).mean()

    def _read(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Tensor, Tensor]]:
        """The logits of each passage's tokens, and the characters that each stands for. Pairs of like length go through together."""
        order = sorted(range(len(pairs)), key=lambda row: len(pairs[row][0]) + len(pairs[row][1]))
        read: dict[int, tuple[Tensor, Tensor]] = {}
        heads = Heads(self._of_pair, self._of_token, self._max_sim, self._score)
        for rows in (order[at : at + _TOGETHER] for at in range(0, len(order), _TOGETHER)):
            encoded = encode(self._tokenizer, [pairs[row][0] for row in rows], [pairs[row][1] for row in rows])
            encoded = {name: tensor.to(self._device) for name, tensor in encoded.items()}
            logits, of_passage = token_logits(self._transformer, heads, encoded), encoded["of_passage"]
            for n, row in enumerate(rows):
                read[row] = logits[n][of_passage[n]].cpu(), encoded["offset_mapping"][n][of_passage[n]].cpu()
        return [read[row] for row in range(len(pairs))]

    def keep(self, checkpoint: Path, step: int) -> None:
        """Keep all that going on from here needs."""
        new = checkpoint.with_suffix(".new")
        torch.save({"step": step, "weights": self._learnt(), "optimiser": self._optimiser.state_dict()}, new)
        new.replace(checkpoint)

    def resumed(self, checkpoint: Path) -> int:
        """Go on from a checkpoint: the steps that it had taken."""
        kept = torch.load(checkpoint, map_location=self._device, weights_only=True)
        with torch.no_grad():
            for weight, value in zip(self._learnt(), kept["weights"], strict=True):
                weight.copy_(value)
            for half, whole in zip(self._half, self._whole, strict=True):
                half.copy_(whole)
        self._optimiser.load_state_dict(kept["optimiser"])
        return int(kept["step"])

    def _learnt(self) -> list[nn.Parameter]:
        return list(itertools.chain.from_iterable(group["params"] for group in self._optimiser.param_groups))

    def write(self, out: Path) -> None:
        """What was learnt, as assistant/retrieval/cross_encoder.py loads it."""
        names = [name for name, weight in self._transformer.named_parameters() if weight.requires_grad]
        learnt = learnt_to_tensors(
            names, [(whole - before).detach().cpu() for whole, before in zip(self._whole, self._before, strict=True)]
        )
        heads = {"whole": self._of_pair, "token": self._of_token, "max_sim": self._max_sim, "score": self._score}
        learnt |= {HEAD + name: weight.detach().cpu() for name, weight in heads.items()}
        save_file(learnt, out / WEIGHTS, {BASE: self._base})


def learnt_to_tensors(names: Sequence[str], changes: Sequence[Tensor]) -> dict[str, Tensor]:
    """Changes of weights in little room: of a matrix a byte a number, with a scale for each row; of a vector half precision."""
    tensors: dict[str, Tensor] = {}
    for name, change in zip(names, changes, strict=True):
        if change.dim() == 2:
            scale = change.abs().amax(1).clamp(min=1e-12) / 127
            tensors[name], tensors[name + SCALE] = (change / scale[:, None]).round().to(torch.int8), scale
        else:
            tensors[name] = change.half()
    return tensors


def _drawn(one: QuestionList, recipe: Recipe, chance: random.Random) -> _Drawn:
    right = [row for row, listed in enumerate(one.passages) if listed.right == 1]
    wrong = [row for row, listed in enumerate(one.passages) if listed.right == 0]
    has_right = one.answerable and chance.random() >= recipe.without_right
    rows = [chance.choice(right)] if has_right else []
    hard, soft = wrong[: recipe.hardest], wrong[recipe.hardest : recipe.deepest]
    wanted = recipe.passages - len(rows)
    rows += chance.sample(hard, min(len(hard), max(wanted - 2, 0)))
    rows += chance.sample(soft, min(len(soft), recipe.passages - len(rows)))
    return _Drawn(one, tuple(rows), has_right)


def _overlapping(offsets: Tensor, spans: Sequence[tuple[int, int]]) -> Tensor:
    """Which tokens, by the characters that they stand for, have a part in one of the spans."""
    here = torch.zeros(len(offsets), dtype=torch.bool)
    for start, end in spans:
        here |= (offsets[:, 0] < end) & (offsets[:, 1] > start) & (offsets[:, 1] > offsets[:, 0])
    return here


def _share_of_rate(step: int, steps: int, recipe: Recipe) -> float:
    falling = max(int(steps * recipe.falling), 1)
    return min((step + 1) / recipe.warming, 1.0, max((steps - step) / falling, 0.0))
