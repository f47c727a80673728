from ingest.patterns import (
    BODY,
    COUNCIL,
    ITEM_HEADING,
    LETTER_MARK,
    MINUTES_HEADING,
    NUMBER_MARK,
    RESOLUTION_NUMBER,
)


def test_marks_of_items_and_paragraphs() -> None:
    assert ITEM_HEADING.match("412 Work Programme").groups() == ("412", "Work Programme")  # type: ignore[union-attr]
    assert ITEM_HEADING.match("118. FORWARD PLAN").groups() == ("118", "FORWARD PLAN")  # type: ignore[union-attr]
    assert NUMBER_MARK.match("4.1 The Panel")[1] == "4.1"  # type: ignore[index]
    assert LETTER_MARK.match("(ii) that the report be noted")
    assert RESOLUTION_NUMBER.match("R2021-017 A. Ode, B. Lee:")[1] == "R2021-017"  # type: ignore[index]
    assert MINUTES_HEADING.match("DRAFT MINUTES of the Panel")
    assert not MINUTES_HEADING.match("4. Minutes of the last meeting")


def test_councils_and_bodies() -> None:
    assert COUNCIL.search("at Ambershire County Council, County Hall")[1] == "Ambershire County Council"  # type: ignore[index]
    assert BODY.search("Minutes of the Roads and Transport Overview and Scrutiny Panel")[1].endswith("Overview and Scrutiny Panel")  # type: ignore[index]
    assert not BODY.search("Cabinet Member with responsibility")
