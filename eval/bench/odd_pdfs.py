"""PDFs that are odd, each in a way of its own: as programs write them by mistake, as they come out of damaged disks, and as nobody
would write them. `KINDS` makes each of them, `mutated` makes more of their like.
"""

import io
import random
import re
import zlib
from collections.abc import Callable, Mapping
from functools import cache, partial

import pypdf

Made = Callable[[], bytes]
KINDS: dict[str, Made] = {}
# What every viewer shows: it has to be read, not only refused.
SOUND: set[str] = set()
SENTENCE = "The panel heard that the lorries went out on 61 nights."
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
WORDS = b"BT /F1 12 Tf 60 700 Td (%s) Tj ET" % SENTENCE.encode()


def odd(made: Made) -> Made:
    KINDS[made.__name__] = made
    return made


def sound(made: Made) -> Made:
    SOUND.add(made.__name__)
    return odd(made)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def pdf_of(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects by number, with a table of where they are that is right. Number 1 is its catalogue."""
    data = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    last = max(objects)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
    data += b"".join(b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(1, last + 1))
    data += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (last + 1, trailer, start)
    return bytes(data)


def of_one_page(
    contents: bytes = stream(WORDS),
    box: bytes = b"[0 0 595 842]",
    resources: bytes = b"",
    catalogue: bytes = b"",
    more: Mapping[int, bytes] | None = None,
) -> dict[int, bytes]:
    """The objects of a PDF of one page with a sentence, and whatever is put beside or in place of it."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s >> >>" % (box, resources)
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: page,
        4: contents,
        5: FONT,
        **(more or {}),
    }


def page(inside: bytes = b"", contents: bytes = WORDS, font: bytes = FONT, more: Mapping[int, bytes] | None = None) -> bytes:
    """A PDF of one page with a sentence, with more entries in its page, other contents, another font, or more objects."""
    made = of_one_page(stream(contents), more={5: font, **(more or {})})
    return pdf_of({**made, 3: made[3].replace(b"/Type /Page ", b"/Type /Page " + inside + b" ", 1)})


# The file: where its objects are, where it begins and ends.


@odd
def table_of_wrong_places() -> bytes:
    return re.sub(rb"(\d{10}) 00000 n", lambda place: b"%010d 00000 n" % (int(place[1]) + 7), page())


@odd
def table_of_random_bytes() -> bytes:
    return re.sub(rb"\d{10} 00000 n", lambda place: random.Random(place[0]).randbytes(18), page())


@odd
def table_missing() -> bytes:
    return page().partition(b"xref\n")[0]


@sound
def table_of_short_lines() -> bytes:
    return page().replace(b" n \n", b" n\n").replace(b" f \n", b" f\n")


@odd
def table_before_that_is_itself() -> bytes:
    whole = pdf_of(of_one_page(), b"/Prev 0000")
    return whole.replace(b"/Prev 0000", b"/Prev %04d" % whole.index(b"xref\n"))


@odd
def startxref_beyond_the_end() -> bytes:
    return re.sub(rb"startxref\n\d+", b"startxref\n99999999999999999999", page())


@odd
def trailer_missing() -> bytes:
    return re.sub(rb"trailer\n<<[^>]*>>", b"", page())


@odd
def root_missing() -> bytes:
    return page().replace(b"/Root 1 0 R", b"/Root 9 0 R")


@odd
def endobj_missing() -> bytes:
    return page().replace(b"endobj\n", b"")


@odd
def object_numbers_without_end() -> bytes:
    return page().replace(b"4 0 obj", b"99999999999999999999 70000 obj")


@sound
def only_carriage_returns() -> bytes:
    return page().replace(b"\n", b"\r")


@sound
def comments_everywhere() -> bytes:
    return page().replace(b" obj\n", b" obj\n% a comment >> endobj \x80\xff\n")


@sound
def rubbish_before() -> bytes:
    return b"\x00rubbish\n" * 100 + page()


@odd
def rubbish_far_before() -> bytes:
    return b"rubbish\n" * 1000 + page()


@sound
def rubbish_after() -> bytes:
    return page() + random.Random(1).randbytes(900) + b"\n<html>404 Not Found</html>"


@odd
def version_of_none() -> bytes:
    return page().replace(b"%PDF-1.7", b"%PDF-\xff.\x00")


@odd
def header_only() -> bytes:
    return b"%PDF-1.7\n"


def _cut(tenths: int) -> Made:
    def cut() -> bytes:
        whole = linearised_by_word_only()
        return whole[: len(whole) * tenths // 10]

    return cut


KINDS.update({f"cut_after_{tenths}_tenths": _cut(tenths) for tenths in range(1, 10)})


@sound
def linearised_by_word_only() -> bytes:
    return page().replace(b"%PDF-1.7\n", b"%PDF-1.7\n9 0 obj\n<< /Linearized 1 /L 1 /H [1 2] /O 3 /E 9 /N 9 /T 9 >>\nendobj\n")


@sound
def changed_twice() -> bytes:
    """Each change stands after what it changes, with a table of its own."""
    data = page()
    for words in (b"Draft only.", SENTENCE.encode()):
        new = len(data)
        before = int(re.findall(rb"startxref\n(\d+)", data)[-1])
        data += b"4 0 obj\n%s\nendobj\n" % stream(b"BT /F1 12 Tf 60 700 Td (%s) Tj ET" % words)
        table = len(data)
        data += b"xref\n4 1\n%010d 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (new, before, table)
    return data


def packed(*, hybrid: bool, extra: bytes = b"") -> bytes:
    """A PDF whose objects stand in a stream and are found by a table in a stream; a hybrid has a plain table, too."""
    objects = of_one_page()
    inner = {n: objects[n] for n in (2, 3, 5)}
    offsets, body = [], b""
    for n, one in inner.items():
        offsets.append(b"%d %d" % (n, len(body)))
        body += one + b" "
    head = b" ".join(offsets) + b" "
    data = b"%PDF-1.7\n"
    places: dict[int, int] = {}
    in_stream = stream(
        zlib.compress(head + body), b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode %s" % (len(inner), len(head), extra)
    )
    for n, one in {1: objects[1], 4: objects[4], 6: in_stream}.items():
        places[n] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (n, one)
    places[7] = len(data)
    index = {n: k for k, n in enumerate(inner)}
    rows = b"".join(
        bytes([2]) + (6).to_bytes(4, "big") + bytes([index[n]]) if n in index
        else bytes([n in places]) + places.get(n, 0).to_bytes(4, "big") + b"\0"
        for n in range(8)
    )  # fmt: skip
    data += b"7 0 obj\n%s\nendobj\n" % stream(rows, b"/Type /XRef /W [1 4 1] /Size 8 /Root 1 0 R")
    if not hybrid:
        return data + b"startxref\n%d\n%%%%EOF\n" % places[7]
    table = len(data)
    data += b"xref\n0 8\n" + b"".join(b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(8))
    return data + b"trailer\n<< /Size 8 /Root 1 0 R /XRefStm %d >>\nstartxref\n%d\n%%%%EOF\n" % (places[7], table)


@sound
def objects_in_a_stream() -> bytes:
    return packed(hybrid=False)


@sound
def table_in_both_ways() -> bytes:
    return packed(hybrid=True)


@odd
def stream_of_objects_that_extends_itself() -> bytes:
    return packed(hybrid=False, extra=b"/Extends 6 0 R")


@odd
def objects_in_a_stream_that_are_too_many() -> bytes:
    return packed(hybrid=False).replace(b"/N 3", b"/N 999999999")


@odd
def table_in_a_stream_of_wide_columns() -> bytes:
    return packed(hybrid=False).replace(b"/W [1 4 1]", b"/W [9 999999999 -1]")


@sound
def two_catalogues() -> bytes:
    return page(more={6: b"<< /Type /Catalog /Pages 7 0 R >>", 7: b"<< /Type /Pages /Kids [] /Count 0 >>"})


# Streams: lengths and filters.


def _of_length(length: bytes) -> Made:
    def made() -> bytes:
        objects = of_one_page()
        return pdf_of({**objects, 4: re.sub(rb"/Length \d+", b"/Length " + length, objects[4])})

    return made


KINDS.update({
    "stream_too_short": _of_length(b"9"), "stream_too_long": _of_length(b"99999"), "stream_of_negative_length": _of_length(b"-1"),
    "stream_of_length_elsewhere": _of_length(b"9 0 R"), "stream_of_length_of_itself": _of_length(b"4 0 R"),
    "stream_of_length_none": _of_length(b"/Name"), "stream_of_length_without_end": _of_length(b"9" * 30),
})  # fmt: skip


def _filtered(filters: bytes, data: bytes) -> Made:
    return lambda: pdf_of(of_one_page(stream(data, b"/Filter " + filters)))


_PACKED = zlib.compress(WORDS * 3)
KINDS.update({
    "flate_damaged": _filtered(b"/FlateDecode", _PACKED[:20] + b"\xff\x00\xff" + _PACKED[23:]),
    "flate_cut_off": _filtered(b"/FlateDecode", _PACKED[:-12]),
    "flate_of_nothing": _filtered(b"/FlateDecode", b""),
    "flate_with_odd_predictor": _filtered(b"/FlateDecode /DecodeParms << /Predictor 15 /Columns -4 /Colors 999999 >>", _PACKED),
    "lzw_of_noise": _filtered(b"/LZWDecode", random.Random(2).randbytes(400)),
    "ascii85_of_noise": _filtered(b"/ASCII85Decode", random.Random(3).randbytes(400)),
    "hex_of_noise": _filtered(b"/ASCIIHexDecode", random.Random(4).randbytes(400)),
    "runs_of_noise": _filtered(b"/RunLengthDecode", random.Random(5).randbytes(400)),
    "filter_that_is_none": _filtered(b"/Wenlow\xff#00", WORDS),
    "filters_by_the_hundred": _filtered(b"[" + b"/ASCIIHexDecode " * 300 + b"]", WORDS),
    "filter_of_itself": _filtered(b"4 0 R", WORDS),
})  # fmt: skip


# The tree of pages.


@odd
def no_pages() -> bytes:
    return pdf_of({**of_one_page(), 2: b"<< /Type /Pages /Kids [] /Count 0 >>"})


@odd
def pages_missing() -> bytes:
    return page().replace(b"/Pages 2 0 R", b"/Pages 8 0 R")


@odd
def ten_thousand_empty_pages() -> bytes:
    kids = b"3 0 R " * 10_000
    return pdf_of(
        {
            **of_one_page(),
            2: b"<< /Type /Pages /Kids [%s] /Count 10000 >>" % kids,
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        }
    )


def _kids(kids: bytes, count: bytes = b"1") -> Made:
    return lambda: pdf_of({**of_one_page(), 2: b"<< /Type /Pages /Kids %s /Count %s >>" % (kids, count)})


KINDS.update({
    "page_tree_in_a_circle": _kids(b"[2 0 R 3 0 R]", b"2"), "pages_that_are_none": _kids(b"[null 7 (page) 3 0 R 99 0 R]", b"5"),
    "pages_counted_below_nothing": _kids(b"[3 0 R]", b"-1"), "pages_counted_too_high": _kids(b"[3 0 R]", b"4000000000"),
    "pages_counted_by_name": _kids(b"[3 0 R]", b"/Many"), "pages_in_no_list": _kids(b"3 0 R"), "page_that_is_a_font": _kids(b"[5 0 R]"),
})  # fmt: skip


@odd
def parents_in_a_circle() -> bytes:
    return pdf_of({
        **of_one_page(),
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 6 0 R >>",
        3: b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
        6: b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>",
    })  # fmt: skip


@odd
def outline_in_a_circle() -> bytes:
    outline = {6: b"<< /First 7 0 R /Last 7 0 R /Count 1 >>", 7: b"<< /Title <FEFFD83D> /Parent 6 0 R /Next 7 0 R /First 7 0 R >>"}
    return pdf_of(of_one_page(catalogue=b"/Outlines 6 0 R", more=outline))


@odd
def labels_in_a_circle() -> bytes:
    return pdf_of(of_one_page(catalogue=b"/PageLabels 6 0 R", more={6: b"<< /Kids [6 0 R 6 0 R] /Limits [0 9] >>"}))


@odd
def labels_beyond_counting() -> bytes:
    return pdf_of(of_one_page(catalogue=b"/PageLabels << /Nums [0 << /S /R /St 999999999 >> -7 << /S /Odd /P (\xff) >> /x null] >>"))


def _labelled(prefix: bytes) -> bytes:
    return pdf_of(of_one_page(catalogue=b"/PageLabels << /Nums [0 << /S /D /P %s >>] >>" % prefix))


@sound
def label_with_half_a_letter() -> bytes:
    return _labelled(b"<FEFFD83D>")


@odd
def arrays_within_arrays() -> bytes:
    return pdf_of(of_one_page(catalogue=b"/Extra " + b"[" * 50_000 + b"]" * 50_000))


@odd
def dictionaries_within_dictionaries() -> bytes:
    return pdf_of(of_one_page(catalogue=b"/Extra " + b"<< /A " * 50_000 + b"1" + b" >>" * 50_000))


@odd
def arrays_within_the_page() -> bytes:
    return page(contents=b"[" * 20_000 + WORDS + b"]" * 20_000)


# How a page lies.


def _boxed(box: bytes) -> bytes:
    return pdf_of(of_one_page(box=box))


_BOXES = {
    "nothing_wide": b"[0 0 0 0]", "huge": b"[0 0 2000000000 2000000000]", "back_to_front": b"[595 842 0 0]",
    "below": b"[-9e9 -9e9 -8e9 -8e9]",
    "not_a_number": b"[nan nan inf -inf]", "beyond_numbers": b"[0 0 1e400 1" + b"0" * 400 + b"]", "in_words": b"[(a) /b null true]",
    "short": b"[0 0 595]", "hairline": b"[0 0 0.0000001 842]", "of_itself": b"3 0 R",
}  # fmt: skip
KINDS.update({f"page_{name}": partial(_boxed, box) for name, box in _BOXES.items()})
_TURNS = {"back": b"-90", "askew": b"45", "round_and_round": b"99999999990", "by_name": b"/East", "by_half": b"90.5", "by_nothing": b"null"}
KINDS.update({f"page_turned_{name}": partial(page, b"/Rotate " + by) for name, by in _TURNS.items()})
_CROPS = {"to_nothing": b"[9 9 9 9]", "elsewhere": b"[5000 5000 6000 6000]", "to_words": b"[/a (b)]"}
KINDS.update({f"page_cropped_{name}": partial(page, b"/CropBox " + crop) for name, crop in _CROPS.items()})


@sound
def page_and_one_cropped_elsewhere() -> bytes:
    made = of_one_page()
    beside = made[3].replace(b"/Contents", b"/CropBox [5000 5000 6000 6000] /Contents")
    return pdf_of({**made, 2: b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>", 6: beside})


@sound
def page_without_size() -> bytes:
    return page().replace(b"/MediaBox [0 0 595 842]", b"")


@odd
def page_in_huge_units() -> bytes:
    return page(b"/UserUnit 1e30")


# What a page draws.

_DRAWN = {
    "huge_places": b"BT /F1 12 Tf 1e38 -1e38 Td (%s) Tj ET" % SENTENCE.encode(),
    "places_that_are_no_numbers": b"BT /F1 12 Tf nan inf Td (%s) Tj 1..2 --3 4-5 Td (Wenlow) Tj ET" % SENTENCE.encode(),
    "letters_of_no_size": b"BT /F1 0 Tf 60 700 Td (%s) Tj ET" % SENTENCE.encode(),
    "letters_of_negative_size": b"BT /F1 -12 Tf 60 700 Td (%s) Tj ET" % SENTENCE.encode(),
    "letters_of_huge_size": b"BT /F1 9e30 Tf 60 700 Td (%s) Tj ET" % SENTENCE.encode(),
    "letters_in_a_line_of_no_width": b"BT /F1 12 Tf 0 0 0 0 60 700 Tm (%s) Tj ET" % SENTENCE.encode(),
    "letters_askew": b"BT /F1 12 Tf 0.7 0.7 -0.7 0.7 60 300 Tm (%s) Tj ET" % SENTENCE.encode(),
    "page_shrunk_to_a_point": b"0 0 0 0 0 0 cm " + WORDS,
    "page_blown_up": b"1e20 0 0 1e20 0 0 cm " + WORDS,
    "states_never_given_back": b"q " * 20_000 + WORDS,
    "states_given_back_too_often": b"Q " * 20_000 + WORDS,
    "operators_without_words": b"Td Tj Tf cm re l c Do BDC EMC sh gs ' \" TJ " + WORDS,
    "operators_of_the_wrong_words": b"(a) (b) Td /x Tj [1 (a) /b null << >>] TJ << /a >> Tf " + WORDS,
    "operators_that_are_none": b"wenlow \xff\xfe\x00 0x10 true {{}} " + WORDS,
    "text_within_text": b"BT BT BT " + WORDS + b" BT",
    "string_that_does_not_end": WORDS + b" BT (the end of this ((( is missing",
    "hexadecimal_of_odd_digits": b"BT /F1 12 Tf 60 700 Td <5468652070616E656C206D657g> Tj ET " + WORDS,
    "picture_cut_off": WORDS + b" BI /W 9 /H 9 /BPC 8 /CS /RGB ID \x00\x01\x02",
    "picture_inline_of_huge_size": WORDS + b" BI /W 2000000000 /H 2000000000 /BPC 8 /CS /RGB ID \x00 EI",
    "picture_inline_without_a_size": WORDS + b" BI ID \x00 EI Q",
    "marks_without_end": b"/Span BDC /P << /MCID -1 >> BDC " * 5000 + WORDS,
    "marks_ended_too_often": WORDS + b" EMC" * 5000,
    "rules_that_are_no_numbers": WORDS + b"".join(b" 50 %d m nan %d l S %d 1e39 m %d -inf l S" % (n, n, n, n) for n in range(100, 500, 50)),
    "rules_beyond_the_page": WORDS + b"".join(b" -9e9 %d m 9e9 %d l S %d -9e9 m %d 9e9 l S" % (n, n, n, n) for n in range(100, 500, 50)),
    "letter_drawn_five_thousand_times": b"BT /F1 12 Tf 60 700 Td " + b"(a) Tj 0 0 Td " * 5000 + b"ET " + WORDS,
}  # fmt: skip
KINDS.update({name: partial(page, contents=drawn) for name, drawn in _DRAWN.items()})
_ACTUAL = {"half_a_letter": b"<FEFFD83D>", "no_letters": b"<FEFF0000FFFFFFFEFDD0>", "odd_bytes": b"<FEFFD8>", "no_text": b"7"}
KINDS.update({
    f"actual_text_of_{name}": partial(
        page, contents=b"/Span << /ActualText %s >> BDC BT /F1 12 Tf 60 650 Td (Wenlow) Tj ET EMC " % text + WORDS
    )
    for name, text in _ACTUAL.items()
})  # fmt: skip


@odd
def contents_missing() -> bytes:
    return page().replace(b"/Contents 4 0 R", b"/Contents 9 0 R")


@odd
def contents_that_are_none() -> bytes:
    return page().replace(b"/Contents 4 0 R", b"/Contents [null 4 0 R 5 0 R (a) 4 0 R]")


@odd
def contents_of_contents() -> bytes:
    return page(more={6: b"[6 0 R 4 0 R]"}).replace(b"/Contents 4 0 R", b"/Contents 6 0 R")


def _form(inside: bytes) -> bytes:
    return stream(
        inside, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 6 0 R /Y 7 0 R >> /Font << /F1 5 0 R >> >>"
    )


@sound
def forms_within_forms() -> bytes:
    more = {n: _form(b"/X Do").replace(b"/X 6 0 R", b"/X %d 0 R" % (n + 1)) for n in range(6, 20)} | {20: _form(WORDS)}
    return pdf_of(of_one_page(stream(b"/X Do"), resources=b"/XObject << /X 6 0 R >>", more=more))


@odd
def form_without_a_box() -> bytes:
    more = {6: _form(WORDS).replace(b"/BBox [0 0 595 842]", b"/BBox [nan (a)] /Matrix [1 2]"), 7: _form(b"")}
    return pdf_of(of_one_page(stream(WORDS + b" /X Do"), resources=b"/XObject << /X 6 0 R >>", more=more))


def _picture(entries: bytes, data: bytes) -> Made:
    picture = stream(data, b"/Type /XObject /Subtype /Image " + entries)
    drawn = stream(WORDS + b" q 90 0 0 90 60 500 cm /X Do Q")
    return lambda: pdf_of(of_one_page(drawn, resources=b"/XObject << /X 6 0 R >>", more={6: picture}))


_NOISE, _SQUARE = random.Random(6).randbytes(600), b"/Width 64 /Height 64 /ColorSpace /DeviceGray /BitsPerComponent "
KINDS.update({
    "jbig2_of_noise": _picture(_SQUARE + b"1 /Filter /JBIG2Decode /DecodeParms << /JBIG2Globals 9 0 R >>", _NOISE),
    "jpx_of_noise": _picture(_SQUARE + b"8 /Filter /JPXDecode", b"\x00\x00\x00\x0cjP  \r\n\x87\n" + _NOISE),
    "jpeg_of_noise": _picture(_SQUARE + b"8 /Filter /DCTDecode", b"\xff\xd8\xff\xe0" + _NOISE),
    "fax_of_noise": _picture(_SQUARE + b"1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 64 /Rows 9999999 >>", _NOISE),
    "fax_of_no_width": _picture(_SQUARE + b"1 /Filter /CCITTFaxDecode /DecodeParms << /K 0 /Columns -1 >>", _NOISE),
    "picture_of_no_size": _picture(b"/Width 0 /Height -1 /ColorSpace /DeviceRGB /BitsPerComponent 8", b""),
    "picture_of_huge_size": _picture(b"/Width 2000000000 /Height 2000000000 /ColorSpace /DeviceRGB /BitsPerComponent 16", _NOISE),
    "picture_of_odd_colours": _picture(b"/Width 8 /Height 8 /ColorSpace [/Indexed /DeviceRGB 99999 (a)] /BitsPerComponent 3", _NOISE),
    "picture_masked_by_itself": _picture(_SQUARE + b"8 /SMask 6 0 R /Mask 6 0 R", _NOISE * 8),
})  # fmt: skip


# Fonts, and the letters that they say they draw.


def letters(*pairs: tuple[bytes, bytes]) -> bytes:
    """What a font's codes stand for: code and UTF-16, both in hexadecimal."""
    mapped = b"\n".join(b"<%s> <%s>" % pair for pair in pairs)
    return stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n%d beginbfchar\n%s\nendbfchar endcmap end end" % (len(pairs), mapped)
    )


_MAPPED = FONT.replace(b">>", b"/ToUnicode 6 0 R >>")
_LETTERS = {
    "first_half_of_a_letter": b"D83D", "second_half_of_a_letter": b"DE00", "halves_in_the_wrong_order": b"DE00D83D", "nul": b"0000",
    "no_letter": b"FFFF", "mark_of_byte_order_reversed": b"FFFE", "no_letter_of_another_plane": b"D83FDFFF", "form_feed": b"000C",
    "escape": b"001B", "many_letters": b"0041" * 300, "odd_digits": b"D8", "nothing": b"", "right_to_left_override": b"202E",
}  # fmt: skip
KINDS.update({
    f"letter_that_stands_for_{name}": partial(page, font=_MAPPED, more={6: letters((b"6C", utf16))})
    for name, utf16 in _LETTERS.items()
})  # fmt: skip


@sound
def letter_beyond_the_basic_plane() -> bytes:
    return page(font=_MAPPED, more={6: letters((b"6C", b"D83DDE00"))})


@odd
def letters_of_a_range_without_end() -> bytes:
    return page(font=_MAPPED, more={6: stream(b"begincmap 1 beginbfrange <00> <FFFFFFFF> <D800> endbfrange endcmap")})


_FONTS = {
    "missing": b"null", "in_a_circle": b"5 0 R", "that_is_a_page": b"<< /Type /Page >>", "without_a_kind": b"<< /Type /Font >>",
    "named_in_latin": b"<< /Type /Font /Subtype /Type1 /BaseFont /Caf\xe9#FF#00 >>",
    "of_odd_differences": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [-5 /a 999 /uniD83D /uD83D "
    b"108 /uniD83D (x) null /g1 /.notdef /\xff] >> >>",
    "of_unknown_encoding": b"<< /Type /Font /Subtype /TrueType /BaseFont /Arial /Encoding /Wenlow >>",
    "of_odd_widths": b"<< /Type /Font /Subtype /Type1 /BaseFont /X /FirstChar -9 /LastChar 99999999 /Widths [nan -1 1e400 (a) null] >>",
    "of_two_bytes_without_letters": b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font "
    b"/Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>",
    "written_downwards": b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /UniJIS-UCS2-V /DescendantFonts [<< /Type /Font /Subtype "
    b"/CIDFontType0 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /W [0 [(a)] 1 -2 nan] >>] >>",
    "without_descendants": b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [] >>",
    "descended_from_itself": b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [5 0 R] >>",
    "drawn_by_itself": b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 0 /LastChar 255 "
    b"/Encoding << /Differences [97 /a] >> /CharProcs << /a 4 0 R >> /Widths [9] /Resources << /Font << /F1 5 0 R >> >> >>",
    "drawn_in_no_size": b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [0 0 0 0 0 0] /CharProcs << >> /Encoding << >> >>",
    "with_a_program_of_noise": b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor << /Type /FontDescriptor /FontName /X "
    b"/Flags 4 /FontFile2 7 0 R /FontFile3 7 0 R /Ascent nan /FontBBox [1] >> >>",
}  # fmt: skip
KINDS.update({
    f"font_{name}": partial(page, font=font, more={7: stream(b"\x00\x01\x00\x00" + _NOISE)}) for name, font in _FONTS.items()
})  # fmt: skip


@odd
def resources_missing() -> bytes:
    return page().replace(b"/Resources", b"/Wenlow")


@odd
def resources_in_a_circle() -> bytes:
    return page(more={6: b"6 0 R"}).replace(b"/Resources <<", b"/Resources 6 0 R /Wenlow <<")


@odd
def names_that_are_not_utf_8() -> bytes:
    return page(b"/\xff\xfe /#C3#28 /A#zz 1 /#").replace(b"/F1", b"/F\xff#FE")


# What stands beside the pages.


def _titled(title: bytes) -> Made:
    return lambda: pdf_of({**of_one_page(), 6: b"<< /Title %s /Author 6 0 R >>" % title}, b"/Info 6 0 R")


KINDS.update({
    "title_with_half_a_letter": _titled(b"<FEFFD83D0041>"), "title_with_nul": _titled(b"(Minutes\\000)"),
    "title_that_is_a_number": _titled(b"7"),
    "title_of_odd_bytes": _titled(b"<FEFF00>"), "title_of_itself": _titled(b"6 0 R"),
    "title_in_utf_8_that_is_none": _titled(b"<EFBBBFC328EDA0BD>"),
})  # fmt: skip


@odd
def notes_in_a_circle() -> bytes:
    return page(b"/Annots [6 0 R 6 0 R null]", more={6: b"<< /Type /Annot /Subtype /Popup /Parent 6 0 R /Popup 6 0 R /Rect [nan] >>"})


@odd
def structure_in_a_circle() -> bytes:
    tree = {6: b"<< /Type /StructTreeRoot /K 7 0 R /ParentTree 6 0 R >>", 7: b"<< /S /P /K [7 0 R 7 0 R] /P 7 0 R /Pg 3 0 R >>"}
    return pdf_of(of_one_page(catalogue=b"/StructTreeRoot 6 0 R /MarkInfo << /Marked true >>", more=tree))


@odd
def form_fields_in_a_circle() -> bytes:
    return pdf_of(of_one_page(catalogue=b"/AcroForm << /Fields [6 0 R] /XFA (a) >>", more={6: b"<< /Kids [6 0 R] /Parent 6 0 R /T (a) >>"}))


@odd
def scripts_and_files() -> bytes:
    return pdf_of(
        of_one_page(
            catalogue=b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>"
        )
    )


@odd
def layers_in_a_circle() -> bytes:
    return pdf_of(
        of_one_page(
            catalogue=b"/OCProperties << /OCGs [6 0 R] /D << /Order [6 0 R [6 0 R]] /OFF [6 0 R] >> >>", more={6: b"<< /OCGs 6 0 R >>"}
        )
    )


# Passwords.


def _locked(algorithm: str, user: str) -> Made:
    def made() -> bytes:
        writer, written = pypdf.PdfWriter(clone_from=io.BytesIO(page())), io.BytesIO()
        writer.encrypt(user, "owner", algorithm=algorithm)
        writer.write(written)
        return written.getvalue()

    return made


for _algorithm in ("RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"):
    KINDS[f"locked_by_{_algorithm}"] = _locked(_algorithm, "secret")
    KINDS[f"locked_for_changes_by_{_algorithm}"] = _locked(_algorithm, "")
    SOUND.add(f"locked_for_changes_by_{_algorithm}")


@odd
def lock_of_noise() -> bytes:
    lock = b"<< /Filter /Standard /V 5 /R 6 /Length 256 /O (%s) /U () /P -4 /OE (a) /UE (b) /CF << >> >>" % b"a" * 1
    return pdf_of({**of_one_page(), 6: lock}, b"/Encrypt 6 0 R /ID [(a) (b)]")


@odd
def lock_that_is_missing() -> bytes:
    return pdf_of(of_one_page(), b"/Encrypt 9 0 R")


@odd
def lock_of_an_unknown_maker() -> bytes:
    return pdf_of({**of_one_page(), 6: b"<< /Filter /Wenlow /V 99 /R -1 >>"}, b"/Encrypt 6 0 R")


# Mutations: more of the same.

_WORDS_TO_PUT = (
    b"0", b"-1", b"4294967296", b"1e400", b"nan", b"null", b"<<", b">>", b"[", b"]", b"(", b")", b"stream", b"endstream", b"endobj", b"obj",
    b"R", b"/Kids", b"<FEFFD83D>", b"\xed\xa0\x80", b"\x00", b"\xff" * 40, b"%", b"BT", b"ET", b"Tj", b"Do", b"9" * 50,
    b"/#00", b"xref", b"%%EOF",
)  # fmt: skip
_LARGEST = 20_000  # bytes of a file that is worth changing: in a larger one a change meets nothing but its bulk


def mutated(seed: int) -> bytes:
    """One of the kinds, changed at some places: bytes turned over, taken out, put twice, put elsewhere, numbers and words put in."""
    chance = random.Random(seed)
    data = bytearray(chance.choice(_small_kinds()))
    for _ in range(chance.choice((1, 1, 2, 4, 8, 32))):
        at = chance.randrange(len(data))
        end = min(len(data), at + chance.choice((1, 2, 4, 16, 64)))
        match chance.randrange(6):
            case 0:
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                del data[at:end]
            case 2:
                data[at:at] = data[at:end] * chance.choice((1, 2, 50))
            case 3:
                to = chance.randrange(len(data))
                data[to:to] = data[at:end]
            case 4:
                data[at:at] = b" " + chance.choice(_WORDS_TO_PUT) + b" "
            case _:
                start, stop = chance.choice([number.span() for number in re.finditer(rb"\d+", data)] or [(at, end)])
                data[start:stop] = chance.choice(_WORDS_TO_PUT)
        data = data or bytearray(b"%PDF-1.7")
    return bytes(data)


@cache
def _small_kinds() -> list[bytes]:
    kinds = (made() for _, made in sorted(KINDS.items()))
    return [data for data in kinds if len(data) <= _LARGEST]
