"""Question -> answer, with every quote traced to its page.

What others may build on: `Question`, `Filters` and `Answer` (the records), and in llama-index's shapes `PassageRetriever`, `PassageOrder`
and `PaperQueryEngine`. `assistant.ask.ask` answers without llama-index. Everything is imported when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.models import Answer, Filters, Question
    from assistant.query_engine import PaperQueryEngine, PassageOrder, PassageRetriever

__all__ = ["Answer", "Filters", "PaperQueryEngine", "PassageOrder", "PassageRetriever", "Question"]

_HOMES = dict.fromkeys(("PaperQueryEngine", "PassageOrder", "PassageRetriever"), "assistant.query_engine")


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'assistant' has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "assistant.models")), name)
