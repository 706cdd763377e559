"""Zotero RDF: what Zotero's own export writes (namespaces z, bib, dc, dcterms, prism, foaf, vcard), so that it saves a whole book.

A file beside a page is a static unAPI server as well (the guide on the front end, §2b): Zotero asks it for its formats and
then for the record, and a host of plain files answers both with the same file (`unapi`). What Zotero has no field for stands
in statements of our own namespace, which it passes over, in the words of our RIS (`ris`); our reader takes them back.
Text is put together by hand, a node at a time: a file stands beside every book, and a download never holds a whole tree.
"""

from collections.abc import Iterable, Iterator

from shelflist.cataloguing import statements
from shelflist.exports import ris
from shelflist.exports.reference import WITHIN, is_plain, is_volume, key, kind, short_title, whole_title
from shelflist.exports.values import abstract, chapter, xml_text
from shelflist.model import Book, Contributor

OWN = "urn:shelflist:statements"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/biblio#"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/" xmlns:foaf="http://xmlns.com/foaf/0.1/"'
    f' xmlns:vcard="http://nwalsh.com/rdf/vCard#" xmlns:own="{OWN}">\n'
)
TAIL = "</rdf:RDF>\n"
UNAPI = (
    '<rdf:Description rdf:about="#unapi"><formats xmlns="http://unapi.info/" rdf:parseType="Literal">'
    '<format name="rdf_zotero" type="application/rdf+xml"/></formats></rdf:Description>\n'
)
"""The formats of the unAPI server that the file is: one."""

TYPES: dict[str, tuple[str, str]] = {
    "book": ("Book", "book"), "article": ("Article", "journalArticle"), "review": ("Article", "journalArticle"),
    "chapter": ("BookSection", "bookSection"), "conference paper": ("Article", "conferencePaper"),
    "entry": ("BookSection", "encyclopediaArticle"), "thesis": ("Thesis", "thesis"), "report": ("Report", "report"),
    "preprint": ("Article", "preprint"), "manuscript": ("Manuscript", "manuscript"), "web page": ("Document", "webpage"),
    "blog post": ("Document", "blogPost"), "post": ("Document", "forumPost"), "letter": ("Letter", "letter"),
    "interview": ("Interview", "interview"), "film": ("MotionPicture", "film"), "video": ("Recording", "videoRecording"),
    "broadcast": ("Recording", "radioBroadcast"), "sound recording": ("Recording", "audioRecording"),
    "picture": ("Illustration", "artwork"), "map": ("Image", "map"), "talk": ("ConferenceProceedings", "presentation"),
    "software": ("Data", "computerProgram"), "data set": ("Data", "dataset"), "patent": ("Patent", "patent"),
    "standard": ("Document", "standard"), "law": ("Legislation", "statute"), "court case": ("Document", "case"),
    "hearing": ("Report", "hearing"),
}  # fmt: skip
"""Plain word for what it is → class of the node, Zotero's item type; any other is a book to Zotero."""

ROLES: dict[str, str] = {
    "aut": "bib:authors", "edt": "bib:editors", "trl": "z:translators", "pbd": "z:seriesEditors", "ctb": "bib:contributors",
}  # fmt: skip
"""Role → the list of those who have it, as a book has them in Zotero."""

JOURNALS = frozenset(("article", "review"))


def write(books: Iterable[Book]) -> Iterator[str]:
    """The pieces of a file of these books, a node each."""
    yield HEAD
    yield from nodes(books)
    yield TAIL


def unapi(books: Iterable[Book]) -> Iterator[str]:
    """The same as a static unAPI server: its formats first."""
    yield HEAD + UNAPI
    yield from nodes(books)
    yield TAIL


def nodes(books: Iterable[Book]) -> Iterator[str]:
    """A node for each book; no two have one name."""
    seen: dict[str, int] = {}
    for book in books:
        name = key(book)
        number = seen[name] = seen.get(name, 0) + 1
        yield node(book, f"{name}-{number}" if number > 1 else name)


def _text(text: str) -> str:
    """Text of an element; white space that a reader of XML would turn into others (XML 1.0, 2.11) becomes spaces."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    if "\r" in text:
        text = text.replace("\r", " ")
    return xml_text(text)


def node(book: Book, name: str) -> str:
    """One book's node."""
    word = kind(book)
    tag, item_type = TYPES.get(word, TYPES["book"])
    out = [f'<bib:{tag} rdf:about="#{name}"><z:itemType>{item_type}</z:itemType>\n']
    _people(out, book)
    out.append(f"<dc:title>{_text(whole_title(book))}</dc:title>\n")
    if short := short_title(book):
        out.append(f"<z:shortTitle>{_text(short)}</z:shortTitle>\n")
    _standing(out, book, word)
    _published(out, book)
    _numbers(out, book)
    out += [f"<dc:subject>{_text(one.text().replace(' — ', ' -- '))}</dc:subject>\n" for one in book.subjects]
    if book.summary:
        out.append(f"<dcterms:abstract>{_text(abstract(book.summary))}</dcterms:abstract>\n")
    out += [f"<own:say>{_text(line)}</own:say>\n" for line in _own(book, word)]
    out.append(f"</bib:{tag}>\n")
    return "".join(out)


def _person(one: Contributor) -> str:
    """Family and given name; a body, and whoever has one name, stands under `surname` alone, as Zotero writes them."""
    family, _, given = one.name.partition(", ") if one.kind == "person" else (one.name, "", "")
    more = f"<foaf:givenName>{_text(given)}</foaf:givenName>" if given else ""
    return f"<rdf:li><foaf:Person><foaf:surname>{_text(family)}</foaf:surname>{more}</foaf:Person></rdf:li>"


def _people(out: list[str], book: Book) -> None:
    """Those of each role that Zotero has; who has another one, or none, is a contributor."""
    lists: dict[str, list[str]] = {}
    for one in book.contributors:
        tags = dict.fromkeys(ROLES[role] for role in one.roles if role in ROLES)
        author = (one.main and not one.roles) or "cre" in one.roles
        made = _person(one)
        for tag in tags or ["bib:authors" if author else "bib:contributors"]:
            lists.setdefault(tag, []).append(made)
    for tag, found in lists.items():
        out.append(f"<{tag}><rdf:Seq>{''.join(found)}</rdf:Seq></{tag}>\n")


def _standing(out: list[str], book: Book, word: str) -> None:
    """What it stands in, its series, its volume, edition and extent."""
    host, volume = book.host, ""
    if host is not None:
        tag = "Journal" if word in JOURNALS else "Book"
        said = (("dc:title", host.title), ("prism:volume", host.volume), ("prism:number", host.number),
                ("dc:identifier", f"ISSN {host.issn}" if host.issn else ""))  # fmt: skip
        inner = "".join([f"<{name}>{_text(text)}</{name}>" for name, text in said if text])
        out.append(f"<dcterms:isPartOf><bib:{tag}>{inner}</bib:{tag}></dcterms:isPartOf>\n")
        if host.pages:
            out.append(f"<bib:pages>{_text(host.pages)}</bib:pages>\n")
    elif book.parts:
        volume = book.parts[0].removeprefix("Volume ") if is_volume(book.parts[0]) else book.parts[0]
        out.append(f"<prism:volume>{_text(volume)}</prism:volume>\n")
    if book.series:
        first = book.series[0]
        number = f"<dc:identifier>{_text(first.volume)}</dc:identifier>" if first.volume else ""
        inner = f"<bib:Series><dc:title>{_text(first.title)}</dc:title>{number}</bib:Series>"
        out.append(f"<dcterms:isPartOf>{inner}</dcterms:isPartOf>\n")
    if book.edition:
        out.append(f"<prism:edition>{_text(book.edition)}</prism:edition>\n")
    extent = str(book.pages) if book.pages and book.extent == f"{book.pages} p." else book.extent
    if extent and host is None:
        out.append(f"<z:numPages>{_text(extent)}</z:numPages>\n")


def _published(out: list[str], book: Book) -> None:
    """Publisher and place as Zotero nests them; the date as printed; the languages."""
    first = book.imprints[0] if book.imprints else None
    if first is not None and (first.places or first.publishers):
        where = _text("; ".join(first.places))
        inner = (
            f"<vcard:adr><vcard:Address><vcard:locality>{where}</vcard:locality></vcard:Address></vcard:adr>"
            if where
            else ""
        )
        if first.publishers:
            inner += f"<foaf:name>{_text('; '.join(first.publishers))}</foaf:name>"
        out.append(f"<dc:publisher><foaf:Organization>{inner}</foaf:Organization></dc:publisher>\n")
    date, year = book.date.raw, book.date.year
    if not date or (year is not None and year > 0 and str(year) not in date):
        date = str(year or "")  # what is printed says no such year ("s.d."): a statement has it
    if date:
        out.append(f"<dc:date>{_text(date)}</dc:date>\n")
    out += [f"<z:language>{_text(code)}</z:language>\n" for code in book.languages]


def _numbers(out: list[str], book: Book) -> None:
    said = [f"ISBN {one.isbn13}" for one in book.isbns if one.valid()]
    said += [f"ISSN {text}" for text in book.identifiers.get("issn", ())]
    said += [f"DOI {text}" for text in book.identifiers.get("doi", ())]
    out += [f"<dc:identifier>{_text(text)}</dc:identifier>\n" for text in said]
    for link in book.links:
        out.append(
            f"<dc:identifier><dcterms:URI><rdf:value>{_text(link.url)}</rdf:value></dcterms:URI></dc:identifier>\n"
        )
    if book.classes:
        number = _text(book.classes[0].number)
        out.append(f"<dc:subject><dcterms:LCC><rdf:value>{number}</rdf:value></dcterms:LCC></dc:subject>\n")


def _own(book: Book, word: str) -> list[str]:
    """What Zotero's fields do not say, as statements: those of RIS, and whole lists where RDF says less than RIS does."""
    own = [line.removeprefix(ris.PREFIX) for line in ris.lines(book) if line.startswith(ris.PREFIX)]
    names = {line.partition(":")[0] for line in own}
    more: list[tuple[str, list[str]]] = []
    if any(not _comes_back(one) for one in book.contributors) or word in WITHIN or book.host is not None:
        more.append(("contributor", [statements.contributor(one) for one in book.contributors]))
    if len(book.imprints) == 1 and max(len(book.imprints[0].publishers), len(book.imprints[0].places)) > 1:
        more.append(("imprint", [statements.imprint(one) for one in book.imprints]))
    if book.parts:
        more.append(("part", list(book.parts)))
    if book.host is not None and book.series:
        more.append(("series", [statements.series(one) for one in book.series]))
    more.append(("note", [one.text for one in book.notes]))
    more.append(("contents", [chapter(one) for one in book.contents]))
    own += [f"{name}: {text}" for name, texts in more if name not in names for text in texts]
    return own


def _comes_back(one: Contributor) -> bool:
    """Whether a name and its roles are read again as they are."""
    return is_plain(one) and len(one.roles) == 1 and one.roles[0] in ROLES and one.roles[0] != "ctb"
