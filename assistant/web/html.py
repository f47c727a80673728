"""HTML that can only be made of our own markup and of text that shows as just that text."""

from typing import Self

import markupsafe

from corpus.text import inert


class Html(markupsafe.Markup):
    """HTML. Begin it from fixed markup; whatever is put into it is text, unless it is Html itself, and acts on nothing.

    >>> Html("<h1>{}</h1>").format("Minutes <img src=x>")
    Html('<h1>Minutes &lt;img src=x&gt;</h1>')
    """

    __slots__ = ()

    @classmethod
    def escape(cls, text: object, /) -> Self:
        """Text as Html that shows it. `format`, `join` and `+` take this for what they are given."""
        return cls(text.__html__() if hasattr(text, "__html__") else markupsafe.escape(inert(str(text))))


NOTHING = Html("")
