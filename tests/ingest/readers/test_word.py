"""Word files -> what a reader of the paper sees, on the pages that Word set; anything else is refused by name."""

import random
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import PaperCorrupt, PaperEncrypted, PaperMislabelled, PaperRefused, PaperTooLarge, PaperUnsupported
from corpus.models import PaperKind, PassageKind
from corpus.store.bm25 import stems
from ingest.build import read_paper
from ingest.readers.choose import reader_for
from ingest.readers.raw import RawPage
from ingest.readers.word.reader import WordReader
from tests.factories import make_docx

_OPEN = "http://schemas.openxmlformats.org"
_NAMES = (
    f'xmlns:w="{_OPEN}/wordprocessingml/2006/main" xmlns:mc="{_OPEN}/markup-compatibility/2006" '
    f'xmlns:m="{_OPEN}/officeDocument/2006/math" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_SYMBOL = "\uf0b7"  # a bullet of a symbol font
_TURN = "<w:lastRenderedPageBreak/>"
_BREAK = '<w:r><w:br w:type="page"/></w:r>'
_SECTION = "<w:p><w:pPr><w:sectPr>{}</w:sectPr></w:pPr></w:p>"


def word_file(path: Path, body: str, **parts: str) -> Path:
    """A Word file of a body and of further parts, `styles="…"`, in the XML that Word writes."""
    roots = {"header1": "hdr"}
    kinds = {name: f"{_OPEN}/officeDocument/2006/relationships/{name.rstrip('1')}" for name in parts}
    rels = "".join(f'<Relationship Id="r{n}" Type="{kinds[name]}" Target="{name}.xml"/>' for n, name in enumerate(parts))
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
        f'{"document.main" if name == "document" else name.rstrip("1")}+xml"/>'
        for name in ("document", *parts)
    )  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_OPEN}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
            f'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_OPEN}/package/2006/relationships"><Relationship Id="r1" '
            f'Type="{_OPEN}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{_OPEN}/package/2006/relationships">{rels}</Relationships>'
        )
        package.writestr("word/document.xml", f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{roots.get(name, name)} {_NAMES}>{xml}</w:{roots.get(name, name)}>")
    return path


def para(text: str, properties: str = "", run: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def listed(text: str, level: int = 0, number: int = 1) -> str:
    return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def levels(*each: tuple[str, str]) -> str:
    """Levels of a list: the style of the numbers, and the text around them."""
    return "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (style, text) in enumerate(each)
    )


def pages_of(path: Path) -> list[RawPage]:
    return reader_for(path)(path)


def texts(path: Path) -> list[list[str]]:
    """The lines of each page."""
    return [[line.text for line in page.lines] for page in pages_of(path)]


def headings(path: Path) -> list[str]:
    return [line.text for page in pages_of(path) for line in page.lines if line.heading]


def read(tmp_path: Path, body: str, **parts: str) -> list[str]:
    """The lines of a body that stands on one page."""
    [page] = texts(word_file(tmp_path / "paper.docx", body, **parts))
    return page


def test_minutes_in_word_give_their_meeting_their_items_and_their_tables(tmp_path: Path) -> None:
    path = make_docx(
        tmp_path / "minutes.docx",
        [
            [
                "# Ambershire County Council",
                "# Minutes of the Highways Scrutiny Panel",
                "Held on Tuesday, 4 May 2021 at 10.00 am",
                "Present:\tCllr Ann Ode (Chair)",
                "# 12. Potholes",
                "The panel heard that the lorries went out on 61 nights, and that the depots had salt for the winter to come.",
                "RESOLVED that £40,000 be spent on potholes in Wenlow.",
            ],
            [
                "# 13. Winter gritting",
                "Table 1: Salt used",
                [["District", "2019/20", "2020/21"], ["Stannick", "2,140", "2,655"], ["Wenlow", "", "1,990"]],
                "The meeting ended at 11.30 am.",
            ],
        ],
        header="Confidential until published",
    )
    read = read_paper(path)
    assert (read.paper.kind, read.paper.meeting.body) == (PaperKind.MINUTES, "Highways Scrutiny Panel")
    assert (read.paper.meeting.council, read.paper.meeting.date) == ("Ambershire County Council", date(2021, 5, 4))
    assert (read.paper.page_count, read.paper.unread_pages, read.paper.coverage) == (2, (), 1.0)
    potholes = next(p for p in read.passages if "£40,000" in p.text)
    assert (potholes.page, potholes.kind) == (1, PassageKind.RESOLUTION)
    assert potholes.item is not None
    assert (potholes.item.number, potholes.item.title) == ("12", "Potholes")
    row = next(p for p in read.passages if p.text.startswith("Wenlow"))
    assert (row.page, row.kind, row.text) == (2, PassageKind.TABLE_ROW, "Wenlow\t\t1,990")
    assert "Wenlow. 2020/21: 1,990" in row.indexed
    assert row.item is not None
    assert row.item.number == "13"
    assert not any("Confidential" in page.text for page in read.pages)


def test_paragraphs_stand_apart_and_lines_and_addresses_hold_together(tmp_path: Path) -> None:
    spaced = '<w:spacing w:after="200"/>'
    body = (
        para("The panel met.", spaced)
        + "<w:p><w:r><w:t>County Hall,</w:t><w:br/><w:t>Wenlow</w:t></w:r></w:p>"
        + para("AM1 2BC")
        + para("A sentence that is long enough to be a paragraph of its own, whatever space stands above it.")
        + "<w:p/>"
        + para("After an empty line")
    )
    [page] = pages_of(word_file(tmp_path / "paper.docx", body))
    assert [(line.text.split()[0], line.gap_above) for line in page.lines] == [
        ("The", False), ("County", True), ("Wenlow", False), ("AM1", False), ("A", True), ("After", True),
    ]  # fmt: skip


def test_headings_are_told_by_style_by_outline_and_by_short_bold_paragraphs(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="Item"/><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="Minute"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="d"><w:name w:val="Strongly"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    styled = [para(f"Styled {name}", f'<w:pStyle w:val="{name}"/>') for name in "abcd"]
    body = "".join(
        [
            *styled,
            para("Title", '<w:pStyle w:val="Unknown"/>'),
            para("Bold", run="<w:b/>"),
            para("Plain again", '<w:pStyle w:val="d"/>', run='<w:b w:val="0"/>'),
            para("Carried.", run="<w:b/>"),
            para("Words that are bold and go on for far longer than a heading does, " * 3, run="<w:b/>"),
            f'<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Note: </w:t></w:r>{para("not all bold")[len("<w:p><w:pPr></w:pPr>"):]}',
        ]
    )  # fmt: skip
    assert headings(word_file(tmp_path / "paper.docx", body, styles=styles)) == ["Styled a", "Styled b", "Styled c", "Styled d", "Bold"]


def test_text_that_lies_deeper_than_the_paragraphs_is_read_and_what_was_deleted_is_not(tmp_path: Path) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>".format
    box = f"<w:txbxContent>{para('In a box')}</w:txbxContent>"
    body = "".join(
        [
            f"<w:p>{run('We')} <w:hyperlink>{run(' link')}</w:hyperlink><w:ins>{run(' insert')}</w:ins>",
            "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>",
            f"<w:moveFrom>{run('moved')}</w:moveFrom><w:moveTo>{run(' here')}</w:moveTo></w:p>",
            f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{para('In a control')}</w:sdtContent></w:sdt>",
            f"<w:p><w:sdt><w:sdtContent>{run('Chosen')}</w:sdtContent></w:sdt>",
            f"<w:fldSimple w:instr='DATE'>{run(' 4 May')}</w:fldSimple></w:p>",
            f"<w:p>{run('Beside')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
            f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            para("Hidden", run="<w:vanish/>"),
            para("Struck out", run="<w:strike/>"),
            "<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>co</w:t><w:noBreakHyphen/><w:t>opted</w:t><w:softHyphen/></w:r></w:p>",
            "<w:p><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></w:p>",
            "<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FC'/><w:t> done</w:t></w:r></w:p>",
        ]
    )
    assert read(tmp_path, body) == [
        "We link insert here", "In a control", "Chosen 4 May", "Beside", "In a box", "co-opted", "1/2", "✓ done",
    ]  # fmt: skip


def test_paragraphs_whose_parting_was_deleted_are_one(tmp_path: Path) -> None:
    joined = "<w:rPr><w:del w:id='1'/></w:rPr>"
    body = para("The panel agreed ", joined) + para("to note it.") + para("", joined) + para("Next.") + para("Last", joined)
    assert read(tmp_path, body) == ["The panel agreed to note it.", "Next.", "Last"]


def test_a_large_first_letter_belongs_to_its_word(tmp_path: Path) -> None:
    assert read(tmp_path, para("W", '<w:framePr w:dropCap="drop"/>') + para("inter is coming.")) == ["Winter is coming."]


def test_automatic_numbers_stand_before_the_text(tmp_path: Path) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels(("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{levels(("bullet", _SYMBOL), ("bullet", "–"))}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2">{levels(("upperRoman", "%1"), ("upperLetter", "%2."), ("lowerRoman", "%3)"))}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="5"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    body = "".join(
        [
            listed("One"), listed("a", 1), listed("b", 1), listed("deep", 2), listed("deep too", 2), listed("c", 1), listed("deep anew", 2),
            listed("Two"), listed("a", 1), listed("point", 0, 2), listed("dash", 1, 2), listed("roman", 0, 3), listed("letter", 1, 3),
            listed("small", 2, 3), listed("small", 2, 3), listed("goes on", 0, 4), listed("begins anew", 0, 5), listed("goes on", 0, 5),
            listed("no list", 0, 0), listed("no such list", 0, 9),
        ]
    )  # fmt: skip
    assert read(tmp_path, body, numbering=numbering) == [
        "1. One", "1.1 a", "1.2 b", "(a) deep", "(b) deep too", "1.3 c", "(a) deep anew", "2. Two", "2.1 a", "• point", "– dash", "I roman",
        "A. letter", "i) small", "ii) small", "3. goes on", "7. begins anew", "8. goes on", "no list", "no such list",
    ]  # fmt: skip


def test_numbers_come_from_styles_and_fill_columns_of_their_own(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="412"/><w:numFmt w:val="decimal"/><w:pStyle w:val="M"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="M"><w:name w:val="Minute Heading"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>"
    )
    style = '<w:pStyle w:val="M"/>'
    body = para("Potholes", style) + para("", style) + para("Apologies\t3", style)
    body += table(cell(para("", style)) + cell(para("Gritting")), cell(para("", style)) + cell(para("Cycle lanes")))
    path = word_file(tmp_path / "paper.docx", body.replace("\t", "</w:t><w:tab/><w:t>"), numbering=numbering, styles=styles)
    assert texts(path) == [["412. Potholes", "414.\tApologies\t3", "415.\tGritting", "416.\tCycle lanes"]]
    assert headings(path) == ["412. Potholes"]


def test_tabs_part_cells_only_where_there_is_more_than_a_mark_or_a_label(tmp_path: Path) -> None:
    lines = {
        "4.1\tThe panel met.": "4.1 The panel met.",
        "Present:\tCllr Ann Ode": "Present: Cllr Ann Ode",
        "RESOLVED\tthat the report be noted and that a further report be brought to the panel in June": (
            "RESOLVED that the report be noted and that a further report be brought to the panel in June"
        ),
        "\t\tIn the middle": "In the middle",
        "Salt\t2,140\t\t2,655": "Salt\t2,140\t2,655",
        "\t2019\t2020": "\t2019\t2020",
        "2019\t4,750": "2019\t4,750",
        "1.\tApologies\t3": "1.\tApologies\t3",
    }
    body = "".join(para(line.replace("\t", "</w:t><w:tab/><w:t>")) for line in lines)
    assert read(tmp_path, body) == list(lines.values())


def test_columns_keep_their_places_beside_merged_cells(tmp_path: Path) -> None:
    nested = table(cell(para("x")) + cell(para("y")))
    body = table(
        cell(para("District")) + cell(para("Salt used"), '<w:gridSpan w:val="2"/>') + cell(para("Cost")),
        cell(para("Wenlow"), '<w:vMerge w:val="restart"/>') + cell(para("1")) + cell(para("2")) + cell(para("3")),
        cell(para("never shown"), "<w:vMerge/>") + cell(para("4") + para("5")) + cell(nested + "<w:p/>") + cell(para("")),
        '<w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>' + cell(para("6")) + cell(para("7")),
        "<w:trPr><w:del w:id='1'/></w:trPr>" + cell(para("gone")) * 4,
        f"<w:sdt><w:sdtContent>{cell(para('8')) * 4}</w:sdtContent></w:sdt>",
    )
    assert read(tmp_path, body) == ["District\tSalt used\t\tCost", "Wenlow\t1\t2\t3", "Wenlow\t4 5\tx y\t", "\t6\t7\t", "8\t8\t8\t8"]


def test_a_table_that_only_frames_the_text_is_text(tmp_path: Path) -> None:
    said = "The panel heard that the lorries went out on 61 nights and that the depots had salt for the winter to come. " * 2
    rows = [
        cell(para("No.")) + cell(para("Minute")) + cell(para("Action")),
        cell(para("12.")) + cell(para("Potholes", run="<w:b/>") + para(said) + para("RESOLVED that it be noted.")) + cell(para("AO")),
        cell(para("13.")) + cell(para("Next meeting", run="<w:b/>") + para("4 June 2021")) + cell(para("")),
    ]
    path = word_file(tmp_path / "paper.docx", table(*rows) + table(cell(para("Boxed") + para("Recommendation"))))
    assert texts(path) == [
        ["No.\tMinute\tAction", "12. Potholes", said.strip(), "RESOLVED that it be noted.", "AO", "13. Next meeting", "4 June 2021",
         "Boxed", "Recommendation"],
    ]  # fmt: skip
    assert headings(path) == ["12. Potholes", "13. Next meeting"]


def test_a_table_of_values_with_long_notes_stays_a_table(tmp_path: Path) -> None:
    notes = cell(
        para("Salt is stored in three depots and ordered in the spring of each year. " * 2) + para("Orders are checked by two officers.")
    )
    body = table(*(cell(para(risk)) + cell(para("High")) + notes for risk in ("Too little salt", "No lorries")))
    assert [line.split("\t")[:2] for line in read(tmp_path, body)] == [["Too little salt", "High"], ["No lorries", "High"]]


def test_pages_begin_where_word_set_them_and_where_the_author_did(tmp_path: Path) -> None:
    body = "".join(
        [
            f"<w:p><w:r><w:t>One goes</w:t></w:r><w:r>{_TURN}<w:t> on.</w:t></w:r>{_BREAK}</w:p>",
            f"<w:p><w:r>{_TURN}<w:t>Three</w:t></w:r></w:p>",  # the same break, as Word set it
            f"<w:p>{_BREAK}{_BREAK}</w:p>",
            f"<w:p><w:r>{_TURN}<w:t>Five</w:t></w:r></w:p>",
            f"<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r>{_TURN}<w:t>Six</w:t></w:r></w:p>",
            _SECTION.format(""),
            f"<w:p><w:r>{_TURN}<w:t>Seven</w:t></w:r></w:p>",
            _SECTION.format(""),
            para("Still seven"),
            '<w:sectPr><w:type w:val="continuous"/></w:sectPr>',
        ]
    )
    path = word_file(tmp_path / "paper.docx", body)
    assert texts(path) == [["One goes"], ["on."], ["Three"], [], ["Five"], ["Six"], ["Seven", "Still seven"]]


def test_a_file_that_word_never_set_is_one_page(tmp_path: Path) -> None:
    assert texts(make_docx(tmp_path / "paper.docx", [["One"]])) == [["One"]]


def test_a_row_stands_on_the_page_on_which_it_begins(tmp_path: Path) -> None:
    turned = f"<w:p><w:r>{_TURN}<w:t>Wenlow</w:t></w:r></w:p>"
    over = f"<w:p><w:r><w:t>begins </w:t>{_TURN}<w:t>ends</w:t></w:r></w:p>"
    rows = [cell(para("Stannick")) + cell(para("1")), cell(turned) + cell(para("2")), cell(over) + cell(para("3")), cell(over) + cell(over)]
    path = word_file(tmp_path / "paper.docx", table(*rows) + para("After"))
    assert texts(path) == [["Stannick\t1"], ["Wenlow\t2", "begins ends\t3"], ["begins ends\tbegins ends"], ["After"]]


def test_printed_page_numbers_are_those_of_the_section(tmp_path: Path) -> None:
    header = "<w:p><w:fldSimple w:instr=' PAGE '><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>"
    numbers = '<w:pgNumType w:start="{}" w:fmt="{}"/>'.format
    body = "".join(
        [
            para("Cover"),
            _SECTION.format(numbers(1, "lowerRoman")),
            f"<w:p><w:r>{_TURN}<w:t>Report</w:t>{_TURN}<w:t>goes on</w:t></w:r></w:p>",
            f"<w:sectPr>{numbers(79, 'decimal')}</w:sectPr>",
        ]
    )
    assert [page.label for page in pages_of(word_file(tmp_path / "a.docx", body, header1=header))] == ["i", "79", "80"]
    assert [page.label for page in pages_of(word_file(tmp_path / "b.docx", body))] == [None] * 3
    assert [page.label for page in pages_of(word_file(tmp_path / "c.docx", body.replace(_TURN, ""), header1=header))] == [None] * 2


def test_notes_stand_at_the_foot_of_their_page_and_do_not_change_figures(tmp_path: Path) -> None:
    note = '<w:{0}note w:id="{1}"><w:p><w:r><w:{0}noteRef/></w:r><w:r><w:t xml:space="preserve"> {2}</w:t></w:r></w:p></w:{0}note>'.format
    refer = "<w:r><w:{}noteReference w:id='{}'/></w:r>".format
    body = (
        f"<w:p><w:r><w:t>It cost £40,000</w:t></w:r>{refer('foot', 5)}<w:r><w:t> in the 4</w:t></w:r>"
        f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>th</w:t></w:r>{refer("end", 2)}{_BREAK}'
        f"<w:r><w:t>Next</w:t></w:r>{refer('foot', 6)}</w:p>"
    )
    path = word_file(
        tmp_path / "paper.docx",
        body,
        footnotes=note("foot", 0, "rule") + note("foot", 5, "With tax.") + note("foot", 6, "Later."),
        endnotes=note("end", 2, "At the end."),
    )
    assert texts(path) == [["It cost £40,000¹ in the 4thⁱ", "¹ With tax."], ["Next²", "² Later.", "ⁱ At the end."]]
    assert stems("£40,000¹ in Wenlow²") == ["40000", "in", "wenlow"]


# What is no Word file, and what would do harm


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def changed(path: Path, **parts: bytes) -> Path:
    """A Word file with other content in some of its parts, `document=b"…"`."""
    with zipfile.ZipFile(path) as package:
        content = {name: package.read(name) for name in package.namelist()}
    return zipped(path, content | {f"word/{name}.xml": xml for name, xml in parts.items()})


def refusal(path: Path) -> PaperRefused:
    with pytest.raises(PaperRefused) as caught:
        pages_of(path)
    assert path.name in str(caught.value)
    return caught.value


def test_files_that_are_not_what_their_ending_says_are_named(tmp_path: Path) -> None:
    sound = make_docx(tmp_path / "sound.docx", [["One"]]).read_bytes()
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
    cases: dict[str, tuple[bytes, type[PaperRefused], str]] = {
        "page.docx": (b"<!-- saved -->\n<!DOCTYPE html><p>Hello", PaperMislabelled, "an HTML page"),
        "text.docx": (b"Hello", PaperMislabelled, "a text file"),
        "rich.docx": (rb"{\rtf1 Hello}", PaperMislabelled, "save it as .docx or PDF"),
        "old.docx": (ole + "WordDocument".encode("utf-16-le"), PaperMislabelled, "save it as .docx or PDF"),
        "locked.docx": (ole + "EncryptedPackage".encode("utf-16-le"), PaperEncrypted, "without one"),
        "portable.docx": (b"%PDF-1.7", PaperMislabelled, "a PDF"),
        "word.html": (sound, PaperMislabelled, "a Word or other zip file"),
        "word.txt": (sound, PaperMislabelled, "a Word or other zip file"),
        "page.txt": (b"<html><p>Hello", PaperMislabelled, "an HTML page"),
        "archive.html": (b"MIME-Version: 1.0\nContent-Type: multipart/related", PaperMislabelled, "a web archive"),
        "minutes.doc": (ole, PaperUnsupported, "save it as .docx or PDF"),
        "minutes.rtf": (rb"{\rtf1 Hello}", PaperUnsupported, "save it as .docx or PDF"),
    }
    for name, (content, error, words) in cases.items():
        (tmp_path / name).write_bytes(content)
        caught = refusal(tmp_path / name)
        assert type(caught) is error, name
        assert words in str(caught), str(caught)


def test_zips_of_other_things_are_named(tmp_path: Path) -> None:
    types = {"[Content_Types].xml": b"<Types/>"}
    cases: dict[str, tuple[dict[str, bytes], type[PaperRefused], str]] = {
        "sheet.docx": (types | {"xl/workbook.xml": b"<x/>"}, PaperMislabelled, "Excel"),
        "slides.docx": (types | {"ppt/presentation.xml": b"<x/>"}, PaperMislabelled, "PowerPoint"),
        "open.docx": ({"mimetype": b"application/vnd.oasis.opendocument.text"}, PaperMislabelled, "OpenDocument"),
        "pictures.docx": ({"a.png": b"x"}, PaperMislabelled, "a zip of other files"),
        "nothing.docx": (types, PaperCorrupt, "missing"),
        "half.docx": (types | {"word/styles.xml": b"<x/>"}, PaperCorrupt, "damaged"),
    }
    for name, (parts, error, words) in cases.items():
        caught = refusal(zipped(tmp_path / name, parts))
        assert type(caught) is error, str(caught)
        assert words in str(caught), str(caught)


def test_a_file_that_unpacks_to_far_more_than_it_is_is_not_unpacked(tmp_path: Path) -> None:
    bomb = changed(word_file(tmp_path / "bomb.docx", para("One")), media=b"\0" * 30_000_000)
    assert isinstance(refusal(bomb), PaperTooLarge)
    long = changed(word_file(tmp_path / "long.docx", para("One")), document=random.Random(1).randbytes(30) * 2_300_000)
    assert isinstance(refusal(long), PaperTooLarge)


def test_sizes_that_a_zip_lies_about_are_found_out(tmp_path: Path) -> None:
    path = word_file(tmp_path / "lie.docx", para("One " * 5000))
    with zipfile.ZipFile(path) as package:
        size = package.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (500).to_bytes(4, "little")))
    assert isinstance(refusal(path), PaperCorrupt)


def test_entities_are_neither_unfolded_nor_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    unfolding = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    for name, entities in (("bomb", f'<!ENTITY e0 "ha">{unfolding}'), ("fetch", f'<!ENTITY e11 SYSTEM "file://{tmp_path}/secret.txt">')):
        body = f"<w:document {_NAMES}><w:body><w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body></w:document>"
        path = word_file(tmp_path / f"{name}.docx", para("One"))
        assert isinstance(refusal(changed(path, document=f"<!DOCTYPE w [{entities}]>{body}".encode())), PaperCorrupt)


def test_deep_and_broken_xml_and_parts_that_are_cut_off_are_refused(tmp_path: Path) -> None:
    path = word_file(tmp_path / "deep.docx", "<w:sdt><w:sdtContent>" * 5000 + para("One") + "</w:sdtContent></w:sdt>" * 5000)
    assert isinstance(refusal(path), PaperCorrupt)
    nested = para("One")
    for _ in range(40):
        nested = table(cell(nested) + cell(para("Two")))
    assert texts(word_file(tmp_path / "nested.docx", nested))[0][0].startswith("One Two Two")
    path = make_docx(tmp_path / "cut.docx", [["One"]])
    path.write_bytes(path.read_bytes()[:-100])
    assert isinstance(refusal(path), PaperCorrupt)
    path = changed(word_file(tmp_path / "empty.docx", ""), document=f"<w:document {_NAMES}/>".encode())
    assert isinstance(refusal(path), PaperCorrupt)


def test_a_strict_document_says_how_to_save_it(tmp_path: Path) -> None:
    rels = b'<Relationships><Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"/></Relationships>'
    caught = refusal(zipped(tmp_path / "strict.docx", {"word/document.xml": b"<x/>", "_rels/.rels": rels}))
    assert "Word Document (.docx)" in str(caught)


def test_damaged_word_files_are_read_or_refused(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "sound.docx", [["# Gritting", "* one", [["a", "b"], ["c", "d"]]], ["Next"]])
    sound = path.read_bytes()
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    chance = random.Random(3)
    outcomes = {"read": 0, "refused": 0}
    for n in range(200):
        broken = tmp_path / "broken.docx"
        if n % 2:  # damage inside a part of a sound zip, which no checksum tells
            name = chance.choice(["word/document.xml", "word/document.xml", "word/styles.xml", "word/numbering.xml"])
            zipped(broken, parts | {name: damaged_xml(parts[name], chance)})
        else:
            content = bytearray(sound[: chance.randrange(1, len(sound))] if n % 4 == 0 else sound)
            for _ in range(chance.choice([1, 5, 40])):
                content[chance.randrange(len(content))] = chance.randrange(256)
            broken.write_bytes(content)
        try:
            pages_of(broken)
            outcomes["read"] += 1
        except PaperRefused:
            outcomes["refused"] += 1
    assert min(outcomes.values()) > 20, outcomes


def damaged_xml(content: bytes, chance: random.Random) -> bytes:
    """XML with some signs changed, or with some values that are not what they should be."""
    if chance.random() < 0.3:
        changed = bytearray(content)
        changed[chance.randrange(len(changed))] = chance.choice(b'<>/"0 ')
        return bytes(changed)
    odd = [b'"-1"', b'"99999999999"', b'""', b'"x"', b'"%9"']
    return re.sub(rb'"[\w. -]*"', lambda value: chance.choice(odd) if chance.random() < 0.2 else value[0], content)


# Every word comes out once, in order

_WORDS = st.integers(min_value=1, max_value=8)


@st.composite
def bodies(draw: st.DrawFn, depth: int = 0) -> list[object]:
    """A body as a tree: numbers stand for so many words of a paragraph, lists for tables of rows of cells of bodies."""
    block = (
        _WORDS if depth > 1 else st.one_of(_WORDS, st.lists(st.lists(bodies(depth + 1), min_size=1, max_size=3), min_size=1, max_size=3))
    )
    return draw(st.lists(block, min_size=0, max_size=4))


def written(body: list[object], words: list[str], chance: random.Random) -> str:
    """The XML of a body, its words wrapped as Word wraps them; the words are added to `words` in order."""
    parts: list[str] = []
    for block in body:
        if isinstance(block, list):
            parts.append(table(*("".join(cell(written(content, words, chance) + "<w:p/>") for content in row) for row in block)))
            continue
        runs = ""
        for _ in range(int(str(block))):
            words.append(f"word{len(words)}")
            run = f'<w:r><w:t xml:space="preserve"> {words[-1]} </w:t></w:r>'
            wrap = chance.choice(
                ["{}", "<w:ins>{}</w:ins>", "<w:hyperlink>{}</w:hyperlink>", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"]
            )
            runs += wrap.format(run) + chance.choice(["", "", f"<w:r>{_TURN}</w:r>", "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"])
        properties = chance.choice(["", "<w:pageBreakBefore/>", "<w:outlineLvl w:val='1'/>"])
        paragraph = f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"
        parts.append(chance.choice([paragraph, f"<w:sdt><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"]))
    return "".join(parts)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies(), st.integers())
def test_every_word_comes_out_once_and_in_order(tmp_path: Path, body: list[object], seed: int) -> None:
    words: list[str] = []
    path = word_file(tmp_path / "paper.docx", written(body, words, random.Random(seed)))
    found = [word for page in WordReader()(path) for line in page.lines for word in line.text.split()]
    assert [word for word in found if word.startswith("word")] == words
    assert found == words
