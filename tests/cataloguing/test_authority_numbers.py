"""Numbers of authority files in name fields (MARC 21 X00 $0 and $1)."""

import pytest

from shelflist.cataloguing import authority_numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(DE-588)118540238", ("gnd", "118540238")),
        ("(viaf)24602065", ("viaf", "24602065")),
        ("(isni)0000 0001 2103 2683", ("isni", "0000000121032683")),
        ("(orcid)0000-0002-1825-0097", ("orcid", "0000-0002-1825-0097")),
        ("(DLC)n 79021164", ("lcnaf", "n79021164")),
        ("http://viaf.org/viaf/24602065/", ("viaf", "24602065")),
        ("(uri) https://isni.org/isni/0000000121032683", ("isni", "0000000121032683")),
        ("https://orcid.org/0000-0002-1825-0097", ("orcid", "0000-0002-1825-0097")),
        ("https://d-nb.info/gnd/118540238", ("gnd", "118540238")),
        ("http://id.loc.gov/authorities/names/n79021164", ("lcnaf", "n79021164")),
        ("http://id.loc.gov/rwo/agents/n79021164", ("lcnaf", "n79021164")),
        ("http://www.wikidata.org/entity/Q5879", ("wikidata", "Q5879")),
        ("(orcid)0000-0002-1825-0098", ("orcid", "")),
        ("(OCoLC)fst00001", ("", "")),
        ("vtls000012345", ("", "")),
        ("javascript:alert(1)", ("", "")),
        ("", ("", "")),
    ],
)
def test_one(text: str, expected: tuple[str, str]) -> None:
    assert authority_numbers.one(text) == expected


def test_of_a_field() -> None:
    texts = ["(viaf)1", "(viaf)2", "x", "(orcid)0000-0002-1825-0098", "http://www.wikidata.org/entity/Q5"]
    assert authority_numbers.read(texts) == {"viaf": "1", "wikidata": "Q5"}
