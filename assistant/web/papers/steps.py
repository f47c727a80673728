"""What a change of the store tells of itself, step by step: lines of JSON from its process to the app."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from assistant.models import Record


class Read(Record):
    """One file was read; it is not taken in yet."""

    step: Literal["read"] = "read"


class Done(Record):
    """What became of one file or paper: `n` counts from 0 in the order given. `reason` says why it was not taken."""

    step: Literal["done"] = "done"
    n: int
    taken: bool
    told: str
    warnings: tuple[str, ...] = ()


class Stopped(Record):
    """Why nothing more is done. `busy` is another ingest at work: the same can be tried again when it has ended."""

    step: Literal["stopped"] = "stopped"
    problem: str
    busy: bool = False


Step = Annotated[Read | Done | Stopped, Field(discriminator="step")]
_STEP: TypeAdapter[Read | Done | Stopped] = TypeAdapter(Step)


def step_of(line: str | bytes) -> Read | Done | Stopped:
    """One line as it was told. Raises pydantic's ValidationError for any other."""
    return _STEP.validate_json(line)
