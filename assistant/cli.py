"""The command line. Each command turns its words into one call and prints what comes back.

Other packages add theirs by entry points: see assistant/command_line.py.
"""

import datetime
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.command_line import Commands, StoreOption, fail, say, say_wrong
from corpus.errors import QuestionInvalid
from corpus.exit_codes import ExitCode
from corpus.logs import log_to_stderr
from corpus.register import EntryKind
from corpus.text import counted, inert_json

if TYPE_CHECKING:
    from assistant.models import Question
    from assistant.settings import Settings
    from corpus.embedding.embedder import Embedder
    from corpus.json_lines import JsonLine
    from corpus.store.doctor import Finding
    from corpus.store.store import Store

app = typer.Typer(
    name="minuted",
    cls=Commands,
    help="Answers questions over a council's own meeting papers, with cited passages and meeting dates.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def _begin() -> None:
    log_to_stderr()


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Papers and folders of papers: .pdf, .docx, .html, .txt, .md", metavar="PATH...")],
    prune: Annotated[bool, typer.Option("--prune", help="Take out the papers whose files are gone from the folders named.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Go on, and take in what changes in the folders, until Ctrl+C.")] = False,
    store: StoreOption = None,
) -> None:
    """Read papers into the store. A file that cannot be taken is named with the reason; the others go in."""
    from corpus.embedding.embedder import Embedder

    _refuse_missing(paths)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))  # ends as Ctrl+C does: with what was done
    settings = _settings()
    embedder = Embedder(settings.embed_model)
    if not watch:
        refused = _take_in(paths, store or settings.store, embedder, prune=prune)
    else:
        refused = _follow(paths, store or settings.store, embedder, prune=prune)
    raise typer.Exit(ExitCode.FAULTS if refused else ExitCode.DONE)


def _follow(paths: Sequence[Path], store: Path, embedder: "Embedder", *, prune: bool) -> bool:
    """Keep the store in step with the paths until Ctrl+C. Whether any file was refused at last."""
    from ingest.watch import changes_in

    refused = False
    with suppress(KeyboardInterrupt):
        for _ in changes_in(paths):
            refused = _take_in(paths, store, embedder, prune=prune)
            say("Watching for changes (Ctrl+C stops it)")
    return refused


def _take_in(paths: Sequence[Path], store: Path, embedder: "Embedder", *, prune: bool) -> bool:
    """Bring the store in step with the paths, and tell what became of each file. Whether any was refused."""
    from assistant.export.terminal import progress_of
    from corpus.store.store import Store
    from ingest import folder

    files = folder.papers_in(paths)
    outcomes: list[folder.Outcome] = []
    try:
        with Store.open_for_writing(store, embedder, on_wait=_tell_wait) as held, progress_of(len(files)) as done:

            def tell(outcome: folder.Outcome) -> None:
                outcomes.append(outcome)
                done(outcome.pages_read, outcome.remarks)

            folder.ingest(files, held, tell)
            for outcome in folder.missing_from([path for path in paths if path.is_dir()], held, prune=prune):
                tell(outcome)
    except KeyboardInterrupt:
        say(folder.summary(outcomes))
        left = counted(len(files) - len(outcomes), "file")
        say(f"Stopped with {left} to do. Each paper is held wholly or not at all; to go on, run the same command again.", err=True)
        raise typer.Exit(ExitCode.STOPPED) from None
    say(folder.summary(outcomes))
    _tell_news(store, embedder)
    return any(outcome.result is folder.Result.REFUSED for outcome in outcomes)


def _tell_news(store: Path, embedder: "Embedder") -> None:
    """What is new on the topics that are followed, after an ingest."""
    from assistant.register.follow import FOLLOWED, news_in

    if not (store / FOLLOWED).exists():
        return
    from assistant.export.news import news_to_text
    from assistant.export.terminal import show
    from corpus.store.store import Store

    with Store.open(store, embedder) as held, held.reading():
        if new := news_in(held, datetime.datetime.now().astimezone()):
            show(news_to_text(new))


def _tell_wait() -> None:
    say("Another Minuted is writing to this store. Waiting until it is done (Ctrl+C stops it).", err=True)


@app.command()
def doctor(
    repair: Annotated[bool, typer.Option("--repair", help="Make what differs again, from the catalogue alone.")] = False,
    store: StoreOption = None,
) -> None:
    """Check that catalogue, vectors and word index hold the same and that questions are answered, and say what is wrong."""
    from corpus.embedding.embedder import Embedder
    from corpus.store import doctor as checks
    from corpus.store.store import Store
    from ingest.worker import CONFINED

    if not CONFINED:
        say("This system does not bound the memory of a program: a damaged paper may take all of it while it is read.")
    settings = _settings()
    folder, embedder = store or settings.store, Embedder(settings.embed_model)
    with Store.open(folder, embedder) as held:
        found = _examined(held)
        if not held.can_be_written:
            say("The store is read-only: it is asked as any other, but until it can be written nothing is taken in, kept or repaired.")
    for finding in found:
        say(f"{finding.part.value}: {finding.what}")
    if repair and any(finding.mendable for finding in found):
        with Store.open_for_writing(folder, embedder, on_wait=_tell_wait) as held:
            checks.repair(held)
            found = _examined(held)
        say("Repaired." if not found else "Not all could be repaired:")
        for finding in found:
            say(f"{finding.part.value}: {finding.what}")
    elif not found:
        say("The store is well: catalogue, vectors and word index hold the same, and questions are answered.")
    elif any(finding.mendable for finding in found):
        say("To repair it, run: minuted doctor --repair")
    raise typer.Exit(ExitCode.UNUSABLE if found else ExitCode.DONE)


def _examined(store: "Store") -> "list[Finding]":
    """What is wrong with a store. It is asked where nothing else explains why that would go wrong."""
    from assistant.ask import ask as answer_to
    from assistant.models import Question
    from assistant.retrieval.reranker import ranker_of
    from corpus.store.doctor import faults_in_asking, findings

    ranker = ranker_of(_settings().ranker)
    return findings(store) or faults_in_asking(store, lambda text: answer_to(Question(text=text), store, ranker))


@app.command()
def reembed(store: StoreOption = None) -> None:
    """Make the vectors of a store anew with the embedding model that is now set. Stopped half-way, it goes on where it was."""
    from assistant.export.terminal import embedding_progress
    from corpus.embedding.embedder import Embedder
    from corpus.store.store import Store

    settings = _settings()
    folder, embedder = store or settings.store, Embedder(settings.embed_model)
    if not folder.is_dir():
        Store.open(folder, embedder)  # says that there is none
    with Store.open_for_writing(folder, embedder, any_model=True, on_wait=_tell_wait) as held:
        with embedding_progress(held.lacking_vectors()) as done:
            held.reembed(done)
        say(f"The store holds the vectors of {embedder.name}.")


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotes.")] = None,
    batch: Annotated[
        Path | None,
        typer.Option(
            help='A file of questions, a line for each: {"id": "…", "question": "…", "after": ["asked before"]}. - reads standard input.'
        ),
    ] = None,
    literally: Annotated[bool, typer.Option("--literally", help="Look for the words as they stand: mend and reword none.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    store: StoreOption = None,
) -> None:
    """Answer a question from the papers' own words, with numbered sources."""
    if (question is None) == (batch is None):
        fail("Give either a question or --batch FILE.", ExitCode.WRONG_USE)
    if batch is not None:
        _ask_batch(batch, store, literally)
        return
    from assistant.ask import ask as answer_to
    from assistant.export.json import to_json
    from assistant.models import Question
    from assistant.retrieval.reranker import ranker_of

    with _opened(store) as held:
        answer = answer_to(Question(text=question or "", literally=literally), held, ranker_of(_settings().ranker))
    if as_json:
        say(to_json(answer))
    else:
        from assistant.export.terminal import answer_to_text, show

        show(answer_to_text(answer))


def _ask_batch(batch: Path, store: Path | None, literally: bool) -> None:
    """One line of JSON for each line of questions, in order. A line that cannot be used is named; the others go on."""
    from corpus.json_lines import lines_of

    lines = lines_of(batch)
    first = next(lines, None)
    if first is None:
        return
    from assistant.ask import conversation
    from assistant.export.json import to_json
    from assistant.retrieval.reranker import ranker_of

    ranker = ranker_of(_settings().ranker)
    unusable = 0
    with _opened(store) as held:
        for line in chain((first,), lines):
            try:
                *_, last = conversation(_batch_questions(line, literally), held, ranker)
                say(to_json(last))
            except QuestionInvalid as error:
                unusable += 1
                say_wrong(f"{line}: {error}")
    if unusable:
        raise typer.Exit(ExitCode.WRONG_USE)


def _batch_questions(line: "JsonLine", literally: bool) -> "list[Question]":
    """The questions of one line in turn: those asked `after` which it is asked, and its own. Other fields, such as a gold answer's, are
    left alone.
    """
    from assistant.models import Question

    try:
        record = line.value()
    except ValueError as error:
        raise QuestionInvalid(f"{error}. Each line is one object with a question.") from error
    if not isinstance(record, dict) or not isinstance(record.get("question"), str):
        raise QuestionInvalid('no question. Each line is one object such as {"id": "q1", "question": "…"}.')
    before = record.get("after", [])
    if not isinstance(before, list) or not all(isinstance(one, str) for one in before):
        raise QuestionInvalid('after is no list of questions. They are the questions asked before: {"after": ["…"], "question": "…"}.')
    asked_id = None if record.get("id") is None else str(record["id"])
    own = Question(id=asked_id, text=record["question"], literally=literally)
    return [*(Question(text=one, literally=literally) for one in before), own]


@app.command()
def papers(
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON for each paper and each refused file.")] = False,
    store: StoreOption = None,
) -> None:
    """List the papers held, newest meeting first, and the files that were not taken."""
    from assistant.export.json import papers_to_json

    with _opened(store) as held, held.reading():
        if as_json:
            for line in papers_to_json(held.catalogue):
                say(line)
        else:
            from assistant.export.terminal import papers_to_table, show

            show(papers_to_table(held.catalogue))


@app.command()
def decisions(
    body: Annotated[str | None, typer.Option(help="Only bodies whose name has these words in it.")] = None,
    first: Annotated[datetime.datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Only meetings from this date.")] = None,
    last: Annotated[datetime.datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Only meetings up to this date.")] = None,
    kind: Annotated[
        list[str] | None, typer.Option(help=f"Only of this kind, given again for several: {', '.join(kind.value for kind in EntryKind)}.")
    ] = None,
    status: Annotated[
        str | None, typer.Option(help="Only what is open, closed, agreed, carried, lost, deferred, …, or has these words in its status.")
    ] = None,
    person: Annotated[str | None, typer.Option(help="Only what this person moved, seconded, voted on by name, or is to do.")] = None,
    words: Annotated[str | None, typer.Option(help="Only what has all these words in it.")] = None,
    drafts: Annotated[bool, typer.Option("--drafts", help="List drafts prepared before meetings instead: they decide nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON for each decision.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV for a spreadsheet.")] = False,
    store: StoreOption = None,
) -> None:
    """List what meetings resolved, recommended, asked for and were told, what is open first, then newest first."""
    from assistant.answer.decisions import decisions_held

    _refuse_backwards(first, last)
    if unknown := [one for one in kind or () if one not in [known.value for known in EntryKind]]:
        fail(f"There is no kind {', '.join(unknown)}. Kinds: {', '.join(known.value for known in EntryKind)}.", ExitCode.WRONG_USE)
    with _opened(store) as held, held.reading():
        bodies = sorted({meeting.body for meeting in held.catalogue.meetings() if meeting.body})
        if body and not any(body.casefold() in name.casefold() for name in bodies):
            fail(f"No body held has {body} in its name. Bodies held: {', '.join(bodies) or 'none'}.", ExitCode.WRONG_USE)
        days = (first.date() if first else None, last.date() if last else None)
        found = decisions_held(
            held.catalogue, body, *days, kinds=[EntryKind(one) for one in kind or ()], state=status, person=person, words=words
        )
        listed = [one for one in found if one.entry.draft == drafts]
        if as_csv:
            from assistant.export.csv import decisions_to_csv

            typer.echo(decisions_to_csv(listed).encode(), nl=False)  # as bytes, with their mark: a spreadsheet reads no other as UTF-8
            return
        if as_json:
            from assistant.export.json import decisions_to_json

            for line in decisions_to_json(listed):
                say(line)
            return
        from assistant.export.terminal import decisions_to_text, show

        show(decisions_to_text(listed))
        if not drafts and len(found) > len(listed):
            left_out = counted(len(found) - len(listed), "draft")
            say(f"\n{left_out} prepared before meetings, which decide nothing, left out: list them with --drafts.")


@app.command()
def history(
    topic: Annotated[str, typer.Argument(help="The topic, in quotes: “home to school transport”.")],
    body: Annotated[str | None, typer.Option(help="Only this body, by its whole name.")] = None,
    first: Annotated[datetime.datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Only meetings from this date.")] = None,
    last: Annotated[datetime.datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Only meetings up to this date.")] = None,
    oldest_first: Annotated[bool, typer.Option("--oldest-first", help="The oldest meeting first.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one object of JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a row for each meeting, for a spreadsheet.")] = False,
    word: Annotated[Path | None, typer.Option(help="Write a Word document to this file.")] = None,
    store: StoreOption = None,
) -> None:
    """Show every meeting that dealt with a topic: what kind of business, in whose words, what was decided, and figures that recur."""
    from assistant.export import history as told
    from assistant.models import Filters
    from assistant.register.held import register_of
    from assistant.register.history import History, history_of, wordings_of

    _refuse_backwards(first, last)
    filters = Filters(bodies=(body,) if body else (), date_from=first.date() if first else None, date_to=last.date() if last else None)
    with _opened(store) as held, held.reading():
        register = register_of(held)
        if body and body not in register.known.bodies:
            fail(f"No body held is called {body}. Bodies held: {', '.join(register.known.bodies) or 'none'}.", ExitCode.WRONG_USE)
        found = history_of(topic, register, filters, wordings_of(topic, held))
        if oldest_first:
            found = History(found.topic, found.meetings[::-1], found.series)
        if word is not None:
            _write(word, told.history_to_word(found, register.known.papers))
            say(f"Written to {word}", err=as_json or as_csv)
        if as_json:
            say(told.history_to_json(found, register.known.papers))
        elif as_csv:
            typer.echo(told.history_to_csv(found, register.known.papers).encode(), nl=False)  # as bytes: see `decisions`
        elif word is None:
            from assistant.export.terminal import show

            show(told.history_to_text(found, register.known.papers))


@app.command()
def follow(
    topic: Annotated[str | None, typer.Argument(help="The topic, in quotes. Without one all that are followed are looked at.")] = None,
    stop: Annotated[bool, typer.Option("--stop", help="Follow the topic no longer.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON for each piece of news.")] = False,
    feed: Annotated[Path | None, typer.Option(help="Write the last news of all topics to this file, as an Atom feed.")] = None,
    store: StoreOption = None,
) -> None:
    """Tell what is new on a topic since it was last told, once, with its proof. After each ingest it is told, too."""
    from assistant.export import news as told
    from assistant.register import follow as following

    now = datetime.datetime.now().astimezone()
    with _opened(store) as held, held.reading():
        if stop:
            if topic is None:
                fail("Say which topic is to be followed no longer.", ExitCode.WRONG_USE)
            say("No longer followed." if following.unfollow(topic, held) else "It was not followed.", err=as_json)
            return
        topics = {one.topic.casefold() for one in following.followed_in(held.folder)}
        if topic is not None and " ".join(topic.split()).casefold() not in topics:
            begun = following.follow(topic, held, now)
            held_now = counted(len(begun.known), "passage")
            say(f"Following “{begun.topic}”, of which {held_now} are held already. News are told after each ingest.", err=as_json)
        looked, new = following.looked_for(held, now, None if topic is None else [topic])
        if feed is not None:
            _write(feed, told.feed_of(looked).encode())  # before the news are noted as told: where it cannot be written they are told again
        if new:
            following.noted(looked, held)
        if as_json:
            for line in told.news_to_json(new):
                say(line)
        elif new:
            from assistant.export.terminal import show

            show(told.news_to_text(new))
        elif topic is None or " ".join(topic.split()).casefold() in topics:
            say("Nothing new." if topics else "No topic is followed yet. Run: minuted follow “the topic”")


@app.command()
def inspect(
    file: Annotated[Path, typer.Argument(help="The paper to read.", metavar="FILE")],
    as_json: Annotated[bool, typer.Option("--json", help="Print what was understood as JSON.")] = False,
    picture: Annotated[Path | None, typer.Option(help="Draw the pages of a PDF, with what was found, into this folder.")] = None,
) -> None:
    """Show what Minuted understands of one paper. Nothing is stored."""
    from assistant.export.inspection import inspect as inspection_of
    from ingest.worker import Limits, Reading

    _refuse_missing([file])
    read = Reading(file, Limits()).result()
    inspection = inspection_of(read)
    if as_json:
        say(inert_json(inspection.model_dump_json()))
    else:
        from assistant.export.terminal import show
        from assistant.export.trees import inspection_to_tree

        show(inspection_to_tree(inspection))
    if picture is not None:
        from corpus.pdf.render import draw_passages

        written = draw_passages(read, picture)
        say(f"{counted(len(written), 'page')} drawn into {picture}", err=as_json)


@app.command(name="app")
def web(
    store: StoreOption = None,
    port: Annotated[int, typer.Option(help="Port on this machine.", min=1, max=65535)] = 8501,
) -> None:
    """Serve the web app, on this machine only."""
    from assistant.web import server

    settings = _settings()
    os.environ["MINUTED_STORE"] = str((store or settings.store).absolute())  # the pages ask the settings for it
    server.serve(port, settings.hosts.split(), lambda: say(f"Minuted is at http://localhost:{port} (Ctrl+C stops it)"))


@app.command()
def feedback(store: StoreOption = None) -> None:
    """Print what readers thought of answers in the app, one line of JSON each: useful or not, their comment, the question, the answer."""
    from assistant.web.conversation_store import ConversationStore, feedback_to_json

    for thought in ConversationStore(store or _settings().store).feedback():
        say(feedback_to_json(thought))


@app.command()
def schema() -> None:
    """Print the JSON Schema of an answer."""
    from assistant.export.json import schema as answer_schema

    say(answer_schema())


def _refuse_missing(paths: Sequence[Path]) -> None:
    missing = [path for path in paths if not path.exists() and not path.is_symlink()]
    if missing:
        fail(f"There is nothing at {', '.join(map(str, missing))}. Check the path.", ExitCode.WRONG_USE)


def _refuse_backwards(first: datetime.datetime | None, last: datetime.datetime | None) -> None:
    if first and last and first > last:
        fail("The date after --from is later than the date after --to: no meeting is between them.", ExitCode.WRONG_USE)


def _write(file: Path, content: bytes) -> None:
    """Write what was asked for to the file that was named."""
    try:
        file.write_bytes(content)
    except OSError as error:
        fail(f"{file} cannot be written ({error.strerror}). Name another file.", ExitCode.WRONG_USE)


def _settings() -> "Settings":
    from assistant.settings import Settings

    return Settings()


def _opened(folder: Path | None) -> "Store":
    """The store to ask: the folder named, else that of the settings."""
    from corpus.embedding.embedder import Embedder
    from corpus.store.store import Store

    settings = _settings()
    return Store.open(folder or settings.store, Embedder(settings.embed_model))
