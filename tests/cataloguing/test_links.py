"""Addresses from records: rows 31 to 40 of the reliability guide's table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.cataloguing import links

DROPPED = [
    pytest.param("javascript:alert(1)", id="row31 javascript:"),
    pytest.param("JavaScript:alert(1)", id="row31 in capitals"),
    pytest.param("vbscript:msgbox(1)", id="row31 vbscript:"),
    pytest.param(" java\tscript:alert(1)", id="row32 tab inside"),
    pytest.param("\x01javascript:alert(1)", id="row32 control character before"),
    pytest.param("https://example.org/\ud800", id="row19 half of a character"),
    pytest.param("java&#115;cript:alert(1)", id="row32 entity-coded"),
    pytest.param("&#106;avascript:alert(1)", id="row32 entity-coded first letter"),
    pytest.param("java%73cript:alert(1)", id="row32 percent-coded"),
    pytest.param("data:text/html,<script>alert(1)</script>", id="row33 data:"),
    pytest.param("data:image/svg+xml;base64,PHN2Zz4=", id="row33 data: image"),
    pytest.param("file:///etc/passwd", id="row34 file:"),
    pytest.param("\\\\host\\share", id="row34 UNC"),
    pytest.param("https:\\\\host\\x", id="row34 backslashes"),
    pytest.param("https://" + "a" * 4096, id="row40 4 kB"),
    pytest.param("https://host/" + "à" * 2048, id="row40 2,061 characters"),
    pytest.param("ms-msdt:/id", id="other scheme ms-msdt:"),
    pytest.param("intent://x", id="other scheme intent:"),
    pytest.param("view-source:https://host/", id="other scheme view-source:"),
    pytest.param("blob:https://host/x", id="other scheme blob:"),
    pytest.param("ftp://host/x", id="other scheme ftp:"),
    pytest.param("https://", id="no host"),
    pytest.param("https:///path", id="no host but a path"),
    pytest.param("http://[::1", id="half a bracket"),
    pytest.param("http://host:port/", id="port of letters"),
    pytest.param("http://host:99999/", id="port too high"),
    pytest.param("http://ho st/", id="space in a host"),
    pytest.param('http://ho"st/', id="quote in a host"),
    pytest.param("http://ho<b>st/", id="markup in a host"),
    pytest.param("../../x", id="row39 relative path"),
    pytest.param("see the shelf", id="words"),
    pytest.param("", id="empty"),
]


@pytest.mark.parametrize("raw", DROPPED)
def test_dropped_with_a_reason(raw: str) -> None:
    made, reason = links.check(raw)
    assert made == ""
    assert reason.startswith("an address")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("https://shelf.example/a", "https://shelf.example/a", id="https"),
        pytest.param("http://shelf.example/a?b=c&d=e#f", "http://shelf.example/a?b=c&d=e#f", id="query and fragment"),
        pytest.param(" https://shelf.example/a\n", "https://shelf.example/a", id="spaces around"),
        pytest.param("HTTPS://Shelf.Example/A", "https://shelf.example/A", id="capitals in the host"),
        pytest.param("//evil.example/x", "https://evil.example/x", id="row35 //evil.example"),
        pytest.param("http://u:p@shelf.example/a", "http://shelf.example/a", id="row36 user and password"),
        pytest.param("http://u@shelf.example:8080/a", "http://shelf.example:8080/a", id="row36 user and port"),
        pytest.param("https://a.example@b.example/", "https://b.example/", id="row36 host before the real one"),
        pytest.param("https://shelf.example/a b", "https://shelf.example/a%20b", id="row37 space"),
        pytest.param('https://shelf.example/a"b', "https://shelf.example/a%22b", id="row37 quote"),
        pytest.param("https://shelf.example/<b>", "https://shelf.example/%3Cb%3E", id="row37 angle bracket"),
        pytest.param("https://shelf.example/?q=<b>", "https://shelf.example/?q=%3Cb%3E", id="row37 in a query"),
        pytest.param("https://shelf.example/a%20b", "https://shelf.example/a%20b", id="row37 not coded twice"),
        pytest.param("https://shelf.example/città", "https://shelf.example/citt%C3%A0", id="row37 letter with a mark"),
        pytest.param("https://città.example/", "https://xn--citt-3na.example/", id="row38 IDN"),
        pytest.param("https://аpple.example/", "https://xn--pple-43d.example/", id="row38 Cyrillic а"),
        pytest.param("https://xn--pple-43d.example/", "https://xn--pple-43d.example/", id="row38 punycode stays"),
        pytest.param("www.shelf.example/a", "https://www.shelf.example/a", id="bare www"),
        pytest.param("shelf.example/a", "https://shelf.example/a", id="bare host and path"),
        pytest.param("mailto:desk@shelf.example", "mailto:desk@shelf.example", id="mailto"),
        pytest.param("doi:10.5555/shelf.1", "doi:10.5555/shelf.1", id="doi"),
        pytest.param("https://[2001:db8::1]/a", "https://[2001:db8::1]/a", id="IPv6"),
        pytest.param("https://shelf.example", "https://shelf.example", id="no path"),
    ],
)
def test_kept(raw: str, expected: str) -> None:
    assert links.check(raw) == (
        expected,
        "an address with a user's name in it" if "@" in raw.partition("://")[2] else "",
    )


@given(st.text(max_size=60) | st.text(max_size=30).map(lambda tail: "https://shelf.example/" + tail))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_a_safe_address_or_a_reason(raw: str) -> None:
    made, reason = links.check(raw)
    assert bool(made) is not bool(reason)
    assert not made or made.partition(":")[0] in ("http", "https", "mailto", "doi")
    assert made.isascii()
    assert not set(made) & set(' "<>\\\t\n`{}|^')
    if made:
        assert links.check(made) == (made, "")
