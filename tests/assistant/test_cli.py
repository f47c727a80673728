"""The command line as a user runs it: its own process, its output, its exit codes."""

import csv
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

from corpus.exit_codes import ExitCode
from tests.command_line import minuted
from tests.conftest import ROOT
from tests.factories import agenda_pack_text, minutes_text, write_papers


def test_ingest_papers_and_ask_from_an_empty_folder(tmp_path: Path) -> None:
    papers = write_papers(tmp_path / "papers", {"may.txt": minutes_text(), "empty.pdf": ""})
    ingest = minuted("ingest", papers, cwd=tmp_path)
    assert ingest.returncode == 1, ingest.stderr
    assert "Not taken: empty.pdf: the file is empty" in ingest.stdout
    assert "Papers: 1 added, 1 not taken" in ingest.stdout
    listed = minuted("papers", cwd=tmp_path)
    assert "4 May 2021" in listed.stdout
    assert "empty.pdf" in listed.stdout
    asked = minuted("ask", "What was resolved about potholes?", cwd=tmp_path)
    assert asked.returncode == 0
    assert "4 May 2021" in asked.stdout
    assert "page 1" in asked.stdout
    assert "£40,000" in asked.stdout
    clean = minuted("ingest", papers / "may.txt", cwd=tmp_path)
    assert (clean.returncode, clean.stdout.strip()) == (0, "Papers: 1 unchanged.")


def test_json_and_batch_print_one_line_each_and_keep_ids(small_store: Path) -> None:
    lines = '{"id": "a", "question": "What about potholes?", "type": "fact"}\n\n{"id": 7, "question": "Who won the world cup?"}\n'
    batch = minuted("ask", "--batch", "-", "--store", small_store, stdin=lines)
    records = [json.loads(line) for line in batch.stdout.splitlines()]
    assert [(record["id"], record["status"]) for record in records] == [("a", "answered"), ("7", "not_found")]
    single = minuted("ask", "What about potholes?", "--json", MINUTED_STORE=str(small_store))
    assert json.loads(single.stdout)["citations"] == records[0]["citations"]


def test_a_batch_line_may_say_what_was_asked_before_and_tells_what_is_shown(small_store: Path) -> None:
    lines = (
        '{"after": ["How much salt was used in Stannick in 2019/20?"], "question": "and in Wenlow?"}\n{"after": 3, "question": "Why?"}\n'
    )
    batch = minuted("ask", "--batch", "-", "--store", small_store, stdin=lines)
    (record,) = (json.loads(line) for line in batch.stdout.splitlines())
    assert (batch.returncode, "after is no list" in batch.stderr) == (2, True)
    assert "1,870" in record["shown"]


def test_wrong_use_is_2_and_an_unusable_store_is_3(tmp_path: Path) -> None:
    assert minuted("ask", cwd=tmp_path).returncode == 2
    assert minuted("ask", "a", "--batch", "b", cwd=tmp_path).returncode == 2
    assert minuted("ingest", tmp_path / "nothing", cwd=tmp_path).returncode == 2
    missing = minuted("ask", "potholes?", cwd=tmp_path)
    assert (missing.returncode, missing.stdout) == (3, "")
    assert "There are no papers in .minuted yet. Run: minuted ingest FOLDER" in missing.stderr
    assert "Traceback" not in missing.stderr


def test_an_app_that_cannot_be_served_says_why_and_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = minuted("app", "--port", str(port), cwd=tmp_path)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert refused.stderr.strip() == f"minuted: Port {port} cannot be used (Address already in use). Name another one with --port."
    unnamed = minuted("app", cwd=tmp_path, MINUTED_HOSTS="https://papers.ambershire.example/")
    assert (unnamed.returncode, unnamed.stdout) == (2, "")
    assert "MINUTED_HOSTS has https://papers.ambershire.example/ in it" in unnamed.stderr


def test_the_app_ends_at_ctrl_c_without_a_word(tmp_path: Path) -> None:
    port = _free_port()
    command = [sys.executable, "-u", "-m", "assistant", "app", "--store", tmp_path, "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as app:
        assert app.stdout is not None
        assert "Ctrl+C stops it" in app.stdout.readline()
        urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=60).close()
        app.send_signal(signal.SIGINT)
        assert app.communicate(timeout=60) == ("", "")
        assert app.returncode == 0


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def test_a_bad_batch_line_is_named_and_the_others_are_answered(small_store: Path, tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    bad = {
        b"not json": "not JSON",
        b'{"id": "b"}': "no question",
        b'{"question": "' + b"why " * 1000 + b'"}': "The question has 3,999 characters",
        b'{"question": "potholes \\ud800?"}': "not JSON",  # half of a surrogate pair
        b'{"question": "potholes \xff?"}': "not JSON",
        b"[" * 100_000: "not JSON: recursion limit exceeded",
        b'{"id": ' + b"1" * 6_000 + b"}": "not JSON: number out of range",
        b'["potholes?"]': "no question",
    }
    asked = ["potholes?", "pot\u2028holes\u0085?", "gritting?"]
    good = [json.dumps({"question": question}, ensure_ascii=False).encode() for question in asked]
    questions.write_bytes(b"\n".join([*good[:2], *bad, good[2]]))
    result = minuted("ask", "--batch", questions, "--store", small_store)
    assert result.returncode == 2
    assert [json.loads(line)["question"] for line in result.stdout.split("\n") if line] == asked
    said = result.stderr.splitlines()
    assert len(said) == len(bad)
    for number, (line, why) in enumerate(zip(said, bad.values(), strict=True), start=3):
        assert f"q.jsonl, line {number}: {why}" in line
    assert minuted("ask", "--batch", "-", "--store", small_store, stdin="").returncode == 0


def test_words_of_a_command_that_cannot_be_decoded_are_wrong_use(small_store: Path, tmp_path: Path) -> None:
    undecodable = os.fsdecode(b"potholes \xff?")
    for words in (
        ("ask", undecodable, "--store", small_store),
        ("ask", undecodable, "--literally", "--json", "--store", small_store),
        ("ask", "--batch", undecodable, "--store", small_store),
        ("decisions", "--body", undecodable, "--store", small_store),
        ("check", undecodable, "--papers", tmp_path),
    ):
        result = minuted(*words)
        assert (result.returncode, result.stdout) == (2, ""), words
        assert result.stderr.startswith("minuted: ")
        assert "Traceback" not in result.stderr


def test_decisions_are_listed_by_meeting_and_drafts_are_left_out(tmp_path: Path) -> None:
    pack = (
        agenda_pack_text()
        + "\n\nR2021-040\n\nMoved by: ______ Seconded by: ______\n\nThat the lanes on Castle Street be widened. Carried.\n"
    )
    cabinet = minutes_text(
        body="Cabinet",
        day="Thursday, 9 September 2021",
        items={
            "31. Libraries": "It was moved by Cllr Ode, seconded by Cllr Lee, and RESOLVED by five votes to two "
            "that Stannick Library open on Sundays.",
            "32. Halls": "Moved by Cllr Lee, seconded by Cllr Rao: That Wenlow Hall be sold. Defeated.",
        },
    )
    papers = write_papers(tmp_path / "papers", {"pack.txt": pack, "may.txt": minutes_text(), "cabinet.txt": cabinet})
    assert minuted("ingest", papers, cwd=tmp_path).returncode == 0
    listed = minuted("decisions", cwd=tmp_path)
    assert listed.returncode == 0, listed.stderr
    shown = " ".join(listed.stdout.split())
    for said in (
        "Cabinet, 9 September 2021",
        "31 Libraries: resolution, agreed by five votes to two, moved by Cllr Ode, seconded by Cllr Lee",
        "32 Halls: resolution, lost, moved by Cllr Lee, seconded by Cllr Rao",
        "“RESOLVED that £40,000 be spent on potholes in Wenlow.” may.txt, page 1",
        "recommendation, put to the meeting",
        "1 draft prepared before meetings, which decide nothing, left out",
    ):
        assert said in shown
    assert shown.index("9 September 2021") < shown.index("8 June 2021") < shown.index("4 May 2021")
    assert "widened" not in shown
    assert shown.count("£40,000") == 1  # held twice: as minutes, and bound into the pack
    drafts = minuted("decisions", "--drafts", cwd=tmp_path).stdout
    assert "draft prepared before the meeting, not a decision" in drafts
    assert "widened" in drafts
    lines = minuted(
        "decisions", "--json", "--body", "cabinet", "--from", "2021-09-01", "--to", "2021-09-30", cwd=tmp_path
    ).stdout.splitlines()
    records = [json.loads(line) for line in lines]
    assert [(record["date"], record["body"], record["item"]["number"], record["decision"]["result"]) for record in records] == [
        ("2021-09-09", "Cabinet", "31", "carried"),
        ("2021-09-09", "Cabinet", "32", "lost"),
    ]
    assert records[0]["decision"]["vote"] == {"text": "by five votes to two", "in_favour": 5, "against": 2, "abstained": None}
    assert (records[0]["paper"]["file"], records[0]["page"]) == ("cabinet.txt", 1)
    assert minuted("decisions", "--from", "2023-01-01", cwd=tmp_path).stdout.strip() == "No decisions are held for these meetings."


def test_what_is_decided_in_the_same_words_under_several_items_is_listed_for_each(tmp_path: Path) -> None:
    noted = {f"{number}. {title}": "RESOLVED: That the report be noted." for number, title in ((12, "Roads"), (13, "Halls"), (14, "Trees"))}
    minutes = minutes_text(items=noted)
    papers = write_papers(tmp_path / "papers", {"minutes.txt": minutes, "pack.txt": agenda_pack_text() + "\n\n" + minutes})
    assert minuted("ingest", papers, cwd=tmp_path).returncode == 0
    lines = minuted("decisions", "--json", cwd=tmp_path).stdout.splitlines()
    listed = [(record["date"], record["item"]["title"]) for record in map(json.loads, lines) if "be noted" in record["words"]]
    assert sorted(title for date, title in listed if date == "2021-05-04") == ["Halls", "Roads", "Trees"]
    answer = json.loads(minuted("ask", "--json", "What was resolved on halls?", cwd=tmp_path).stdout)
    assert answer["citations"][0]["item"]["title"] == "Halls"


def test_decisions_are_filtered_and_what_is_open_comes_first(tmp_path: Path) -> None:
    tracker = (
        "Ref\tAction\tOwner\tDue\tStatus\nA7\tPaint the gate\tClerk\t31 May 2021\tDone 3 May 2021\n"
        "A8\t=Mend the roof\tBo Lee\t30 June 2021\tNot yet done"
    )
    items = {
        "12. Potholes": "Moved by Cllr Ode, seconded by Cllr Rao, that £40,000 be spent. LOST, 2 for and 4 against, Cllr Dunn abstaining.",
        "13. Action tracker": tracker,
    }
    papers = write_papers(tmp_path / "papers", {"may.txt": minutes_text(items=items)})
    assert minuted("ingest", papers, cwd=tmp_path).returncode == 0

    def listed(*options: str) -> list[tuple[str, bool]]:
        lines = minuted("decisions", "--json", *options, cwd=tmp_path).stdout.splitlines()
        return [(record["words"][:3], record["open"]) for record in map(json.loads, lines)]

    roof, gate, motion = ("A8\t", True), ("A7\t", False), ("Mov", False)
    assert listed() == [roof, motion, gate]
    assert listed("--kind", "tracker_row") == [roof, gate]
    assert listed("--status", "open") == [roof]
    assert listed("--status", "lost") == listed("--person", "dunn") == [motion]
    assert listed("--person", "lee", "--words", "ROOF mend") == [roof]
    assert listed("--status", "done 3 may") == [gate]
    assert minuted("decisions", "--kind", "poem", cwd=tmp_path).returncode == 2
    written = minuted("decisions", "--csv", cwd=tmp_path).stdout
    assert written.startswith("\ufeffDate,Body,Item,Kind,Words")
    roof_row, motion_row, _ = csv.DictReader(io.StringIO(written.removeprefix("\ufeff")))
    assert (roof_row["Owner"], roof_row["Deadline"], roof_row["Open"]) == ("Bo Lee", "30 June 2021", "yes")
    assert (motion_row["For"], motion_row["Against"], motion_row["Abstaining"], motion_row["Result"]) == ("2", "4", "Dunn", "lost")


def test_decisions_asked_for_wrongly_are_2_and_without_a_store_3(small_store: Path, tmp_path: Path) -> None:
    assert minuted("decisions", cwd=tmp_path).returncode == 3
    wrong = minuted("decisions", "--body", "Parliament", "--store", small_store)
    assert wrong.returncode == 2
    assert "No body held has Parliament in its name. Bodies held: Cabinet, Highways Scrutiny Panel." in wrong.stderr
    assert minuted("decisions", "--from", "May", "--store", small_store).returncode == 2
    assert minuted("decisions", "--from", "2022-01-01", "--to", "2021-01-01", "--store", small_store).returncode == 2


def test_a_history_for_a_spreadsheet_has_its_mark_and_one_asked_for_wrongly_is_2(small_store: Path, tmp_path: Path) -> None:
    asked = [sys.executable, "-m", "assistant", "history", "potholes", "--csv", "--store", str(small_store)]
    written = subprocess.run(asked, capture_output=True, cwd=ROOT, check=True).stdout
    assert written.startswith(b"\xef\xbb\xbf")
    wrong = minuted("history", "potholes", "--body", "Parliament", "--store", small_store)
    assert wrong.returncode == 2
    assert "No body held is called Parliament. Bodies held: Cabinet, Highways Scrutiny Panel." in wrong.stderr
    assert minuted("history", "potholes", "--from", "2022-01-01", "--to", "2021-01-01", "--store", small_store).returncode == 2
    nowhere = minuted("history", "potholes", "--word", tmp_path / "no" / "history.docx", "--store", small_store)
    assert nowhere.returncode == 2
    assert "history.docx cannot be written" in nowhere.stderr


def test_news_whose_feed_cannot_be_written_are_told_again(tmp_path: Path) -> None:
    papers = write_papers(tmp_path / "papers", {"may.txt": minutes_text()})
    assert minuted("ingest", papers, cwd=tmp_path).returncode == 0
    assert minuted("follow", "potholes", cwd=tmp_path).returncode == 0
    followed = tmp_path / ".minuted" / "followed.json"
    kept = json.loads(followed.read_text("utf-8"))
    kept["topics"][0]["known"] = []
    followed.write_text(json.dumps(kept), "utf-8")
    wrong = minuted("follow", "--feed", tmp_path / "no" / "feed.xml", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "feed.xml cannot be written" in wrong.stderr
    assert "£40,000" in minuted("follow", "--feed", tmp_path / "feed.xml", cwd=tmp_path).stdout
    assert "£40,000" in (tmp_path / "feed.xml").read_text("utf-8")


def test_help_does_not_load_the_model_libraries() -> None:
    code = (
        "import sys, assistant.cli; from typer.testing import CliRunner; "
        "r = CliRunner().invoke(assistant.cli.app, ['--help']); assert r.exit_code == 0, r.output; "
        "print([m for m in ('torch', 'sentence_transformers', 'llama_index', 'chromadb', 'streamlit') if m in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True).stdout.strip()
    assert loaded == "[]"


def test_commands_of_eval_are_listed_and_loaded_only_when_asked_for(small_store: Path) -> None:
    listed = minuted("--help").stdout
    assert all(f"│ {name} " in listed for name in ("ask", "bench", "check", "eval", "train"))
    for words, whether in ((["papers", "--store", str(small_store)], False), (["eval", "schema"], True)):
        code = (
            "import sys; from assistant.cli import app; from typer.testing import CliRunner; "
            f"r = CliRunner().invoke(app, {words}); assert r.exit_code == 0, r.output; print('eval' in sys.modules)"
        )
        loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True).stdout.strip()
        assert loaded == str(whether)


def test_an_option_takes_several_values_as_a_shell_makes_them_of_a_pattern(tmp_path: Path) -> None:
    papers = write_papers(tmp_path / "papers", {"may.txt": minutes_text(), "june.txt": agenda_pack_text(), "empty.pdf": ""})
    (tmp_path / "cases.yaml").write_text("[]\n")
    done = minuted("eval", "validate", tmp_path / "cases.yaml", "--papers", *sorted(papers.iterdir()), TMPDIR=str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "0 cases, no faults.\n"), done.stderr
    assert "Not taken: empty.pdf: the file is empty" in done.stderr
    assert minuted("eval", "validate", tmp_path / "cases.yaml", "--papers").returncode == 2


def test_the_manual_lists_every_exit_code() -> None:
    listed = re.findall(r"^\| (\d+) \| ", (ROOT / "docs" / "using-it.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(code) for code in listed] == list(ExitCode)


def test_papers_text_cannot_act_as_terminal_markup(tmp_path: Path) -> None:
    text = minutes_text(items={"1. Marks": "The [bold red]sign[/bold red] by the \x1b[31mroad\x1b[0m cost £70 in all."})
    papers = write_papers(tmp_path / "papers", {"a.txt": text})
    minuted("ingest", papers, cwd=tmp_path)
    asked = minuted("ask", "What did the sign by the road cost?", cwd=tmp_path)
    assert "[bold red]sign[/bold red]" in asked.stdout
    assert "\x1b[31m" not in asked.stdout
