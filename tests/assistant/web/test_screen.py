"""Text that is not our own reaches no page as Markdown and none as markup: the source of the app is walked for a way in."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
from streamlit.delta_generator import DeltaGenerator

from assistant.web.html import Html
from tests.conftest import ROOT

WEB = ROOT / "assistant" / "web"
DRAWS = WEB / "screen.py"  # what may draw text of others
# What a part of Streamlit is given that it does not show. All else that it is given is fixed text: it may be read as Markdown.
NOT_SHOWN = frozenset(
    "key value default on_click on_change args run_every func spec pages page altair_chart max_value min_value num_pages data disabled "
    "alt".split()
)
# Our own functions that hand a label on to Streamlit, with what they are given that is not shown, or drawn as it stands.
HANDS_ON = {"chosen_of": frozenset({"options", "called", "key", "how"})}


def offences(source: str) -> list[str]:
    """What of a module of the app could draw text of others otherwise than as what it is."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in ("html", "markdown", "write", "write_stream") and named(node.value) != "screen":
            found.append(f"line {node.lineno}: {ast.unparse(node)} is for screen.py alone")
        if isinstance(node, ast.Call) and named(node.func) == "Html" and not all(isinstance(given, ast.Constant) for given in node.args):
            found.append(f"line {node.lineno}: {ast.unparse(node)} is begun from more than fixed markup")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            found += [
                f"line {node.lineno}: {ast.unparse(given)} is shown by {ast.unparse(node.func)}"
                for given in shown(node, node.func)
                if not fixed(given)
            ]
    return found


def shown(call: ast.Call, function: ast.Attribute) -> Iterator[ast.expr]:
    """What a part of Streamlit is given to show; nothing where something else is called."""
    if named(function.value) == "screen":
        if function.attr not in HANDS_ON:
            return
        from assistant.web import screen

        part, not_shown = getattr(screen, function.attr), HANDS_ON[function.attr]
    else:
        owner = streamlit if named(function.value) == "st" else DeltaGenerator
        part, not_shown = getattr(owner, function.attr, None), NOT_SHOWN
    if not callable(part) or named(function.value) in {"log"}:
        return
    names = [parameter for parameter in inspect.signature(part).parameters.values() if parameter.name != "self"]
    for at, given in enumerate(call.args):
        several = at >= len(names) or names[at].kind is inspect.Parameter.VAR_POSITIONAL or isinstance(given, ast.Starred)
        if several or names[at].name not in not_shown:
            yield given
    for keyword in call.keywords:
        if keyword.arg is None or keyword.arg not in not_shown:
            yield keyword.value


def fixed(given: ast.expr) -> bool:
    """Whether it can only be fixed text and numbers: literals, constants, counts, and what is put together of these."""
    match given:
        case ast.Constant():
            return True
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.isupper()
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            return all(map(fixed, parts))
        case ast.FormattedValue(value=value, format_spec=spec):
            return fixed(value) or (spec is not None and ast.unparse(spec) in ("f','", "f'd'"))  # formats of which text is refused
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            return fixed(one) and fixed(other)
        case ast.Call(func=ast.Name(id="counted"), args=[_, thing]):
            return fixed(thing)
        case ast.Call(func=ast.Name(id="list"), args=[ast.Name(id="Order")]):  # the orders of the list of papers
            return True
    return False


def named(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


@pytest.mark.parametrize("module", sorted({*WEB.rglob("*.py")} - {DRAWS}), ids=lambda path: str(path.relative_to(WEB)))
def test_a_page_shows_text_of_others_by_way_of_the_screen_alone(module: Path) -> None:
    assert offences(module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "slip",
    [
        "st.title(paper.title)",
        "st.header(f'Item {item.number}')",
        "st.button(f'Open {paper.file}')",
        "st.button('Open', help=paper.title)",
        "place.progress(0.5, paper.file)",
        "st.progress(0.5, text=told)",
        "place.progress(*how_far)",
        "with st.expander(item.title): pass",
        "st.toast('Added ' + paper.title)",
        "st.selectbox('Body', bodies)",
        "st.multiselect('Body', BODIES, format_func=str)",
        "screen.chosen_of(paper.title, [], str, key='k', none='')",
        "st.write(answer)",
        "st.markdown(answer, unsafe_allow_html=True)",
        "table.html(rows)",
        "found(ask, place.html)",
        "Html(f'<h1>{paper.title}</h1>')",
        "Html('<h1>' + paper.title)",
        "st.dialog(paper.title)(confirm)",
        "st.chat_message(council)",
        "st.text_area(**given)",
    ],
)
def test_a_way_past_it_is_found(slip: str) -> None:
    assert offences(slip) != []


def test_html_is_made_of_fixed_markup_and_of_text_that_shows_as_it_is() -> None:
    text = '<b onclick="x">\x1b[31m &amp; \u202e'
    shown_as = "&lt;b onclick=&#34;x&#34;&gt;[31m &amp;amp; "
    made = [
        Html("<p>{}</p>").format(text),
        Html("<p>{text}</p>").format(text=text),
        Html("<p>{}</p>").format(Html.escape(text)),
        Html("<p>%s</p>") % text,
        Html("").join(["<p>", text, "</p>"]),
        Html("<p>") + text + Html("</p>"),
    ]
    assert made[:4] == [f"<p>{shown_as}</p>"] * 4
    assert made[4] == f"&lt;p&gt;{shown_as}&lt;/p&gt;"
    assert made[5] == f"<p>{shown_as}</p>"
    assert all(type(one) is Html for one in made)
