"""Catalogue pages saved from a browser: whatever way of markup, the same labels and values as the text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist.errors import BadRecord
from shelflist.model import Book
from shelflist.readers import Chunk, Rejection, parse, recognise
from shelflist.readers.display import labelled, labelled_html
from shelflist.readers.residue import residue
from tests.readers.display import labelled_records as records
from tests.soak.fuzz import PATIENT, limited

FIXTURES = Path(__file__).parent.parent.parent / "fixtures" / "records" / "labelled-html"

PAIRS = [
    ("Autore", "Lumi, Ester"),
    ("Titolo", "Atlante delle fontane : guida &amp; carte / Ester Lumi"),
    ("Pubblicazione", "Castelnebbia : Passi, 2012"),
    ("Soggetti", "Fontane - Storia<br>Borghi"),
    ("Lingua di pubblicazione", "Italiano"),
]


def page(inside: str, head: str = "<!DOCTYPE html><html><head><title>x</title></head>") -> str:
    """A page with a menu before and a footer behind."""
    return f"{head}<body><ul><li>Home</li></ul>{inside}<div>Privacy</div></body></html>"


def joined(form: str, around: str = "{}") -> str:
    """The pairs, each in this form."""
    return page(around.format("".join(form.format(label=label, value=value) for label, value in PAIRS)))


WAYS = {
    "table with th": joined("<tr><th>{label}</th><td>{value}</td></tr>", "<table>{}</table>"),
    "table with td": joined("<tr><td>{label}:</td><td>{value}</td></tr>\n", "<table><tbody>{}</tbody></table>"),
    "table without end tags": joined("<tr><td>{label}<td>{value}", "<table>{}</table>"),
    "bold in a cell": joined("<tr><td><b>{label}</b></td><td>{value}</td></tr>", "<table>{}</table>"),
    "dl": joined("<dt>{label}</dt><dd>{value}</dd>", "<dl>{}</dl>"),
    "dl without end tags": joined("<dt>{label}<dd>{value}", "<dl>{}</dl>"),
    "div and span": joined('<div><div class="label">{label}</div><span>{value}</span></div>'),
    "label and value in elements of their own": joined("<div><div><b>{label}</b></div><div>{value}</div></div>"),
    "elements side by side": joined("<div><b>{label}</b></div><div>{value}</div>", "<section>{}</section>"),
    "class label": joined('<div class="row"><span class="field-label">{label}</span> <span>{value}</span></div>'),
    "bold and br": joined("<b>{label}:</b> {value}<br>", "<div>{}</div>").replace("Storia<br>", "Storia ; "),
    "strong in paragraphs": joined("<p><strong>{label}</strong> {value}</p>"),
    "lines with colons": joined("<p>{label}: {value}</p>"),
    "upper-case tags": joined("<TR><TH>{label}</TH><TD>{value}</TD></TR>", "<TABLE>{}</TABLE>"),
    "upper-case labels": joined("<tr><th>{label}</th><td>{value}</td></tr>", "<table>{}</table>").replace("Titolo", "TITOLO"),
    "xhtml": joined("<tr><th>{label}</th><td>{value}</td></tr>", "<table>{}</table>").replace(
        "<!DOCTYPE html><html>", '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="http://www.w3.org/1999/xhtml">'
    ),
    "a part of a page": "<dl>" + "".join(f"<dt>{label}<dd>{value}" for label, value in PAIRS) + "</dl>",
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_ways_of_markup(way: str) -> None:
    data = WAYS[way].encode()
    assert recognise(data, "page.html") == "labelled-html"
    (chunk,) = labelled_html.split(data)
    book = parse("labelled-html", chunk)
    assert isinstance(book, Book)
    assert (book.title, book.subtitle, book.responsibility) == ("Atlante delle fontane", "guida & carte", "Ester Lumi")
    assert [c.name for c in book.contributors] == ["Lumi, Ester"]
    assert [s.text() for s in book.subjects] == ["Fontane — Storia", "Borghi"]
    assert (book.date.year, book.languages, book.extra) == (2012, ["it"], [])
    assert (book.source.format, book.records[0].format) == ("labelled-html", "labelled-html")
    assert [one.tag for one in book.records[0].fields] == [label for label, _ in PAIRS]
    assert residue(book) == []
    left_out = [(w.field, w.outcome) for w in book.warnings]
    assert left_out == ([] if way == "a part of a page" else [("page", "left out")])


def test_fixture_with_menus() -> None:
    data = (FIXTURES / "table.html").read_bytes()
    assert recognise(data, "x") == "labelled-html"
    (chunk,) = labelled_html.split(data)
    book = parse("labelled-html", chunk)
    assert isinstance(book, Book)
    assert book.subtitle == "saggio sulle misure &amp; i pesi", "row 26: references are read once"
    assert [(c.name, c.dates, c.roles) for c in book.contributors] == [
        ("Orsini, Delia", "1931-2004", ["aut"]), ("Testa, Pio", "", []), ("Neri, Ada", "", ["trl"]),
    ]  # fmt: skip
    assert [(s.title, s.volume) for s in book.series] == [("Saggi minori", "7")]
    assert [n.text for n in book.notes] == ["Note: in appendice, tavole."]
    assert [(e.tag, e.subfields) for e in book.extra] == [("Fondo speciale", [("", "Lascito Mele")])]
    assert residue(book) == [("Fondo speciale", "Lascito Mele")]
    (warning,) = book.warnings
    assert warning.reason.startswith("14 words of the page stand outside of its records: 'Home Ricerca avanzata")


def test_two_records_of_a_page() -> None:
    books = [parse("labelled-html", chunk) for chunk in labelled_html.split((FIXTURES / "two.html").read_bytes())]
    assert [(b.title, len(b.warnings)) for b in books if isinstance(b, Book)] == [
        ("Uno dei due", 1),
        ("Due dei due", 0),
    ]


def test_text_between_values_is_kept() -> None:
    text = WAYS["table with th"].replace("<tr><th>Soggetti", "</table><p>Condividi</p><table><tr><th>Soggetti")
    (chunk,) = labelled_html.split(text.encode())
    book = labelled_html.parse(chunk)
    assert [(e.tag, e.subfields) for e in book.extra] == [("before the first label", [("", "Condividi")])]


@pytest.mark.parametrize("bold", ["", "<b>"])
def test_running_text_in_a_page(bold: str) -> None:
    text = records.SHARE_RUN.replace("**ISBN**", "<b>ISBN</b>").replace("**Formato**", "<b>Formato</b>")
    data = page(f"<div>{bold}{text}</div>").encode()
    assert recognise(data, "x") == "labelled-html"
    (chunk,) = labelled_html.split(data)
    book, plain = labelled_html.parse(chunk), labelled.parse(Chunk(records.SHARE_RUN.encode(), 1))
    assert (book.id, book.title, book.isbns, book.subjects) == (plain.id, plain.title, plain.isbns, plain.subjects)
    assert ("page", "left out") in [(w.field, w.outcome) for w in book.warnings]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"<", b"<html>", b"Titolo:\tUno\nAutore:\tDue\nNote:\tTre\n",
        b"<html><body><p>Titolo: Uno</p><p>Autore: Due</p></body></html>",
        b"<html><body><p>Autore: Uno</p><p>Lingua: Due</p><p>Collana: Tre</p></body></html>",
        b"<record><b>Titolo</b> Uno <b>Autore</b> Due <b>Collana</b> Tre</record>",
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Titolo: a</title><p>Autore: b</p><p>Lingua: c</p></feed>',
        b'<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader/></record></collection>',
        b"<html><body><h1>Title</h1><p>The author and the title of a language.</p></body></html>",
        b"<html><script>Titolo: a\nAutore: b\nCollana: c</script></html>",
        b"{\"<b>Titolo</b>\": 1}",
    ],
)  # fmt: skip
def test_what_is_no_catalogue_page(data: bytes) -> None:
    assert not labelled_html.sniff(data, "x.html")


@pytest.mark.parametrize(
    ("charset", "encoding"), [("windows-1252", "cp1252"), ("iso-8859-1", "latin-1"), ("utf-8", "utf-8")]
)
def test_encoding_of_the_page(charset: str, encoding: str) -> None:
    text = WAYS["dl"].replace("<head>", f'<head><meta charset="{charset}">').replace("fontane", "città")
    (chunk,) = labelled_html.split(text.encode(encoding))
    book = parse("labelled-html", chunk)
    assert isinstance(book, Book)
    assert book.title == "Atlante delle città"
    assert [w.field for w in book.warnings] == ["page"]


def test_page_without_a_title_is_rejected() -> None:
    (chunk,) = labelled_html.split(page("<p>Autore: a</p><p>Lingua: b</p><p>Titolo: </p>").encode())
    with pytest.raises(BadRecord, match="no title"):
        labelled_html.parse(chunk)


@pytest.mark.parametrize(
    "piece", ["<!", "<a ", "<![CDATA[", "<?", "</", "&", "&#x", "<!--", "<a '", "<a b=", "<script>", "<dt>", "<table><tr><td>",
              "<b>Titolo</b>", "<div>", "<div class=label>Titolo", "<dt>Titolo<dd>Uno<dt>Note<dd>x"],
)  # fmt: skip
def test_broken_markup_takes_no_time(piece: str) -> None:
    data = (piece * (400_000 // len(piece))).encode()
    with limited(PATIENT):
        labelled_html.sniff(data[:65_536], "x")
        for chunk in labelled_html.split(b"<html>" + data):
            parse("labelled-html", chunk)


@given(
    st.lists(
        st.sampled_from(["<tr>", "<td>", "</td>", "<th>", "<dt>", "<dd>", "<b>", "</b>", "</table>", "<br>", "Titolo", "Autore:",
                         "Note", " x ", "&amp;", "<", "\n", '<div class="label">', "</div>", "<script>", "Record Nr. X1 "]),
        max_size=40,
    ).map("".join)
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_any_page_gives_books_or_rejections(text: str) -> None:
    data = b"<html>" + text.encode()
    labelled_html.sniff(data, "x")
    for chunk in labelled_html.split(data):
        assert isinstance(parse("labelled-html", chunk), Book | Rejection)
        assert isinstance(parse("labelled-html", Chunk(chunk.data[:-3], 1)), Book | Rejection)
