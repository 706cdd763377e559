"""A made-up library of any size, from a seed: as MARC 21 (ISO 2709) for Shelflist and as Markdown for Hugo.

The shape is that of real catalogues with full records: 4.4 subject headings a book drawn by Zipf's law, so that a few
headings gather most books, with subdivisions for topic, place, period and form; authors with more than one book, some of
them in several forms, with and without dates; 8 to 15 chapters, every sixth book's with authors of their own; series with
volumes; Dewey's numbers and those of the Library of Congress; a summary of about 120 words. One seed and size give the same
bytes everywhere. Both sites hold the same books, the same headings (a subdivided heading counts under each of its prefixes)
and hence as many book and subject pages. `python -m bench.corpus DIR --books N` writes both.
"""

import argparse
import itertools
import json
import random
import shutil
import textwrap
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pymarc import Field, Indicators, Leader, MARCWriter, Record, Subfield

from shelflist import exports, provenance
from shelflist.cataloguing import isbn
from shelflist.readers import Chunk, origins
from shelflist.readers.marc import marc21

FILES = 10
HUGO = Path(__file__).parent / "hugo"
SITE_TOML = '[site]\ntitle = "Bench"\ndescription = "Made-up books."\nlanguage = "en"\n'


def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


NOUNS = words("""alliance archive army autonomy balance bargain border budget capital charter citizen city coalition colony
commerce conflict congress constitution contract council court crisis currency debt defence democracy diplomacy
dominion economy election empire energy export federation finance force frontier government grain guild harbour
history identity industry inheritance institution interest intervention island judge justice kingdom labour land
language law leader legacy liberty market memory merchant migration minister minority mission monarchy movement nation
navy negotiation neutrality occupation order parliament partition peace peasant policy port power press prison
province railway rebellion reform refugee region republic resistance revolution right river rule sanction school
security settlement siege silver society soldier sovereignty state strategy strike tariff territory theory trade
treaty tribunal union university village violence war water welfare winter witness worker""")
ADJECTIVES = words("""agrarian ancient civil colonial common comparative contested divided domestic early eastern economic
federal foreign fragile free global hidden imperial industrial inner international late legal lesser liberal limited
local long lost maritime mediterranean military modern moral national naval neutral new northern northwestern open
ordinary peaceful political popular public quiet regional revolutionary rural secret shared silent small social
southern sovereign strategic temporary transnational unfinished universal urban western""")
VERBS = words("""argues asks compares considers describes draws examines explains explores finds follows gathers maps
measures offers questions reads recovers reconsiders reveals shows studies tests traces uncovers weighs""")
LINKS = words("""and or of in for against between beyond within under after before during through toward without among
behind across over""")
HEADS = words("""Ban Bel Bor Cal Cor Dal Del Dor Fal Fen Gar Gor Hal Hart Hol Kel Kir Lam Lan Lind Mal Mar Mor Nor Ol Par
Per Quin Ran Ros Sal San Sor Tal Tor Val Var Wal Wen Wil Yar Zel""")
TAILS = words("""ac aldi ano ard bach berg by dahl der dorf ek ell en er escu feld ford gren ham han hardt ier ikov ing ini
ko ley lund man mann mont nen ney o off ola ova quist ra ris roth sen ski son stein ström tano ton ulu vik way wood
zo""")
FORENAMES = words("""Ada Agnes Alan Amina Anna Anton Bruno Carla Clara Daniel David Elena Emil Erik Esther Eva Felix Grace
Hanna Hugo Ines Irene Ivan Jakob Jane Jonas Julia Karim Laura Lena Leo Lucia Maria Marta Max Mira Nadia Nina Olga
Oscar Paul Rosa Samuel Sara Simon Sofia Thomas Vera Viktor Yasmin""")
CITIES = words("Aberford Bramsk Calvera Dorning Elmstadt Fairhaven Gravelle Holmby Istrava Kelston")
SUBDIVISIONS = (
    ("History",), ("Law and legislation",), ("Case studies",), ("Economic aspects",), ("Political aspects",),
    ("History", "20th century"), ("France",), ("Italy", "History"), ("Germany", "Economic conditions"), ("Congresses",),
)  # fmt: skip
"""What follows a main heading."""

CODES = {"20th century": "y", "France": "z", "Italy": "z", "Germany": "z", "Case studies": "v", "Congresses": "v"}
"""Subdivision → its subfield in MARC 21; the others are topics, x."""

LETTERS = (
    "H",
    "HB",
    "HC",
    "HD",
    "HF",
    "HJ",
    "HM",
    "HN",
    "HV",
    "J",
    "JA",
    "JC",
    "JF",
    "JK",
    "JN",
    "JX",
    "JZ",
    "K",
    "KF",
    "U",
    "UA",
)
"""Classes of the Library of Congress."""


@dataclass(frozen=True)
class Person:
    """An author: `form` is the name that most books have, `others` what a few have in its place, `dates` as printed."""

    form: str
    others: tuple[str, ...] = ()
    dates: str = ""


@dataclass(frozen=True)
class BenchBook:
    """One made-up book: plain text, no punctuation of any format."""

    identity: str
    title: str
    subtitle: str
    authors: tuple[str, ...]
    dates: tuple[str, ...]
    publisher: str
    city: str
    year: int
    pages: int
    isbn: str
    class_number: str
    call_number: str
    series: str
    volume: int
    subjects: tuple[tuple[str, ...], ...]
    chapters: tuple[str, ...]
    hands: tuple[str, ...]
    summary: str

    @property
    def prefixes(self) -> list[str]:
        """Every heading that gathers the book: a subdivided one and what stands above it, each once."""
        found = (" -- ".join(parts[:depth]) for parts in self.subjects for depth in range(1, len(parts) + 1))
        return list(dict.fromkeys(found))


def isbn13(number: int) -> str:
    """The ISBN-13 with a right check digit of a nine-digit number."""
    body = f"978{number:09d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return f"{body}{-total % 10}"


def headings(draw: random.Random, books: int) -> list[tuple[str, ...]]:
    """Subject headings, commonest first: about one for every seven books, a third of them subdivided."""
    wanted = max(20, books // 7)
    places = sorted({head + tail for head in HEADS for tail in TAILS})
    mains = [f"{adjective.capitalize()} {noun}" for adjective in ADJECTIVES for noun in NOUNS]
    draw.shuffle(places)
    draw.shuffle(mains)
    names: list[str] = [name for pair in zip(mains, itertools.cycle(places), strict=False) for name in pair]
    chosen = list(dict.fromkeys(names))[:wanted]
    return [(name, *draw.choice(SUBDIVISIONS)) if place % 3 == 2 else (name,) for place, name in enumerate(chosen)]


def people(draw: random.Random, books: int) -> list[Person]:
    """Authors, four for every five books: every fifth with forms of the name, every third with dates."""
    families = [head + tail for head in HEADS for tail in TAILS]
    found: dict[str, Person] = {}
    for _ in range(max(10, books * 4 // 5)):
        family, first, middle = draw.choice(families), draw.choice(FORENAMES), draw.choice(FORENAMES)
        form = f"{family}, {first} {middle[0]}." if draw.random() < 0.3 else f"{family}, {first}"
        others = (f"{family}, {first} {middle}", f"{family} {first} {middle[0]}.") if draw.random() < 0.2 else ()
        dates = f"{draw.randint(1880, 1980)}-" if draw.random() < 0.33 else ""
        found.setdefault(form, Person(form, others, dates))
    return list(found.values())


def named(draw: random.Random, person: Person) -> str:
    """The form of a name that one record has."""
    return draw.choice(person.others) if person.others and draw.random() < 0.4 else person.form


def call_number(draw: random.Random, family: str, year: int) -> str:
    """A number of the Library of Congress with the author's cutter and the year."""
    number = f"{draw.choice(LETTERS)}{draw.randint(1, 999)}" + (f".{draw.randint(1, 9)}" if draw.random() < 0.3 else "")
    return f"{number} .{family[0]}{draw.randint(2, 99)} {year}"


def sentence(draw: random.Random) -> str:
    """One sentence of some twenty words."""
    said = [f"the {draw.choice(ADJECTIVES)} {draw.choice(NOUNS)}", draw.choice(VERBS)]
    for _ in range(4):
        said += [draw.choice(LINKS), "the", draw.choice(ADJECTIVES), draw.choice(NOUNS)]
    text = " ".join(said)
    return f"{text[0].upper()}{text[1:]}."


def chapter(draw: random.Random) -> str:
    """One chapter's title."""
    first = f"{draw.choice(ADJECTIVES)} {draw.choice(NOUNS)} {draw.choice(LINKS)} {draw.choice(NOUNS)}"
    return first[0].upper() + first[1:]


def books(number: int, seed: int = 1) -> Iterator[BenchBook]:
    """`number` books in a fixed order; the same ones for the same number and seed."""
    draw = random.Random(f"{seed}:{number}")
    subjects = headings(draw, number)
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(subjects))))
    pool = people(draw, number)
    presses = [f"{city} {kind}" for city in CITIES for kind in ("University Press", "Academic", "House", "Institute")]
    for count in range(number):
        places = [bisect(weights, draw.random() * weights[-1]) for _ in range(draw.choice((3, 4, 4, 5, 5, 6)))]
        authors = draw.sample(pool, 1 if draw.random() < 0.75 else 2)
        name = f"{draw.choice(ADJECTIVES)} {draw.choice(NOUNS)} {draw.choice(LINKS)} the {draw.choice(NOUNS)}"
        press, year = draw.choice(presses), draw.randint(1950, 2024)
        chapters = tuple(chapter(draw) for _ in range(draw.randint(8, 15)))
        series = (
            f"{draw.choice(ADJECTIVES).capitalize()} studies {draw.randint(1, number // 200 + 1)}"
            if draw.random() < 0.3
            else ""
        )
        yield BenchBook(
            identity=f"bench{count:07d}",
            title=f"{name[0].upper()}{name[1:]}, volume {count + 1}",
            subtitle=f"a {draw.choice(ADJECTIVES)} {draw.choice(NOUNS)}",
            authors=tuple(named(draw, author) for author in authors),
            dates=tuple(author.dates for author in authors),
            publisher=press,
            city=press.split()[0],
            year=year,
            pages=draw.randint(120, 640),
            isbn=isbn13(draw.randrange(100_000_000) * 10 + count % 10),
            class_number=f"{draw.randint(320, 359)}.{draw.randint(1, 9)}",
            call_number=call_number(draw, authors[0].form, year),
            series=series,
            volume=draw.randint(1, 30) if series and draw.random() < 0.8 else 0,
            subjects=tuple(dict.fromkeys(subjects[min(place, len(subjects) - 1)] for place in places)),
            chapters=chapters,
            hands=tuple(direct(draw.choice(pool).form) for _ in chapters) if count % 6 == 5 else (),
            summary=" ".join(sentence(draw) for _ in range(6)),
        )


def direct(name: str) -> str:
    """A name in the order one says it."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma else name


def field(tag: str, indicators: str, *parts: str) -> Field:
    """A data field from code and value in turn."""
    subfields = [Subfield(code, value) for code, value in zip(parts[::2], parts[1::2], strict=True)]
    return Field(tag, Indicators(indicators[0], indicators[1]), subfields)


def author(tag: str, book: BenchBook, place: int) -> Field:
    """An author's field."""
    name, dates = book.authors[place], book.dates[place]
    kind = "1 " if ", " in name else "0 "
    lived = ("d", f"{dates},") if dates else ()
    return field(tag, kind, "a", f"{name},", *lived, "e", "author.")


def contents(book: BenchBook) -> list[str]:
    """The chapters as a contents note has them."""
    if not book.hands:
        return list(book.chapters)
    return [f"{title} / {hand}" for title, hand in zip(book.chapters, book.hands, strict=True)]


def marc(book: BenchBook) -> Record:
    """The book as a MARC 21 record with ISBD punctuation, as libraries hand it out."""
    record = Record(force_utf8=True)
    record.leader = Leader("00000nam a2200000 i 4500")
    said = " and ".join(direct(name) for name in book.authors)
    fields = [
        Field("001", data=book.identity),
        Field("008", data=f"240101s{book.year}    xx            000 0 eng d"),
        field("020", "  ", "a", book.isbn),
        field("050", "00", "a", book.call_number.partition(" ")[0], "b", book.call_number.partition(" ")[2]),
        field("082", "04", "a", book.class_number, "2", "23"),
        author("100", book, 0),
        field("245", "10", "a", f"{book.title} :", "b", f"{book.subtitle} /", "c", f"{said}."),
        field("264", " 1", "a", f"{book.city} :", "b", f"{book.publisher},", "c", f"{book.year}."),
        field("300", "  ", "a", f"{book.pages} pages ;", "c", "24 cm"),
    ]
    if book.series:
        volume = ("v", str(book.volume)) if book.volume else ()
        fields.append(field("490", "0 ", "a", f"{book.series} ;" if volume else book.series, *volume))
    fields.append(field("505", "0 ", "a", " -- ".join(contents(book)) + "."))
    fields.append(field("520", "  ", "a", book.summary))
    for main, *below in book.subjects:
        fields.append(field("650", " 0", "a", main, *[text for name in below for text in (CODES.get(name, "x"), name)]))
    fields += [author("700", book, place) for place in range(1, len(book.authors))]
    record.add_field(*fields)  # type: ignore[no-untyped-call]
    return record


def cover(title: str) -> list[str]:
    """A title in five short lines."""
    return textwrap.wrap(title, 15)[:5]


def parts(book: BenchBook) -> list[list[dict[str, str]]]:
    """Each subject as its parts; a part names the heading down to it."""
    return [
        [{"text": text, "heading": " -- ".join(subject[: depth + 1])} for depth, text in enumerate(subject)]
        for subject in book.subjects
    ]


def worked_out(book: BenchBook) -> dict[str, Any]:
    """What Shelflist works out for a book's page from its record, ready made: the record field by field, where each value
    came from, and the files for other programs."""
    made = marc21.parse(Chunk(marc(book).as_marc(), 1))
    return {
        "record": provenance.record_fields(made.records[0]),
        "origins": [row._asdict() for row in provenance.rows(made, origins)],
        **{format.replace("-", ""): exports.text(format, [made]) for format in exports.BESIDE.values()},
    }


def markdown(book: BenchBook) -> str:
    """The book as a Hugo content file: front matter in JSON, then summary and contents.

    All that a page of Shelflist shows is there; what Shelflist works out (forms of the ISBN, lines of the cover, the staff
    view, the files for other programs) is given to Hugo ready made.
    """
    front = {
        "title": book.title,
        "subtitle": book.subtitle,
        "authors": [direct(name) for name in book.authors],
        "publishers": [book.publisher],
        "city": book.city,
        "year": book.year,
        "years": [str(book.year)],
        "pages": book.pages,
        "isbn": book.isbn,
        "isbns": [book.isbn, isbn.hyphenated(book.isbn), isbn.to_10(book.isbn)],
        "lang": "en",
        "responsibility": " and ".join(direct(name) for name in book.authors),
        "family": book.authors[0].partition(",")[0],
        "hue": sum(book.identity.encode()) % 360,
        "cover": cover(book.title),
        "parts": parts(book),
        "file": f"{book.identity}.md",
        "classes": [book.call_number.partition(" ")[0], book.class_number],
        "shelf": [
            {"class": book.call_number.partition(" ")[0], "number": book.call_number, "scheme": "Library of Congress"},
            {"class": book.class_number, "number": book.class_number, "scheme": "Dewey 23"},
        ],
        "languages": ["English"],
        "series": [book.series] if book.series else [],
        "volume": str(book.volume or ""),
        "identity": book.identity,
        "subjects": book.prefixes,
        "headings": [" -- ".join(parts) for parts in book.subjects],
        "summary": book.summary[:450],
        **worked_out(book),
    }
    hands = book.hands or ("",) * len(book.chapters)
    chapters = "\n\n".join(
        f"### {number}. {text}" + (f"\n\n{hand}" if hand else "")
        for number, (text, hand) in enumerate(zip(book.chapters, hands, strict=True), 1)
    )
    body = f"## Summary\n\n{book.summary}\n\n## Contents\n\n{chapters}\n"
    return f"{json.dumps(front, ensure_ascii=False, indent=1)}\n\n{body}"


def write_shelflist(site: Path, library: list[BenchBook]) -> None:
    """A site folder of Shelflist: site.toml and the records, spread evenly over FILES source files."""
    records = site / "content" / "records"
    records.mkdir(parents=True)
    (site / "site.toml").write_text(SITE_TOML, encoding="utf-8")
    for place in range(FILES):
        with (records / f"part{place}.mrc").open("wb") as out:
            writer = MARCWriter(out)
            for book in library[place::FILES]:
                writer.write(marc(book))


def write_hugo(site: Path, library: list[BenchBook]) -> None:
    """A site folder of Hugo: the templates beside this module and a content file a book."""
    shutil.copytree(HUGO, site)
    content = site / "content" / "books"
    content.mkdir(parents=True)
    (content / "_index.md").write_text('{\n "title": "Books"\n}\n', encoding="utf-8")
    for book in library:
        (content / f"{book.identity}.md").write_text(markdown(book), encoding="utf-8")


def main() -> None:
    """Both sites of one library, below a folder that must not hold them yet."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--books", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    library = list(books(given.books, given.seed))
    write_shelflist(given.folder / "shelflist", library)
    write_hugo(given.folder / "hugo", library)


if __name__ == "__main__":
    main()
