"""Numbers as lists and pages show them: `4`, `d`, `IV`; and marks set above the line: `¹`."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
    (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_LETTERS = 26 * 5  # beyond `eeeee` no list is lettered
_RAISED = str.maketrans("0123456789ivxlcdm", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁱᵛˣˡᶜᵈᵐ")


def numeral(number: int, style: str) -> str:
    """A number in one of the styles that Word names: `decimal`, `decimalZero`, `lowerLetter`, `upperRoman`, `ordinal` and so on.

    A style that is not known, and a number that a style cannot show, is decimal.

    >>> [numeral(4, style) for style in ("lowerLetter", "upperRoman", "decimalZero", "ordinal")]
    ['d', 'IV', '04', '4th']
    """
    if style == "none":
        return ""
    if style == "decimalZero":
        return f"{number:02d}"
    if style == "ordinal":
        return f"{number}{'th' if number % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    shown = _letters(number) if style.endswith("Letter") else _roman(number) if style.endswith("Roman") else str(number)
    return shown.upper() if style.startswith("upper") else shown


def _letters(number: int) -> str:
    """`a` to `z`, then `aa`, `bb`, as Word goes on."""
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    parts: list[str] = []
    for value, letters in _ROMAN:
        parts.append(letters * (number // value))
        number %= value
    return "".join(parts)


def raised(mark: str) -> str:
    """A small number set above the line, kept apart from what it stands beside: `£40,000` with note 1 is not `£40,0001`.

    Anything else that is raised stays as it is: `4th`.

    >>> raised("12"), raised("iv"), raised("th")
    ('¹²', 'ⁱᵛ', 'th')
    """
    plain = mark.strip()
    return mark.translate(_RAISED) if plain.isdecimal() or (plain and not set(plain) - set("ivx")) else mark
