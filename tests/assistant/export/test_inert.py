"""Nothing that a paper, a file's name, a question or an error says acts where it is shown: on terminals, in logs, in what is taken away."""

import io
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from assistant.answer.decisions import decisions_held
from assistant.ask import ask
from assistant.export.json import decisions_to_json, papers_to_json, to_json
from assistant.export.markdown import answer_to_markdown, in_markdown
from assistant.export.plain import answer_to_plain
from assistant.export.terminal import answer_to_text, show
from assistant.export.word import answer_to_word
from assistant.models import Answer, Heading, Question
from corpus.store.store import Store
from corpus.text import inert, inert_json, inert_line, squeezed
from tests.acting import ACTING, CONTROLS, EVIL, FORGED, MARKUP, NAME, SHORT, acting_parts, put_acting_papers, write_acting_papers
from tests.command_line import minuted
from tests.conftest import ROOT
from tests.factories import WordVectors

ASKED = f"=To whom was a sheepdog licence granted? {ACTING}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def acting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store whose papers act wherever they are shown."""
    base = tmp_path_factory.mktemp("acting")
    with Store.open_for_writing(base / "store", WordVectors()) as store:
        put_acting_papers(store, write_acting_papers(base / "papers"))
    with closing(Store.open(base / "store", WordVectors())) as store:
        yield store


@pytest.fixture(scope="module")
def answer(acting: Store) -> Answer:
    found = ask(Question(text=ASKED), acting)
    assert MARKUP in " ".join(found.answer.split())
    return found


def begins_a_line(words: str, text: str) -> bool:
    """Whether words begin a line of their own, as if they were not part of a name."""
    return re.search(rf"^\W*{re.escape(words)}", text, re.MULTILINE) is not None


# --- the law -----------------------------------------------------------------------------------------------------------------------


@given(st.text(st.sampled_from([*CONTROLS, "\n", "\t", "a", "é", "א", "\u200d", "\ufe0f", "\ud800", "😀"]) | st.characters()))
def test_inert_text_acts_on_nothing_keeps_its_letters_and_is_inert_for_good(text: str) -> None:
    shown = inert(text)
    assert acting_parts(shown) == []
    assert inert(shown) == shown
    letters = [sign for sign in text if sign.isalnum()]
    assert [sign for sign in shown if sign.isalnum()] == letters
    assert inert_line(text).split() == shown.split()
    assert "\n" not in inert_line(text)
    shown.encode()  # there is no half of a character in it


@given(st.dictionaries(st.text(), st.text(st.sampled_from(CONTROLS) | st.characters(), max_size=20), max_size=3))
def test_json_is_verbatim_and_acts_on_nothing(record: dict[str, str]) -> None:
    for written in (json.dumps(record, ensure_ascii=False), json.dumps(record, ensure_ascii=False, indent=1)):
        assert json.loads(inert_json(written)) == record
        assert acting_parts(inert_json(written)) == []
        assert inert(inert_json(written)) == inert_json(written)


def test_what_letters_are_joined_by_stays() -> None:
    for text in ("नमस्\u200dते", "می\u200cخواهم", "👩\u200d🚒 ❤\ufe0f", "ישיבה 4 במאי", "Zoë\tÆ\n"):
        assert inert(text) == text


# --- the command line --------------------------------------------------------------------------------------------------------------


def test_papers_and_names_that_act_are_taken_in_listed_and_asked_without_acting(tmp_path: Path) -> None:
    papers = write_acting_papers(tmp_path / "papers")
    (tmp_path / f"{NAME}.jsonl").write_text("\n".join([json.dumps({"id": ACTING, "question": ASKED}), '{"question": 1}', "[\x1b[2J"]))
    wide = {"COLUMNS": "3000"}
    done = [
        minuted("ingest", papers, cwd=tmp_path, **wide),
        minuted("papers", cwd=tmp_path, **wide),
        minuted("decisions", cwd=tmp_path, **wide),
        minuted("inspect", papers / f"{NAME}.pdf", cwd=tmp_path, **wide),
        minuted("inspect", papers / f"{NAME}.xlsx", cwd=tmp_path, **wide),
        minuted("ingest", tmp_path / NAME, cwd=tmp_path, **wide),
        minuted("decisions", "--body", NAME, cwd=tmp_path, **wide),
        minuted("check", tmp_path / NAME, "--papers", papers, cwd=tmp_path, **wide),
        minuted("eval", NAME, cwd=tmp_path, **wide),
        minuted("eval", "compare", "a.json", "b.json", NAME, cwd=tmp_path, **wide),
        minuted("ask", "--batch", tmp_path / f"{NAME}.jsonl", cwd=tmp_path),
        minuted("papers", "--json", cwd=tmp_path),
        minuted("inspect", papers / f"{NAME}.txt", "--json", cwd=tmp_path),
    ]
    assert [one.returncode for one in done] == [1, 0, 0, 0, 1, 2, 2, 2, 2, 2, 2, 0, 0]
    for one in done:
        assert acting_parts(one.stdout + one.stderr) == []
        assert not begins_a_line(FORGED, one.stdout + one.stderr)
    told = "\n".join(one.stdout + one.stderr for one in done[:10])
    shown = inert_line(NAME)
    for said in (f"Not taken: {shown}.xlsx: files ending in .xlsx", f"{shown}.pdf, page 1", f"There is nothing at {tmp_path}/{shown}"):
        assert said in told
    assert "[bold red]r[/] [link=http://evil.example]s[/]" in told
    batch, listed, inspected = done[10:]
    assert json.loads(batch.stdout)["id"] == ACTING
    assert json.loads(batch.stdout)["question"] == ASKED
    assert "line 2: no question." in batch.stderr
    assert {json.loads(line)["file"] for line in listed.stdout.splitlines()} == {f"{NAME}{ending}" for ending in (".pdf", ".txt", ".xlsx")}
    assert json.loads(inspected.stdout)["paper"]["file"] == f"{NAME}.txt"


def test_an_answer_is_printed_with_all_that_acts_seen_as_it_is_written(
    answer: Answer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "9000")
    show(answer_to_text(answer))
    printed = capsys.readouterr().out
    assert acting_parts(printed) == []
    assert MARKUP in printed
    assert not begins_a_line(FORGED, printed)


def test_a_real_terminal_gets_our_styles_and_none_of_the_papers(acting: Store) -> None:
    for command in (["papers"], ["decisions"]):
        shown = on_a_terminal([*command, "--store", str(acting.folder)])
        styles = re.sub(r"\x1b\[[0-9;]*m", "", shown.replace("\r\n", "\n"))  # bold, dim, italic: what rich prints
        assert styles != shown.replace("\r\n", "\n")
        assert acting_parts(styles) == []
        assert "[bold red]" in "".join(styles.split("\n"))


def on_a_terminal(words: list[str]) -> str:
    """What a command prints on a terminal of its own."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "3000", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "assistant", *words]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL, cwd=ROOT, env=environment):
        os.close(theirs)
        printed = b""
        while block := _read(ours):
            printed += block
    os.close(ours)
    return printed.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # it was hung up
        return b""


def test_a_log_has_a_line_for_each_record_and_nothing_in_it_acts() -> None:
    script = f"""
import logging
from corpus.logs import log_to_stderr
log_to_stderr()
log = logging.getLogger("ingest.worker")
log.warning("%s brought its worker down", {NAME!r})
try:
    raise ValueError({ACTING!r})
except ValueError:
    log.exception("%s could not be read", {NAME!r})
"""
    logged = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stderr
    assert acting_parts(logged) == []
    assert logged.split("\n")[0] == f"{inert_line(NAME)} brought its worker down"
    assert logged.split("\n")[1] == f"{inert_line(NAME)} could not be read"
    assert "Traceback" in logged.split("\n")[2]


# --- what is taken away ------------------------------------------------------------------------------------------------------------


def test_json_of_an_answer_is_verbatim(acting: Store, answer: Answer) -> None:
    written = to_json(answer)
    assert acting_parts(written) == []
    assert json.loads(written) == json.loads(answer.model_dump_json(by_alias=True))
    for citation in json.loads(written)["citations"]:
        page = acting.catalogue.page(citation["paper"]["id"], citation["page"])
        assert page is not None
        assert citation["quote"] in page.text
    for line in (*papers_to_json(acting.catalogue), *decisions_to_json(decisions_held(acting.catalogue, None, None, None))):
        assert acting_parts(line) == []
        said = " ".join(texts_in(json.loads(line)))
        assert ACTING in said or SHORT in said


def texts_in(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict() | list():
            for one in value.values() if isinstance(value, dict) else value:
                yield from texts_in(one)


def test_a_word_document_is_sound_and_nothing_in_it_acts(answer: Answer) -> None:
    document = docx.Document(io.BytesIO(answer_to_word(answer)))
    parts = {str(part.partname): part for part in document.part.package.iter_parts()}
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            text = "".join(etree.fromstring(part.blob).itertext())
            assert acting_parts(text) == []
    body, notes = document.element, etree.fromstring(parts["/word/footnotes.xml"].blob)
    for tree in (body, notes):
        assert [element for tag in ("hyperlink", "fldSimple", "br", "object", "drawing") for element in tree.iter(f"{W}{tag}")] == []
    assert all(re.fullmatch(r"NOTEREF _Footnote\d+ \\f \\h", field.text) for field in body.iter(f"{W}instrText"))
    assert [relation.target_ref for part in parts.values() for relation in getattr(part, "rels", {}).values() if relation.is_external] == []
    assert not any(begins_a_line(FORGED, paragraph.text) for paragraph in document.paragraphs)
    assert MARKUP in document.paragraphs[0].text


def test_markdown_shows_what_a_paper_says_and_does_none_of_it(answer: Answer) -> None:
    written = answer_to_markdown(answer)
    assert acting_parts(written) == []
    shown = etree.fromstring(f"<page>{MarkdownIt('gfm-like').render(written)}</page>")
    assert {element.tag for element in shown.iter()} <= {"page", "h1", "h2", "p", "strong", "blockquote", "code"}
    assert {element.text for element in shown.iter("code")} == {"@"}
    assert not any(begins_a_line(FORGED, "".join(element.itertext())) for element in shown)
    assert "".join(shown.find("h1").itertext()) == squeezed(inert(ASKED))


_SIGNS = st.sampled_from("\\`*_{}[]()<>~$&|^#+-=:%@!/. \n\t\"'ab1w")
_ADDRESSES = st.sampled_from([f"http://{EVIL}", "www.", "&lt;", EVIL, "a@b.co"])


@given(st.lists(_SIGNS | _ADDRESSES).map("".join))
def test_any_text_is_shown_by_markdown_as_it_is(text: str) -> None:
    shown = etree.fromstring(f"<page>{MarkdownIt('gfm-like').render('> ' + in_markdown(text))}</page>")
    assert {element.tag for element in shown.iter()} <= {"page", "p", "blockquote", "code"}
    assert "".join(shown.itertext()).strip("\n") == " ".join(text.split())


def test_copied_text_is_text_to_a_spreadsheet_too(answer: Answer) -> None:
    copied = answer_to_plain(answer)
    assert acting_parts(copied) == []
    assert "\t" not in copied
    assert not begins_a_line(FORGED, copied)
    assert copied.split("\n")[0] == f"'{inert_line(ASKED)}"
    for begins in ("=1+1", "+1", "-1", "@A1", "＝1+1", "＋1", "－1", "＠A1", " =1+1", "\t=1+1", "\r=1+1", "\u200b=1+1", "\ufeff@A1"):
        said = (Heading(text=begins), Heading(text=f"£5\t{begins}"))
        copied = answer_to_plain(answer.model_copy(update={"question": begins, "lines": said}))
        lines = copied.split("\n")
        assert (lines[0][0], lines[2][0], lines[3][:3]) == ("'", "'", "£5 ")
