"""What a change of the store tells of itself while it is under way."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Read:
    """One file was read; it is not taken in yet."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one file or paper: `n` counts from 0 in the order given. `held` is whether its paper is in the store now."""

    n: int
    held: bool
    told: str
    warnings: tuple[str, ...] = ()


Step = Read | Done
