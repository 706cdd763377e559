"""Identifiers: normal form, validity, address (guide §8). Numbers are invented, with right check digits, or the standards' own."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import identifiers
from tests.tools import ROOT

RIGHT: list[tuple[str, str, str, str, str]] = [
    # (kind, as printed, normal form, as shown, address)
    ("issn", "0378-5955", "0378-5955", "0378-5955", "https://portal.issn.org/resource/ISSN/0378-5955"),
    ("issn", "03785955", "0378-5955", "0378-5955", "https://portal.issn.org/resource/ISSN/0378-5955"),
    ("issn", "ISSN 2434-561x", "2434-561X", "2434-561X", "https://portal.issn.org/resource/ISSN/2434-561X"),
    ("issn", "0378–5955.", "0378-5955", "0378-5955", "https://portal.issn.org/resource/ISSN/0378-5955"),
    ("doi", "10.5555/Shelf.1", "10.5555/shelf.1", "10.5555/shelf.1", "https://doi.org/10.5555/shelf.1"),
    ("doi", "https://doi.org/10.5555/shelf.1", "10.5555/shelf.1", "10.5555/shelf.1", "https://doi.org/10.5555/shelf.1"),
    ("doi", "http://dx.doi.org/10.5555/shelf.1", "10.5555/shelf.1", "10.5555/shelf.1", "https://doi.org/10.5555/shelf.1"),
    ("doi", "doi:10.5555/shelf.1.,;)", "10.5555/shelf.1", "10.5555/shelf.1", "https://doi.org/10.5555/shelf.1"),
    ("doi", "10.5555/s0165(08)3", "10.5555/s0165(08)3", "10.5555/s0165(08)3", "https://doi.org/10.5555/s0165(08)3"),
    ("doi", "10.5555/s0165(08)", "10.5555/s0165(08)", "10.5555/s0165(08)", "https://doi.org/10.5555/s0165(08)"),
    ("doi", "10.5555/a<b>#1", "10.5555/a<b>#1", "10.5555/a<b>#1", "https://doi.org/10.5555/a%3Cb%3E%231"),
    ("oclc", "(OCoLC)ocm00012345", "12345", "12345", "https://www.worldcat.org/oclc/12345"),
    ("oclc", "ocn123456789", "123456789", "123456789", "https://www.worldcat.org/oclc/123456789"),
    ("oclc", "on1234567890", "1234567890", "1234567890", "https://www.worldcat.org/oclc/1234567890"),
    ("oclc", "OCLC 42", "42", "42", "https://www.worldcat.org/oclc/42"),
    ("lccn", "85-2", "85000002", "85000002", "https://lccn.loc.gov/85000002"),
    ("lccn", "2001-000002", "2001000002", "2001000002", "https://lccn.loc.gov/2001000002"),
    ("lccn", "75-425165//r75", "75425165", "75425165", "https://lccn.loc.gov/75425165"),
    ("lccn", " 79139101 /AC/r932", "79139101", "79139101", "https://lccn.loc.gov/79139101"),
    ("lccn", "n78-890351", "n78890351", "n78890351", "https://lccn.loc.gov/n78890351"),
    ("lccn", "   85000002 ", "85000002", "85000002", "https://lccn.loc.gov/85000002"),
    ("bid", "IT\\ICCU\\RAV\\0302299", "RAV0302299", "RAV0302299", "https://opac.sbn.it/bid/RAV0302299"),
    ("bid", "rav0302299", "RAV0302299", "RAV0302299", "https://opac.sbn.it/bid/RAV0302299"),
    ("bid", "BVEE024071", "BVEE024071", "BVEE024071", "https://opac.sbn.it/bid/BVEE024071"),
    ("bid", "http://id.sbn.it/bid/RAV0302299", "RAV0302299", "RAV0302299", "https://opac.sbn.it/bid/RAV0302299"),
    ("isni", "0000 0001 2103 2683", "0000000121032683", "0000 0001 2103 2683", "https://isni.org/isni/0000000121032683"),
    ("isni", "https://isni.org/isni/0000000121032683", "0000000121032683", "0000 0001 2103 2683", "https://isni.org/isni/0000000121032683"),
    ("orcid", "0000-0002-1825-0097", "0000-0002-1825-0097", "0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
    ("orcid", "https://orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X", "0000-0002-1694-233X", "https://orcid.org/0000-0002-1694-233X"),
    ("viaf", "https://viaf.org/viaf/12345/", "12345", "12345", "https://viaf.org/viaf/12345"),
    ("viaf", "VIAF 12345", "12345", "12345", "https://viaf.org/viaf/12345"),
    ("ark", "ark:/12345/fk-4x", "ark:/12345/fk4x", "ark:/12345/fk4x", "https://n2t.net/ark:/12345/fk4x"),
    ("ark", "ARK:12345/fk4x", "ark:/12345/fk4x", "ark:/12345/fk4x", "https://n2t.net/ark:/12345/fk4x"),
    ("ark", "https://shelf.example/ark:/12345/fk4", "ark:/12345/fk4", "ark:/12345/fk4", "https://shelf.example/ark:/12345/fk4"),
    ("ismn", "979-0-2306-7118-7", "9790230671187", "979-0-2306-7118-7", ""),
    ("ismn", "M-2306-7118-7", "9790230671187", "979-0-2306-7118-7", ""),
    ("ean", "4006381333931", "4006381333931", "4006381333931", ""),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "raw", "value", "shown", "link"), RIGHT, ids=[f"{row[0]} {row[1]}" for row in RIGHT])
def test_a_right_number(kind: str, raw: str, value: str, shown: str, link: str) -> None:
    found = identifiers.read(kind, raw)
    assert (found.value, found.shown, found.link, found.fault) == (value, shown, link, "")
    assert identifiers.key(kind, raw) == value.casefold()


WRONG = [
    ("issn", "0378-5956"), ("issn", "0378-595"), ("issn", "none"), ("issn", ""), ("doi", "11.5555/x"), ("doi", "10.55/x"),
    ("doi", "10.5555/"), ("doi", "10.5555/a b"), ("oclc", "12a"), ("oclc", ""), ("oclc", "(DLC)12"), ("lccn", "x"), ("lccn", "85-2a"),
    ("lccn", "1234567"), ("lccn", "abcd85000002"), ("bid", "RAV03022"), ("bid", "RAVE0302299"), ("bid", "0302299"),
    ("isni", "0000 0001 2103 2684"), ("isni", "0001 2103 2683"), ("orcid", "0000-0002-1825-0098"), ("viaf", "x1"), ("viaf", "0"),
    ("ark", "12345/fk4"), ("ismn", "979-0-2306-7118-8"), ("ismn", "9788899991012"), ("ean", "4006381333932"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "raw"), WRONG, ids=[f"{kind} {raw or 'empty'}" for kind, raw in WRONG])
def test_a_wrong_number_is_shown_and_is_no_key(kind: str, raw: str) -> None:
    found = identifiers.read(kind, raw)
    assert (found.value, found.shown, found.link) == ("", raw, "")
    assert found.fault
    assert identifiers.key(kind, raw) == ""


@pytest.mark.parametrize(
    ("kind", "raw", "link"),
    [
        ("wikidata", "Q962265", "https://www.wikidata.org/wiki/Q962265"),
        ("wikidata", "javascript:alert(1)", ""),
        ("openlibrary", "OL123M", "https://openlibrary.org/books/OL123M"),
        ("openlibrary", "OL123W", ""),
        ("goodreads", "42", "https://www.goodreads.com/book/show/42"),
        ("arxiv", "1008.2849v1", "https://arxiv.org/abs/1008.2849v1"),
        ("arxiv", "hep-th/9603067", "https://arxiv.org/abs/hep-th/9603067"),
        ("hdl", "hdl:loc.music/collmus", ""),
        ("hdl", "hdl:2027/uc1.b1", "https://hdl.handle.net/2027/uc1.b1"),
        ("urn", "urn:nbn:de:s2w-13771", "https://nbn-resolving.org/urn:nbn:de:s2w-13771"),
        ("urn", "urn:isbn:1", ""),
        ("record", "UNINA9910814616903321", ""),
        ("no such kind", "x", ""),
    ],
)
def test_kinds_without_a_check(kind: str, raw: str, link: str) -> None:
    found = identifiers.read(kind, raw)
    assert (found.shown, found.link, found.fault) == (raw, link, "")


@given(st.sampled_from([*identifiers.RULES, *identifiers.PLAIN, "other"]), st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_shown_or_safe(kind: str, text: str) -> None:
    found = identifiers.read(kind, text)
    assert found.link == "" or (
        found.link.startswith("https://") and found.link.isascii() and not set(found.link) & set(' "<>')
    )
    assert not (found.fault and (found.value or found.link))
    if found.value:
        assert identifiers.read(kind, found.value).value == found.value


@given(st.text("0123456789", min_size=15, max_size=15))
@settings(max_examples=100, deadline=None)
def test_one_check_character_in_eleven_is_right(digits: str) -> None:
    assert sum(identifiers.check_11_2(digits + c) for c in "0123456789X") == 1
    assert sum(identifiers.check_11(digits[:7] + c) for c in "0123456789X") == 1


def test_the_documentation_names_every_kind() -> None:
    told = set(re.findall(r"`([a-z]+)`", (ROOT / "docs" / "identifiers.md").read_text(encoding="utf-8")))
    assert {*identifiers.RULES, *identifiers.PLAIN} <= told
