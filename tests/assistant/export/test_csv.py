"""What a spreadsheet is given: no cell that it would reckon with."""

import pytest

from assistant.export.csv import cell


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-3", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "\r=1"])
def test_what_would_be_a_formula_is_text(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_other_text_is_as_it_is() -> None:
    assert cell("RESOLVED: that\nit be noted") == "RESOLVED: that it be noted"
