"""A file of conversations -> records, and where the papers of each are."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.json_lines import lines_of
from eval.errors import CasesUnusable

HERE = Path(__file__).parent
BUILT_ON, SET_ASIDE = HERE / "built_on.jsonl", HERE / "set_aside.jsonl"
SAMPLES = "samples"
_ROOT = HERE.parent.parent


class Conversation(BaseModel):
    """Questions in turn, and what the first screen must show of the answer to the last."""

    model_config = ConfigDict(frozen=True)

    id: str
    kind: str
    papers: str
    question: str
    after: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    decline: bool = False
    note: str = ""


def conversations_in(file: Path) -> list[Conversation]:
    """The conversations of a file. Raises CasesUnusable, which names the line."""
    found = []
    for line in lines_of(file):
        try:
            found.append(Conversation.model_validate(line.value()))
        except (ValueError, ValidationError) as error:
            raise CasesUnusable(f"{line}: {error}") from error
    return found


def papers_of(name: str) -> list[Path]:
    """The files or the folder of the papers that are called so. Raises CasesUnusable where there are none."""
    if name == SAMPLES:
        return sorted((_ROOT / "corpus" / "papers").glob("*.pdf"))
    folder = next((one for room in ("exam", "training/councils") if (one := _ROOT / "eval" / room / name).is_dir()), None)
    if folder is None:
        raise CasesUnusable(f"There are no papers called {name} in eval/exam or eval/training/councils.")
    return [folder]
