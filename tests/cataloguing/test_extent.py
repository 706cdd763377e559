"""Physical description: pages, carrier, size."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import extent


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("259 pages", 259), ("1 online resource (259 pages)", 259), ("xii, 345 p.", 345), ("xii, 345 p", 345),
        ("345, [12] p.", 12), ("[8], 345 p.", 345), ("96 pp.", 96), ("188 pagine", 188), ("188 p. : ill. ; 24 cm", 188),
        ("320 S.", 320), ("320 Seiten", 320), ("xv, 320 sider, tavler", 320), ("320 sidor", 320), ("320 blz.", 320), ("48 leaves", 48), ("24 c.", 24), ("1 vol. (259 p.)", 259),
        ("2 v. (312, 298 p.)", 298), ("210 páginas", 210), ("[96] p.", 96), ("60000 p.", None), ("0 p.", None),
        ("3 v.", None), ("24 cm", None), ("1 CD-ROM", None), ("P. 14-40", None), ("", None),
    ],
)  # fmt: skip
def test_pages(text: str, expected: int | None) -> None:
    assert extent.pages(text) == expected


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("1 online resource (259 pages)", "", "online resource"),
        ("1 online resource (259 pages)", "volume", "online resource"),
        ("1 e-book", "", "online resource"),
        ("1 risorsa online", "", "online resource"),
        ("245 p.", "", "volume"),
        ("xii, 301 pages", "", "volume"),
        ("3 v.", "", "volume"),
        ("1 vol.", "", "volume"),
        ("320 S.", "", "volume"),
        ("1 CD-ROM", "", "computer disc"),
        ("1 DVD", "", "computer disc"),
        ("2 compact discs", "", "audio disc"),
        ("1 audiolibro", "", "audio disc"),
        ("1 microfilm reel", "", "microfilm reel"),
        ("3 microfiches", "", "microfiche"),
        ("1 videocassette", "", "video"),
        ("1 map", "", "sheet"),
        ("1 carta geografica", "", "sheet"),
        ("", "online resource", "online resource"),
        ("", "Volume", "volume"),
        ("245 p.", "online resource", "online resource"),
        ("", "", ""),
        ("a parcel", "", ""),
    ],
)
def test_carrier(text: str, declared: str, expected: str) -> None:
    assert extent.carrier(text, declared) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24 cm", "24 cm"), ("24 cm.", "24 cm"), ("21 x 29 cm", "21 x 29 cm"), ("21×29 cm", "21×29 cm"),
        ("24-26 cm", "24-26 cm"), ("15,5 cm", "15,5 cm"), ("188 p. : ill. ; 24 cm", "24 cm"), ("120 mm", "120 mm"),
        ("24 cm + 1 map", "24 cm"), ("folio", ""), ("", ""),
    ],
)  # fmt: skip
def test_size(text: str, expected: str) -> None:
    assert extent.size(text) == expected


@given(st.text("0123456789 pgscmivol[](),.x", max_size=30))
@settings(max_examples=100, deadline=None)
def test_pages_are_a_number_of_the_text(text: str) -> None:
    found = extent.pages(text)
    assert found is None or (0 < found < extent.MOST_PAGES and str(found) in text)
    assert extent.size(text) in text
