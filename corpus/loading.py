"""Libraries and models that take seconds to load: by one thread at a time, and so that others on the machine get their share of it.

Threads may import side by side, and Python makes each module once. But where two enter packages that import each other in a circle,
as those of llama_index do, neither can wait for the other, and one is given half a module: `cannot import name 'BaseEmbedding' from
partially initialized module`. So whoever imports such a library within a function holds `loading`.
"""

import os
from functools import cached_property
from threading import RLock
from typing import Any, Self, TypeVar, overload

# The threads in which torch computes wait for each other at each step, of which a batch has hundreds. By default they spin meanwhile:
# where another process is at work, the thread that is waited for has no core, because the one that waits has it. `minuted bench together`
# measures it. OpenMP asks this once, when torch is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

loading = RLock()

_T = TypeVar("_T")


class loaded_once(cached_property[_T]):  # noqa: N801 (a decorator, as cached_property is)
    """A cached property that one thread loads while others that want it wait."""

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> _T: ...
    def __get__(self, instance: object, owner: type[Any] | None = None) -> Self | _T:
        with loading:
            return super().__get__(instance, owner)
