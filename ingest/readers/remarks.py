"""What a reader of a file has to say of a page that its lines do not tell."""

from collections.abc import Iterable, Iterator

from corpus.text import readable, valid_text

_LONGEST = 120  # characters of a comment that are told
_MOST = 3  # comments of one page that are told word for word


def comments_told(comments: Iterable[str]) -> Iterator[str]:
    """One remark for the comments on a page, none where none has words.

    >>> list(comments_told(["Check this\\nfigure", ""]))
    ['comments on it are no part of its text: “Check this figure”']
    """
    said = [text for comment in comments if (text := readable(valid_text(comment)))]
    told = [f"“{text[:_LONGEST]}…”" if len(text) > _LONGEST else f"“{text}”" for text in said[:_MOST]]
    if len(said) > _MOST:
        told.append(f"{len(said) - _MOST} more")
    if told:
        yield f"comments on it are no part of its text: {', '.join(told)}"
