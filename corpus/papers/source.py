"""Read the Markdown sources of the sample papers, described in `sources/README.md`, into blocks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

FIELD = re.compile(r"(title|output|header|first_page|scan):\s*(.*?)\s*")
DIRECTIVE = re.compile(r"\{\{(page|include ([\w.-]+\.md)|label ([\w.-]+))\}\}")
PAGES = re.compile(r"\{\{pages ([\w.-]+)\}\}")
LETTERED = re.compile(r"(\([a-z]{1,4}\))\s+")
LETTERED_LINE = re.compile(r"(?:\n|<br/>)(?=\([a-z]{1,4}\)\s)")
NUMBERED = re.compile(r"(\d+(?:\.\d+)+\.?)\s+")
TAG = re.compile(r"<[^>]+>")
CAPTION = re.compile(r"Table [A-Z]?\d+\w?[:.]")
LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# Raw indented lines are continuations in these sources, never code, so the code rule is off.
MARKDOWN = MarkdownIt("commonmark").enable("table").disable("code")


@dataclass(frozen=True)
class Origin:
    file: str
    line: int


class SourceError(Exception):
    """A source that cannot be built, with the line to mend."""

    def __init__(self, origin: Origin, message: str) -> None:
        super().__init__(f"{origin.file}:{origin.line}: {message}")


@dataclass(frozen=True)
class Source:
    file: str
    title: str
    output: str
    header: str
    first_page: int
    scan: bool
    body_line: int
    body: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    level: int
    markup: str


@dataclass(frozen=True)
class Prose:
    markup: str
    marker: str
    depth: int


@dataclass(frozen=True)
class Caption:
    markup: str


@dataclass(frozen=True)
class Grid:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    alignments: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """A ruled line across the page."""


@dataclass(frozen=True)
class NewPage:
    """A break that the source asks for."""


@dataclass(frozen=True)
class Label:
    name: str
    origin: Origin


@dataclass(frozen=True)
class PagesUse:
    """A place that prints the pages of a label; it draws nothing itself."""

    name: str
    origin: Origin


Block = Heading | Prose | Caption | Grid | Rule | NewPage | Label | PagesUse


def file_to_source(path: Path) -> Source:
    lines = path.read_text(encoding="utf-8").splitlines()
    check_printable(path.name, lines)
    top = Origin(path.name, 1)
    if lines[:1] != ["---"] or "---" not in lines[1:]:
        raise SourceError(top, "no front matter between two '---' lines")
    end = lines.index("---", 1)
    fields = lines_to_fields(path.name, lines[1:end])
    first_page, scan = fields.get("first_page", "1"), fields.get("scan", "false")
    if not fields.get("title"):
        raise SourceError(top, "front matter has no title")
    if not first_page.isdigit() or scan not in ("true", "false"):
        raise SourceError(top, "first_page must be a number and scan true or false")
    return Source(
        file=path.name,
        title=fields["title"],
        output=fields.get("output", ""),
        header=fields.get("header", ""),
        first_page=int(first_page),
        scan=scan == "true",
        body_line=end + 2,
        body=tuple(lines[end + 1 :]),
    )


def check_printable(file: str, lines: Sequence[str]) -> None:
    """The fonts every PDF reader has hold these characters and no others."""
    for number, line in enumerate(lines, 1):
        try:
            line.encode("cp1252")
        except UnicodeEncodeError as error:
            unprintable = line[error.start]
            raise SourceError(Origin(file, number), f"the fonts have no {unprintable!r}") from None


def lines_to_fields(file: str, lines: Sequence[str]) -> dict[str, str]:
    fields = dict[str, str]()
    for number, line in enumerate(lines, 2):
        found = FIELD.fullmatch(line)
        if found is None:
            raise SourceError(Origin(file, number), f"unknown front matter {line!r}")
        fields[found[1]] = found[2].strip("\"'")
    return fields


def source_to_blocks(source: Source, folder: Path, trail: tuple[str, ...] = ()) -> Iterator[Block]:
    """Read a source with everything it includes, as one run of blocks."""
    start, held = source.body_line, list[str]()
    for number, line in enumerate(source.body, source.body_line):
        origin = Origin(source.file, number)
        directive = DIRECTIVE.fullmatch(line.strip())
        if directive is None:
            yield from line_to_uses(line, origin)
            held.append(line)
            continue
        yield from markdown_to_blocks(held, Origin(source.file, start))
        start, held = number + 1, []
        if directive[2]:
            yield NewPage()
            yield from include_to_blocks(directive[2], origin, folder, (*trail, source.file))
        else:
            yield Label(directive[3], origin) if directive[3] else NewPage()
    yield from markdown_to_blocks(held, Origin(source.file, start))


def include_to_blocks(name: str, origin: Origin, folder: Path, trail: tuple[str, ...]) -> Iterator[Block]:
    if name in trail:
        raise SourceError(origin, f"{name} includes itself")
    if not (folder / name).is_file():
        raise SourceError(origin, f"no source {name} to include")
    return source_to_blocks(file_to_source(folder / name), folder, trail)


def line_to_uses(line: str, origin: Origin) -> Iterator[PagesUse]:
    for use in PAGES.finditer(line):
        yield PagesUse(use[1], origin)
    rest = PAGES.sub("", line)
    if "{{" in rest or "}}" in rest:
        raise SourceError(origin, f"unknown directive in {line.strip()!r}")


def markdown_to_blocks(lines: Sequence[str], start: Origin) -> Iterator[Block]:
    # Blank lines in front make the parser's line numbers those of the file.
    text = "\n" * (start.line - 1) + "\n".join(lines)
    for node in SyntaxTreeNode(MARKDOWN.parse(text)).children:
        yield from node_to_blocks(node, start.file, "", 0)


def node_to_blocks(node: SyntaxTreeNode, file: str, marker: str, depth: int) -> Iterator[Block]:
    origin = Origin(file, node.map[0] + 1 if node.map else 1)
    match node.type:
        case "heading":
            yield Heading(int(node.tag[1:]), inline_to_markup(node, origin))
        case "paragraph":
            yield from paragraph_to_blocks(inline_to_markup(node, origin), marker, depth)
        case "bullet_list" | "ordered_list":
            for item in node.children:
                # Numbers come from the source: minutes and reports run on from one another.
                mark = "\u2022" if node.type == "bullet_list" else item.info + item.markup
                for place, child in enumerate(item.children):
                    first = place == 0 and child.type == "paragraph"
                    yield from node_to_blocks(child, file, mark if first else "", depth if first else depth + 1)
        case "table":
            yield table_to_grid(node, origin)
        case "hr":
            yield Rule()
        case _:
            raise SourceError(origin, f"{node.type} is not part of the format")


def paragraph_to_blocks(markup: str, marker: str, depth: int) -> Iterator[Block]:
    """Split a paragraph into its lettered lines, taking its own marker off the front."""
    if CAPTION.match(markup):
        yield Caption(markup)
        return
    for place, line in enumerate(LETTERED_LINE.split(markup)):
        lettered, numbered = LETTERED.match(line), NUMBERED.match(line)
        if place == 0 and marker:
            yield Prose(line, marker, depth)
        elif lettered:
            yield Prose(line[lettered.end() :], lettered[1], max(depth + bool(marker), 1))
        elif numbered:
            yield Prose(line[numbered.end() :], numbered[1], depth)
        else:
            yield Prose(line, "", depth)


def table_to_grid(node: SyntaxTreeNode, origin: Origin) -> Grid:
    rows = [row for part in node.children for row in part.children]
    cells = [tuple(inline_to_markup(cell, origin) for cell in row.children) for row in rows]
    # A header row left empty in the source is only there to make a pipe table.
    return Grid(
        head=cells[0] if any(cells[0]) else (),
        rows=tuple(cells[1:]),
        alignments=tuple(str(cell.attrs.get("style", "")) for cell in rows[0].children),
    )


def inline_to_markup(node: SyntaxTreeNode, origin: Origin) -> str:
    """Turn the text of a heading, paragraph or cell into the layout's inline markup."""
    if node.type in ("text", "code_inline"):
        return escape(node.content)
    if node.type == "softbreak":
        return "\n"
    if node.type == "hardbreak" or (node.type == "html_inline" and LINE_BREAK.fullmatch(node.content)):
        return "<br/>"
    if node.type in ("html_inline", "image"):
        raise SourceError(origin, f"{node.type} is not part of the format")
    inner = "".join(inline_to_markup(child, origin) for child in node.children)
    tag = {"strong": "b", "em": "i"}.get(node.type)
    return f"<{tag}>{inner}</{tag}>" if tag else inner
