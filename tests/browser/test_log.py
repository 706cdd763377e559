"""The visitor's own log: kept in the browser, by keyboard, in two tabs, in files, in an address; and what is wrong is said."""

import base64
import csv
import io
import json
import re
import zlib
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, expect

from shelflist import site
from shelflist.readers import FORMATS
from shelflist.settings import load
from tests.browser.conftest import PATIENCE, Demo, Open
from tests.tools import ROOT, make_site, marc

expect.set_options(timeout=PATIENCE)

HENKE = "books/constructing-allied-cooperation-henke/"
KEY = "shelflist:log:1:/a/b/"
TITLE = "Constructing Allied Cooperation"


@pytest.fixture(scope="module")
def other(demo: Demo) -> str:
    """The address of another book, with an ordinary title."""
    rows = json.loads((demo.folder / "search" / "books.json").read_text(encoding="utf-8"))["books"]
    return next(str(row[0]) for row in rows if row[0] != HENKE and row[1].isascii() and row[2] and row[3])


@pytest.fixture
def book(page: Page, demo: Demo) -> Page:
    """A book's page with its log open."""
    page.goto(demo.address + HENKE)
    page.click(".mine summary")
    return page


def row(**marks: Any) -> dict[str, Any]:
    """A book of a log, as it is kept."""
    return {"href": HENKE, "title": TITLE, "people": "Henke, Marina E.", "year": "2019", **marks}


def kept(page: Page) -> list[dict[str, Any]]:
    """The books that the browser keeps."""
    found = json.loads(page.evaluate(f"localStorage.getItem({KEY!r})") or '{"books": []}')
    return found["books"]  # type: ignore[no-any-return]


def filled(page: Page, demo: Demo, *rows: dict[str, Any], raw: str | None = None) -> Page:
    """The page of the log, of these books."""
    page.goto(demo.address + "about/")
    text = json.dumps({"shelflist-log": 1, "books": rows}) if raw is None else raw
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    page.goto(demo.address + "log/")
    expect(page.locator("#own")).to_be_visible()
    return page


def status(page: Page) -> Locator:
    return page.locator("#status")


def saved(page: Page, kind: str) -> str:
    """The file that a button gives."""
    with page.expect_download() as download:
        page.click(f"[data-export={kind}]")
    return Path(download.value.path()).read_text(encoding="utf-8")


def brought(page: Page, name: str, text: str | bytes) -> None:
    """Gives the page a file."""
    data = text.encode() if isinstance(text, str) else text
    page.set_input_files("#file", {"name": name, "mimeType": "application/octet-stream", "buffer": data})


def fragment(value: Any, form: str = "1", way: str = "z") -> str:
    """A list as an address holds it, whatever it says."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    if way == "z":
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        data = packer.compress(data) + packer.flush()
    return f"#list={form}{way}" + base64.urlsafe_b64encode(data).decode().rstrip("=")


# --- on a book's page -----------------------------------------------------------------------------------------


def test_marks_stay_in_the_browser(book: Page, demo: Demo, open_page: Open):
    book.get_by_label("Status").select_option("Reading")
    book.get_by_label("Stars").select_option("4½ of 5")
    book.get_by_label("Finished on").fill("2024-05")
    book.get_by_label("In my basket").check()
    book.get_by_label("My notes").fill("A note\nof two lines")
    book.get_by_label("My notes").blur()
    expect(book.locator(".mine summary")).to_have_text(
        "My log: Reading, 4½ of 5, finished 2024-05, in my basket, with notes"
    )
    expect(book.locator(".mine [role=status]")).to_have_text("Kept in this browser.")
    [found] = kept(book)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found.pop("added"))
    assert found == row(status="reading", stars=4.5, finished="2024-05", basket=True, note="A note\nof two lines")
    book.reload()
    book.click(".mine summary")
    assert book.get_by_label("My notes").input_value() == "A note\nof two lines"
    elsewhere = open_page()
    elsewhere.goto(demo.address + HENKE)
    expect(elsewhere.locator(".mine summary")).to_have_text("My log")


def test_a_wrong_date_is_said(book: Page):
    box = book.get_by_label("Finished on")
    box.fill("31/5/2024")
    box.blur()
    expect(book.locator(".mine [role=status]")).to_have_text(re.compile("^Not kept: write a date as 2024, 2024-05"))
    expect(box).to_have_attribute("aria-invalid", "true")
    assert kept(book) == []
    box.fill("2024-05-31")
    box.blur()
    expect(box).to_have_attribute("aria-invalid", "false")
    assert kept(book)[0]["finished"] == "2024-05-31"


def test_removing_can_be_taken_back(book: Page):
    book.get_by_label("My notes").fill("Long thought")
    book.get_by_label("My notes").blur()
    book.get_by_role("button", name="Remove from my log").click()
    expect(book.locator(".mine summary")).to_have_text("My log")
    assert kept(book) == []
    assert book.evaluate("localStorage.length") == 0, "an empty log leaves nothing behind"
    book.get_by_role("button", name="Put it back").click()
    expect(book.get_by_label("My notes")).to_have_value("Long thought")
    assert kept(book)[0]["note"] == "Long thought"


def test_a_note_that_is_not_finished_is_kept_when_one_goes_away(book: Page, demo: Demo):
    book.get_by_label("My notes").press_sequentially("Half a th", delay=1)
    book.goto(demo.address + "log/")
    expect(book.locator("#books .own")).to_have_text("Half a th")


def test_by_keyboard_from_the_book_to_the_list(page: Page, demo: Demo):
    page.goto(demo.address + HENKE)
    summary = page.locator(".mine summary")
    expect(summary).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if summary.evaluate("it => it === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Status")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.type("2024")
    page.keyboard.press("Tab")
    expect(page.get_by_label("In my basket")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("By keys")
    page.keyboard.press("Tab")
    expect(summary).to_have_text("My log: To read, 5 of 5, finished 2024, in my basket, with notes")
    expect(page.get_by_role("button", name="Remove from my log")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="My whole log")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(demo.address + "log/")
    expect(page.locator("#show")).to_be_visible()
    page.locator("#show").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_url(demo.address + "log/#show=basket")
    for name in ("link", "summary", "JSON", "CSV, as Goodreads has it", "BibTeX", "RIS", "Print"):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.matches('a') ? 'link' : document.activeElement.localName === 'summary' ? 'summary' : document.activeElement.textContent")  # fmt: skip
        assert focused == name
    page.keyboard.press("Tab")
    page.keyboard.type("Sent by keys")
    page.keyboard.press("Enter")
    expect(page.locator("#address")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Sent by keys")
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("#sent-books li")).to_have_count(1)
    page.go_back()
    expect(page.locator("h1")).to_have_text("My log")
    expect(page.locator("#show")).to_have_value("basket")


# --- beside the owner's own -----------------------------------------------------------------------------------


def test_marks_stand_beside_the_owners_on_lists(book: Page, demo: Demo):
    book.get_by_label("Status").select_option("To read")
    book.get_by_label("Stars").select_option("3 of 5")
    for path in ("books/", "years/2019/", "lists/start-here/", "authors/henke-marina-e/"):
        book.goto(demo.address + path)
        mine = book.locator(".status.mine")
        expect(mine).not_to_have_count(0)
        expect(mine.first).to_have_text("My log: To read, 3 of 5")
    book.goto(demo.address + "search/?q=henke")
    expect(book.locator("#hits .status.mine")).to_have_text("My log: To read, 3 of 5")


# --- two tabs, and a store that says no -----------------------------------------------------------------------


def test_two_tabs(book: Page, demo: Demo, other: str):
    second = book.context.new_page()
    second.goto(demo.address + HENKE)
    second.click(".mine summary")
    book.get_by_label("Status").select_option("Read")
    expect(second.locator(".mine summary")).to_have_text("My log: Read")
    expect(second.get_by_label("Status")).to_have_value("read")
    second.get_by_label("Stars").select_option("2 of 5")
    expect(book.locator(".mine summary")).to_have_text("My log: Read, 2 of 5")
    third = book.context.new_page()
    third.goto(demo.address + "log/")
    expect(third.locator("#books li")).to_have_count(1)
    second.goto(demo.address + other)
    second.click(".mine summary")
    second.get_by_label("In my basket").check()
    expect(third.locator("#books li")).to_have_count(2)
    book.get_by_label("My notes").fill("Mine")
    book.get_by_label("My notes").blur()
    expect(third.locator("#books .own", has_text="Mine")).to_be_visible()
    assert len(kept(book)) == 2


def test_what_is_being_written_is_not_swept_away(book: Page, demo: Demo):
    book.get_by_label("My notes").press_sequentially("In the mid", delay=1)
    second = book.context.new_page()
    second.goto(demo.address + HENKE)
    second.click(".mine summary")
    second.get_by_label("Status").select_option("Read")
    expect(book.locator(".mine summary")).to_contain_text("Read")
    assert book.get_by_label("My notes").input_value() == "In the mid"
    book.get_by_label("My notes").blur()
    [found] = kept(book)
    assert (found["status"], found["note"]) == ("read", "In the mid")


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (
            "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }",
            "Not kept: the room that this browser gives to this site is full.",
        ),
        (
            "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})",
            "Not kept: this browser lets this site keep nothing",
        ),
    ],
    ids=["full", "forbidden"],
)
def test_a_store_that_keeps_nothing(page: Page, demo: Demo, script: str, words: str):
    page.add_init_script(script)
    page.goto(demo.address + HENKE)
    page.click(".mine summary")
    page.get_by_label("Status").select_option("Reading")
    expect(page.locator(".mine [role=status]")).to_contain_text(words)
    expect(page.locator(".mine summary")).to_have_text("My log")
    page.goto(demo.address + "log/")
    expect(page.locator("#none")).to_be_visible()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ('{"shelflist-log": 2, "books": [], "more": true}', "written by a newer version of this site"),
        ("{ not json", "cannot be read. It stays as it is"),
        ('{"books": []}', "cannot be read. It stays as it is"),
    ],
)
def test_a_log_that_cannot_be_read_is_left_alone(page: Page, demo: Demo, raw: str, words: str):
    filled(page, demo, raw=raw)
    expect(status(page)).to_contain_text(words)
    assert saved(page, "json") == raw, "it can be saved as it stands"
    page.goto(demo.address + HENKE)
    page.click(".mine summary")
    expect(page.locator(".mine [role=status]")).to_contain_text(words)
    page.get_by_label("Status").select_option("Reading")
    expect(page.locator(".mine [role=status]")).to_contain_text("Not changed")
    assert page.evaluate(f"localStorage.getItem({KEY!r})") == raw


def test_hostile_rows_of_the_store(page: Page, demo: Demo):
    rows = [
        row(status="__proto__", stars=99, note="<img src=x onerror=alert(1)>", finished="never", basket="yes"),
        {"href": "javascript:alert(1)", "status": "read"},
        {"href": "books/../../x/", "status": "read"},
        {"href": "books/%2e%2e/", "status": "read"},
        {"href": "books/a//b/", "status": "read"},
        {"href": 3, "status": "read"},
        None,
    ]
    filled(page, demo, *rows)  # type: ignore[arg-type]
    expect(page.locator("#books li")).to_have_count(1)
    expect(page.locator("#books .own")).to_have_text("<img src=x onerror=alert(1)>")
    expect(page.locator("#books li > .status")).to_be_hidden()
    assert page.locator("#log img").count() == 0


# --- files ----------------------------------------------------------------------------------------------------


def full(other: str) -> list[dict[str, Any]]:
    """A log that uses everything."""
    note = 'Quotes " and, commas; ½\n=2+2 & 50% of {it}'
    first = row(status="read", stars=4.5, finished="2024-05", added="2024-01-02", basket=True, note=note)
    return [first, {**row(status="want", added="2023-11-30"), "href": other}]


def compared(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without what the site says of the books itself."""
    own = ("href", "status", "stars", "finished", "added", "basket", "note")
    return sorted(({k: r[k] for k in own if k in r} for r in rows), key=lambda r: str(r["href"]))


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_out_and_in_again(page: Page, demo: Demo, other: str, kind: str):
    rows = full(other)
    filled(page, demo, *rows)
    text = saved(page, kind)
    expect(status(page)).to_have_text(f"2 books written to my-log.{kind}.")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#empty")
    expect(status(page)).to_have_text("Your log is empty.")
    assert kept(page) == []
    brought(page, f"my-log.{kind}", text)
    expect(status(page)).to_have_text("2 books taken, 2 of them new in your log.")
    assert compared(kept(page)) == compared(rows)
    brought(page, f"my-log.{kind}", text)
    expect(status(page)).to_have_text("2 books taken, 0 of them new in your log.")
    assert compared(kept(page)) == compared(rows)


def test_emptying_asks_first(page: Page, demo: Demo):
    asked: list[str] = []

    def no(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    filled(page, demo, row(status="read"))
    page.on("dialog", no)
    page.click("#empty")
    assert asked
    assert "Remove everything" in asked[0]
    assert len(kept(page)) == 1


def test_csv_has_the_columns_of_goodreads(page: Page, demo: Demo, other: str):
    filled(page, demo, *full(other))
    rows = list(csv.DictReader(io.StringIO(saved(page, "csv"), newline="")))
    found = next(r for r in rows if r["Address"] == HENKE)
    assert list(found)[:4] == ["Book Id", "Title", "Author", "Author l-f"]
    assert len(found) == 26
    expected = {
        "Author": "Marina E. Henke", "Author l-f": "Henke, Marina E.", "ISBN13": '="9781501739705"', "My Rating": "5",
        "Publisher": "Cornell University Press", "Number of Pages": "259", "Year Published": "2019", "Date Read": "2024/05",
        "Date Added": "2024/01/02", "Bookshelves": "read, basket", "Exclusive Shelf": "read", "Rating in Quarters": "18",
    }  # fmt: skip
    assert {name: found[name] for name in expected} == expected


def test_notes_that_look_like_formulas(page: Page, demo: Demo):
    filled(page, demo, row(note="=HYPERLINK(1)"))
    text = saved(page, "csv")
    assert ",'=HYPERLINK(1)," in text
    brought(page, "a.csv", text)
    expect(status(page)).to_contain_text("1 book taken")
    assert kept(page)[0]["note"] == "=HYPERLINK(1)"


def test_bibtex_and_ris_are_the_books_own_with_the_notes(page: Page, demo: Demo, other: str):
    filled(page, demo, *full(other))
    bib, ris = saved(page, "bib"), saved(page, "ris")
    folder = demo.folder
    for path in (HENKE, other):
        assert (folder / path / "book.bib").read_text(encoding="utf-8").splitlines()[-2] in bib
    assert 'annote = {Quotes " and, commas; ½ =2+2 \\& 50\\% of \\{it\\}},' in bib
    assert bib.count("\n@") + bib.startswith("@") == ris.count("TY  - ") == ris.count("ER  - ") == 2
    assert 'N1  - Quotes " and, commas; ½ =2+2 & 50% of {it}\nER  - ' in ris.replace("\r", "")


def test_records_that_cannot_be_fetched_are_counted(browser: Browser, demo: Demo, other: str):
    page = browser.new_page()  # the browser writes a failed request to the console, as it should
    filled(page, demo, *full(other))
    page.route(f"**/{other}book.*", lambda route: route.abort())
    assert saved(page, "ris").count("TY  - ") == 1
    expect(status(page)).to_have_text(
        "1 book written to my-log.ris. The records of 1 book could not be fetched: left out."
    )
    rows = list(csv.DictReader(io.StringIO(saved(page, "csv"), newline="")))
    assert len(rows) == 2
    expect(status(page)).to_contain_text("The records of 1 book could not be fetched: only title, people and year")
    page.route(f"**/{HENKE}book.*", lambda route: route.fulfill(status=404))
    page.click("[data-export=bib]")
    expect(status(page)).to_have_text("No books could be written: their records could not be fetched.")
    page.close()


GOODREADS = """Book Id,Title,Author,ISBN13,My Rating,Date Read,Bookshelves,Exclusive Shelf,My Review
1,"Constructing Allied Cooperation: Diplomacy, Payments, and Power (Coalitions, #1)",Marina E. Henke,="9781501739705",4,2021/06/07,"favourites, read",read,"Good.<br/>Very ""good""."
2,Constructing Allied Cooperation,Somebody Else,,3,,to-read,to-read,
3,A book of another place,Nobody Known,,5,,read,read,
"""


def test_an_export_of_goodreads(page: Page, demo: Demo):
    filled(page, demo)
    brought(page, "goodreads.csv", "\ufeff" + GOODREADS.replace("\n", "\r\n"))
    expect(status(page)).to_have_text(
        "1 book taken, 1 of them new in your log. 2 rows name no book of this site: "
        "“Constructing Allied Cooperation”, “A book of another place”."
    )
    [found] = kept(page)
    found.pop("added")
    assert found == row(status="read", stars=4, finished="2021-06-07", note='Good.\nVery "good".')


def test_what_a_file_leaves_open_stays(page: Page, demo: Demo):
    filled(page, demo, row(status="reading", note="Mine", added="2020-01-01"))
    brought(page, "a.json", json.dumps({"shelflist-log": 1, "books": [row(stars=2.5)]}))
    expect(status(page)).to_have_text("1 book taken, 0 of them new in your log.")
    [found] = kept(page)
    assert found == row(status="reading", stars=2.5, added="2020-01-01", note="Mine")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.json", b"", "it is empty"),
        ("a.json", b'{"shelflist-log": 1, "books": [', "it is no JSON ("),
        ("a.json", b'{"books": []}', "it is JSON, but no log of this kind of site"),
        ("a.json", b"[1, 2]", "it is JSON, but no log of this kind of site"),
        ("a.json", b'{"shelflist-log": 7, "books": []}', "it was written by a newer version of this site"),
        ("a.csv", b"Name,Stars\nx,5\n", "neither JSON nor a table with the columns of Goodreads"),
        ("a.csv", b'Title,Author\n"never closed,x\n', "a quotation mark of line 2 is never closed"),
        ("photo.jpg", bytes(range(256)), "neither JSON nor a table with the columns of Goodreads"),
        ("huge.csv", b"x" * 8_388_609, "it is larger than 8 MB"),
    ],
)
def test_a_bad_file_says_what_is_wrong(page: Page, demo: Demo, name: str, data: bytes, words: str):
    filled(page, demo, row(status="read"))
    brought(page, name, data)
    expect(status(page)).to_contain_text(f"Nothing was taken from “{name}”: ")
    expect(status(page)).to_contain_text(words)
    assert len(kept(page)) == 1


# --- an address -----------------------------------------------------------------------------------------------


def test_a_list_travels_in_the_address(page: Page, open_page: Open, demo: Demo, other: str):
    filled(page, demo, *full(other))
    page.fill("#name", "For <you> & me")
    page.check("#with-marks")
    page.check("#with-notes")
    page.click("#send button")
    expect(page.locator("#made")).to_be_visible()
    address = page.input_value("#address")
    assert address.startswith(demo.address + "log/#list=1z")
    expect(status(page)).to_have_text(f"The address of 2 books has {len(address)} characters.")
    reader = open_page()
    reader.goto(address)
    expect(reader.locator("h1")).to_have_text("For <you> & me")
    assert reader.title() == "For <you> & me"
    expect(reader.locator("#sent-books li")).to_have_count(2)
    expect(reader.locator("#sent-books li", has_text=TITLE).locator(".status")).to_have_text("Read, 4½ of 5")
    expect(reader.locator("#sent-books .own:visible")).to_have_text(re.compile("^Quotes"))
    assert kept(reader) == [], "reading a list keeps nothing"
    reader.click("#take")
    expect(status(reader)).to_have_text("2 books put into your basket.")
    assert [(r["basket"], "note" in r) for r in kept(reader)] == [(True, False)] * 2
    assert saved(reader, "ris").count("TY  - ") == 2
    reader.click("text=My own log")
    expect(reader.locator("#books li")).to_have_count(2)


def test_without_notes_and_marks_none_travel(page: Page, demo: Demo, other: str):
    filled(page, demo, *full(other))
    page.click("#send button")
    page.click("#open")
    expect(page.locator("h1")).to_have_text("A list that was sent")
    expect(page.locator("#sent-books li")).to_have_count(2)
    expect(page.locator("#sent-books .own:visible, #sent-books li > .status:visible")).to_have_count(0)


def test_without_compression_a_list_travels_plain(page: Page, demo: Demo):
    page.add_init_script("delete window.CompressionStream; delete window.DecompressionStream")
    filled(page, demo, row(status="read", note="Größe ½"))
    page.check("#with-notes")
    page.click("#send button")
    expect(page.locator("#address")).to_have_value(re.compile("#list=1p"))
    page.click("#open")
    expect(page.locator("#sent-books .own")).to_have_text("Größe ½")
    page.goto(demo.address + "about/")
    page.goto(demo.address + "log/" + fragment(["x", []]))
    expect(status(page)).to_contain_text("this browser cannot open compressed lists")


def test_a_list_of_a_hostile_person(page: Page, demo: Demo):
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    rows = [
        ["no-such-book", evil, evil, evil, evil, 9, evil],
        [HENKE.split("/")[1], "A false title", "Nobody", "1", "read", 5, "\u202egnirts\x00\x1b[31m"],
        ["../../evil", "Up", "", "", "read"],
        ["javascript:alert(1)", "J", "", "", "read"],
        ["x/../../../..", "D", "", "", "read"],
        "a string",
        None,
        {"0": "an object"},
        [["nested"], {}, 1, True],
    ]
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(demo.address + "log/" + fragment([evil, rows]))
    expect(page.locator("h1")).to_have_text(evil)
    expect(page.locator("#sent-books li")).to_have_count(2)
    expect(page.locator("#sent-text")).to_contain_text("1 of them is not on this site")
    links = page.locator("#sent-books a")
    assert links.evaluate_all("links => links.map(link => [link.href, link.textContent])") == [
        [demo.address + HENKE, TITLE]
    ], "a real address has the book's real title, and an address of no book is none"
    expect(page.locator("#sent-books .own").nth(0)).to_have_text(evil)
    expect(page.locator("#sent-books .own").nth(1)).to_have_text("\u202egnirts[31m")
    assert page.locator("#log img, #log script").count() == 0
    assert dialogs == []
    page.click("#take")
    expect(status(page)).to_have_text("1 book put into your basket.")
    assert [r["href"] for r in kept(page)] == [HENKE]


BAD = {
    "no base64": ("#list=1z!!!!", "a part of it is missing or changed"),
    "cut": (fragment(["x", [["a", "b"]] * 50])[:-9], "a part of it is missing or changed"),
    "empty": ("#list=", "a part of it is missing or changed"),
    "no form": ("#list=zzzz", "a part of it is missing or changed"),
    "another way": (fragment(["x", []], "1", "q"), "a part of it is missing or changed"),
    "one character too many": ("#list=1pAAAAA", "a part of it is missing or changed"),
    "not UTF-8": (fragment(b'["\xff", []]', way="p"), "a part of it is missing or changed"),
    "not JSON": (fragment(b"<html>"), "a part of it is missing or changed"),
    "another shape": (fragment({"name": "x"}), "a part of it is missing or changed"),
    "nested": (fragment(b"[" * 100_000), "a part of it is missing or changed"),
    "newer": (fragment(["x", []], "2"), "it was made by a newer version of this site"),
    "many books": (fragment(["x", [["a", "b"]] * 501]), "it is longer than a list can be"),
    "a bomb": (fragment(b"[" + b" " * 30_000_000 + b"]"), "it is longer than a list can be"),
    "long": ("#list=1p" + "A" * 65_536, "it is longer than a list can be"),
}


@pytest.mark.parametrize("name", BAD)
def test_an_address_that_cannot_be_read_says_why(page: Page, demo: Demo, name: str):
    text, words = BAD[name]
    page.goto(demo.address + "log/" + text)
    expect(status(page)).to_have_text(f"This address holds a list that cannot be read: {words}.")
    expect(page.locator("#sent")).to_be_hidden()


def test_ten_megabytes_are_refused_at_once(page: Page, demo: Demo):
    page.goto(demo.address + "log/")
    expect(page.locator("#own")).to_be_visible()
    module = page.locator("script[src*=log-page]").evaluate("script => script.src")
    said = page.evaluate(
        """async module => {
          const { decode } = await import(module), start = performance.now();
          const error = await decode("1z" + "A".repeat(10_000_000)).catch(error => error.message);
          return [error, performance.now() - start < 200];
        }""",
        module,
    )
    assert said == ["it is longer than a list can be", True]


def test_a_list_that_is_too_long_is_not_made(page: Page, demo: Demo):
    noise = "".join(chr(0x4E00 + (n * 7919) % 20000) for n in range(4900))
    books = [{**row(note=noise[n:] + noise[:n]), "href": f"books/b{n}/"} for n in range(0, 400, 4)]
    page.add_init_script("delete window.CompressionStream")
    filled(page, demo, *books)
    page.check("#with-notes")
    page.click("#send button")
    expect(status(page)).to_contain_text("Too much for an address: ")
    expect(page.locator("#made")).to_be_hidden()


def test_back_and_the_choice_of_what_is_shown(page: Page, demo: Demo, other: str):
    filled(page, demo, *full(other))
    page.select_option("#show", "read")
    expect(page.locator("#books li")).to_have_count(1)
    page.wait_for_url("**/log/#show=read")
    page.select_option("#show", "want")
    expect(page.locator("#books li a").first).to_have_attribute("href", re.compile(re.escape(other)))
    page.go_back()
    expect(page.locator("#show")).to_have_value("read")
    expect(page.locator("#books li a").first).to_contain_text(TITLE)
    page.locator("#books li a").first.click()
    page.wait_for_url(demo.address + HENKE)
    page.go_back()
    expect(page.locator("#show")).to_have_value("read")
    expect(page.locator("#books li")).to_have_count(1)
    assert json.loads(saved(page, "json"))["books"][0]["href"] == HENKE


def test_a_book_is_changed_in_the_list_itself(page: Page, demo: Demo, other: str):
    filled(page, demo, *full(other))
    item = page.locator("#books li", has_text=TITLE)
    item.locator("summary").click()
    item.get_by_label("Status").focus()
    item.get_by_label("Status").select_option("Did not finish")
    expect(item.locator("> .status")).to_have_text("Did not finish, 4½ of 5, in my basket")
    expect(item.get_by_label("Status")).to_be_focused()
    item.get_by_role("button", name="Remove from my log").click()
    expect(page.locator("#count")).to_have_text("1 book")
    item.get_by_role("button", name="Put it back").click()
    expect(page.locator("#count")).to_have_text("2 books")


def test_a_book_that_left_the_site_stays_in_the_log(page: Page, demo: Demo):
    filled(page, demo, {"href": "books/gone-for-good/", "title": "Gone", "people": "A", "year": "1", "status": "read"})
    item = page.locator("#books li")
    expect(item).to_contain_text("not on this site")
    assert item.locator("a").count() == 0
    text = saved(page, "json")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#empty")
    brought(page, "a.json", text)
    expect(status(page)).to_have_text("1 book taken, 1 of them new in your log.")


def test_the_list_of_books_is_missing(page: Page, demo: Demo):
    page.route("**/search/books.json", lambda route: route.fulfill(body="[", content_type="application/json"))
    filled(page, demo, row(status="read"))
    expect(page.locator("#books li a")).to_have_text(TITLE)
    expect(status(page)).to_contain_text("could not be loaded")


# --- without JavaScript, narrow, printed, turned off ----------------------------------------------------------


def test_without_javascript(open_page: Open, demo: Demo):
    page = open_page(java_script_enabled=False)
    page.goto(demo.address + HENKE)
    mine = page.locator(".mine[data-log]")
    assert mine.inner_html() == ""
    assert mine.evaluate("it => it.offsetHeight") == 0, "nothing is kept free for it"
    page.goto(demo.address + "log/")
    expect(page.locator("noscript p")).to_contain_text("The log needs JavaScript")
    expect(page.locator("#own")).to_be_hidden()


def test_nothing_moves_when_the_log_appears(open_page: Open, demo: Demo):
    page = open_page(viewport={"width": 412, "height": 823})
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shift += entry.value })"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    for path in (HENKE, "log/", "about/", "log/" + fragment(["A list", [[HENKE.split("/")[1], "x"]] * 9]), HENKE):
        page.goto(demo.address + path)
        if path == "about/":
            rows = [row(status="reading", stars=4.5, finished="2024-05-31", basket=True, note="Note")]
            text = json.dumps({"shelflist-log": 1, "books": rows})
            page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
        page.wait_for_timeout(500)
        assert page.evaluate("window.shift") <= 0.02, path


def test_narrow_and_printed(open_page: Open, demo: Demo, other: str):
    page = open_page(viewport={"width": 320, "height": 700})
    filled(page, demo, *full(other))
    page.locator("#books summary").first.click()
    page.fill("#name", "A name")
    page.click("#send button")
    expect(page.locator("#made")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto(demo.address + HENKE)
    page.click(".mine summary")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    sizes = page.locator(".mine :is(input, select, textarea, button, summary, a)").evaluate_all(
        "all => all.filter(one => one.offsetHeight).map(one => Math.min(one.offsetHeight, one.offsetWidth))"
    )
    assert min(sizes[:-1]) >= 24, "all but the link in a sentence"
    page.goto(demo.address + "log/" + fragment(["On paper", [[HENKE.split("/")[1], "", "", "", "", 0, "Read it"]]]))
    expect(page.locator("#sent-books li")).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.locator("#sent-books .own")).to_be_visible()
    expect(page.locator("#take")).to_be_hidden()
    expect(page.locator("#files")).to_be_hidden()


def test_turned_off_by_one_line(tmp_path: Path):
    record = marc("The lamp at Varn", "Oduya, Tess", "a1")
    toml = '[site]\ntitle = "Test list"\n[build]\nsearch = false\nvisitor_log = false\n'
    make_site(tmp_path, {"content/records/one.mrc": record}, toml)
    out = load(tmp_path, frozenset(FORMATS)).out
    site.build(load(tmp_path, frozenset(FORMATS)), site.Options(1, "none"))
    assert not (out / "log").exists()
    assert not list(out.glob("static/log*"))
    pages = list(out.rglob("*.html"))
    assert pages
    assert [page for page in pages if "log.js" in page.read_text() or "data-log" in page.read_text()] == []
    (tmp_path / "site.toml").write_text(toml.replace("visitor_log = false", ""))
    site.build(load(tmp_path, frozenset(FORMATS)), site.Options(1, "none"))
    assert (out / "log" / "index.html").is_file()
    assert all('src="' in page.read_text() for page in out.glob("books/*/index.html")), "every page is made again"


def test_the_scripts_are_small():
    weights = {path.name: len(zlib.compress(path.read_bytes(), 9)) for path in (ROOT / "static").glob("log*.js")}
    assert len(weights) == 3
    assert max(weights.values()) <= 6 * 1024
