"""What all commands share: where they are found, how their words are read, and how they tell what went wrong."""

from collections.abc import Collection, Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from corpus.errors import MinutedError
from corpus.exit_codes import ExitCode
from corpus.text import inert, inert_line

_ADDED = "minuted.commands"  # entry points, each a typer.Typer: eval = "eval.command:app"

StoreOption = Annotated[Path | None, typer.Option("--store", help="Folder of the store. Default: MINUTED_STORE, else .minuted here.")]


class Commands(TyperGroup):
    """The commands of a Typer, and those that installed packages add as entry points, which are loaded when they are asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), *sorted(metadata.entry_points(group=_ADDED).names)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if own := super().get_command(ctx, cmd_name):
            return own
        for added in metadata.entry_points(group=_ADDED, name=cmd_name):
            return typer.main.get_command(added.load())
        return None

    def invoke(self, ctx: Any) -> Any:
        """Run the command. Our own errors are told in one plain line; anything else is a fault of ours and shows itself."""
        try:
            return super().invoke(ctx)
        except MinutedError as error:
            fail(str(error), error.exit_code)
        except typer.TyperException as error:
            error.message = inert_line(error.message)  # wrong use quotes the words given, names of files among them
            raise


class ManyValued(TyperCommand):
    """A command whose options take several values, as a shell makes them of `--papers *.pdf`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        many = {spelling for option in self.params if getattr(option, "multiple", False) for spelling in option.opts}
        return super().parse_args(ctx, list(_one_value_each(args, many)))


def _one_value_each(words: Iterable[str], many: Collection[str]) -> Iterator[str]:
    """`--papers a b --times 2` -> `--papers a --papers b --times 2`."""
    option, has_value = "", False
    for word in words:
        if word.startswith("-"):
            option, has_value = word if word in many else "", False
        elif option and has_value:
            yield option
        else:
            has_value = True
        yield word


def fail(message: str, code: ExitCode) -> NoReturn:
    """Tell what went wrong, and end the command."""
    say_wrong(message)
    raise typer.Exit(code)


def say_wrong(message: str) -> None:
    """Tell what went wrong, in one line on standard error, and go on."""
    say(inert_line(f"minuted: {message}"), err=True)


def say(text: str, *, err: bool = False) -> None:
    """Print text in which nothing steers the terminal. JSON is the same before and after: what would act is written as escapes in it."""
    typer.echo(inert(text), err=err)
