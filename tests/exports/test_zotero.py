"""What Zotero takes from a site: RDF that is a static unAPI server too, and COinS without the traps of its reader."""

import re
from html import unescape
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from shelflist import readers
from shelflist.exports import coins, zotero_rdf
from shelflist.model import Book, Contributor, Isbn, PublicationDate, Source
from tests.exports.test_formats import article, rich

SPACE = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "z": "http://www.zotero.org/namespaces/export#",
    "bib": "http://purl.org/net/biblio#", "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/", "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "vcard": "http://nwalsh.com/rdf/vCard#", "unapi": "http://unapi.info/",
}  # fmt: skip


def book(title: str = "Salt", **more: object) -> Book:
    made = Book(source=Source("a.mrc", 1, "marc21"), id="x", title=title)
    for name, value in more.items():
        setattr(made, name, value)
    return made


def served(*books: Book) -> ElementTree.Element:
    return ElementTree.fromstring("".join(zotero_rdf.unapi(books)))


# --- RDF ------------------------------------------------------------------------------------------------------


def test_every_field_that_zotero_has() -> None:
    """The row of unAPI in the guide on the front end, §2b."""
    (node,) = served(rich()).findall("bib:Book", SPACE)
    names = {"bib:authors": "Falconi", "z:translators": "Belli"}
    for tag, family in names.items():
        path = f"{tag}/rdf:Seq/rdf:li/foaf:Person/foaf:surname"
        assert family in [found.text for found in node.findall(path, SPACE)]
    texts = {
        "z:itemType": "book", "prism:edition": "2nd ed.", "z:numPages": "xii, 345 p.", "z:language": "en", "dc:date": "[2019]",
        "dcterms:isPartOf/bib:Series/dc:title": "Coast books", "dcterms:isPartOf/bib:Series/dc:identifier": "12",
        "dc:publisher/foaf:Organization/foaf:name": "Salt & Lantern Press; Ferry",
        "dc:publisher/foaf:Organization/vcard:adr/vcard:Address/vcard:locality": "Varn; Port Amble",
        "dc:subject/dcterms:LCC/rdf:value": "380.1", "dc:title": "The salt roads: a history & more",
        "dcterms:abstract": "Who carried the salt.\n\nAnd where to.",
    }  # fmt: skip
    assert {path: node.findtext(path, None, SPACE) for path in texts} == texts
    assert "Salt trade -- History" in [found.text for found in node.findall("dc:subject", SPACE)]
    assert "ISBN 9780306406157" in [found.text for found in node.findall("dc:identifier", SPACE)]


def test_an_article_stands_in_its_journal() -> None:
    (node,) = served(article()).findall("bib:Article", SPACE)
    assert node.findtext("dcterms:isPartOf/bib:Journal/dc:title", "", SPACE) == "Journal of Coasts"
    assert node.findtext("bib:pages", "", SPACE) == "17-42"


def test_the_file_is_a_static_unapi_server() -> None:
    """Format list and record at once; a list's file holds all books, each under a name of its own."""
    root = served(rich(), rich(), article())
    (format,) = root.findall("rdf:Description/unapi:formats/unapi:format", SPACE)
    assert format.attrib == {"name": "rdf_zotero", "type": "application/rdf+xml"}
    about = [node.get(f"{{{SPACE['rdf']}}}about") for node in root]
    assert len(set(about)) == 4
    assert about[0] == "#unapi"


def test_our_own_reader_passes_over_the_formats() -> None:
    data = "".join(zotero_rdf.unapi([rich(), article()])).encode()
    made = [readers.parse("zotero-rdf", chunk) for chunk in readers.chunks("zotero-rdf", [data])]
    assert [one.title for one in made if isinstance(one, Book)] == ["The salt roads", "On tolls"]


# --- COinS ----------------------------------------------------------------------------------------------------


def read(text: str) -> dict[str, list[str]]:
    """A title as Zotero's reader takes it apart: a plus sign, encoded or not, is a space."""
    found: dict[str, list[str]] = {}
    for part in text.split("&"):
        name, _, value = part.partition("=")
        found.setdefault(name, []).append(unquote(re.sub(r"\+|%2[bB]", " ", value)))
    return found


PEOPLE = [
    Contributor("King, Martin, Jr.", ["aut"]),
    Contributor("Falconi, Ada", ["aut"]),
    Contributor("Belli, Rina", ["trl"]),
]
TRAPS: dict[str, tuple[Book, str, list[str]]] = {
    "a plus sign is no space": (book("C++ & more"), "rft.btitle", ["C＋＋ & more"]),
    "every value is encoded": (book("100% of a=b&c=d #1 ?"), "rft.btitle", ["100% of a=b&c=d #1 ?"]),
    "other scripts": (book("塩の道"), "rft.btitle", ["塩の道"]),
    "quotes and tags": (book("\"x\" <b>y</b> 'z'"), "rft.btitle", ["\"x\" <b>y</b> 'z'"]),
    "half of a pair": (book("a\ud800b"), "rft.btitle", ["a\ufffdb"]),
    "one key for each author": (book(contributors=PEOPLE), "rft.au", ["King, Martin, Jr.", "Falconi, Ada"]),
    "a translator is no author": (book(contributors=PEOPLE), "rft.contributor", ["Belli, Rina"]),
    "the genre": (book(), "rft.genre", ["book"]),
    "the format": (book(), "rft_val_fmt", ["info:ofi/fmt:kev:mtx:book"]),
    "an article has a title of its own": (article(), "rft.atitle", ["On tolls"]),
    "a DOI": (book(identifiers={"doi": ["10.1/a b"]}), "rft_id", ["info:doi/10.1/a b"]),
    "pages": (book(pages=312), "rft.tpages", ["312"]),
    "the year": (book(date=PublicationDate("c1999", 1999)), "rft.date", ["1999"]),
    "a cancelled ISBN": (book(isbns=[Isbn("x", "9780306406157", cancelled=True)]), "rft.isbn", []),
}


@pytest.mark.parametrize("name", TRAPS)
def test_traps_of_coins(name: str) -> None:
    made, key, expected = TRAPS[name]
    assert read(coins.title(made)).get(key, []) == expected


def test_coins_need_no_care_in_html() -> None:
    """But for the ampersands between its pairs, no character of it means anything in an attribute."""
    text = coins.title(book("\"'<>&"))
    assert not set(text) & set('"<> ')
    assert read(unescape(text.replace("&", "&amp;")))["rft.btitle"] == ["\"'<>&"]
