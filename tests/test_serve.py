"""The preview's server, attacked: what it answers, what it refuses, and that nothing of it reaches a file."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from shelflist import serve
from shelflist.serve import Preview
from tests.tools import make_site, tree

PAGE = "<!doctype html><html lang=en><title>{0}</title><body class=x><p>{0}</p></body></html>"
FILES: dict[str, str | bytes] = {
    "index.html": PAGE.format("Home"),
    "404.html": PAGE.format("Not here"),
    "books/index.html": PAGE.format("All books"),
    "books/lamp/index.html": PAGE.format("The lamp at Varn"),
    "books/lamp/index.md": "# The lamp at Varn\n",
    "feed.atom": "<feed/>",
    "robots.txt": "User-agent: *\n",
    "static/site.1234.css": "p {}",
    "static/search.1234.js": "go()",
    "search/books.json": "{}",
    "pagefind/wasm.en.pagefind": b"\0\1",
    "data.xyzzy": b"\0\1",
    "folder/other.txt": "other",
    ".shelflist-manifest": "SECRET",
    ".hidden/index.html": "SECRET",
}
SECRET = b"SECRET"
LONG = 20.0

Head = dict[str, str]


def published(place: Path) -> Path:
    """A published folder, with a secret beside it and links that lead to the secret."""
    make_site(place / "secret", {"secret.txt": "SECRET", "index.html": "SECRET"})
    out = make_site(place / "public", FILES)
    (out / "site.toml").unlink()
    (out / "link.txt").symlink_to(place / "secret" / "secret.txt")
    (out / "link").symlink_to(place / "secret")
    (out / "inside").symlink_to(out / "books")
    os.mkfifo(out / "pipe")
    return out


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("serve"))


@pytest.fixture(scope="module")
def preview(folder: Path) -> Iterator[Preview]:
    """A preview that runs."""
    made = Preview(folder, "127.0.0.1", 0)
    made.start()
    yield made
    made.stop()


def port(preview: Preview) -> int:
    return int(preview.address.rpartition(":")[2].strip("/"))


def raw(preview: Preview, request: bytes) -> bytes:
    """What comes back for these bytes, until the other side closes."""
    with socket.create_connection(("127.0.0.1", port(preview)), LONG) as link:
        link.sendall(request)
        answer = b""
        try:
            while part := link.recv(65536):
                answer += part
        except ConnectionResetError:
            pass
        return answer


def ask(
    preview: Preview, target: str | bytes, head: Head | None = None, method: str = "GET"
) -> tuple[int, Head, bytes]:
    """(status, header fields in lower case, body). The target goes out as it stands."""
    lines = {"Host": f"127.0.0.1:{port(preview)}", "Connection": "close", **(head or {})}
    wanted = target.encode() if isinstance(target, str) else target
    fields = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    answer = raw(preview, method.encode() + b" " + wanted + b" HTTP/1.1\r\n" + fields.encode() + b"\r\n")
    top, _, body = answer.partition(b"\r\n\r\n")
    first, *rest = top.decode("latin-1").split("\r\n")
    return int(first.split()[1]), {k.lower(): v for k, _, v in (line.partition(": ") for line in rest)}, body


# --- what is answered -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "kind", "text"),
    [
        ("/", "text/html; charset=utf-8", b"Home"),
        ("/index.html", "text/html; charset=utf-8", b"Home"),
        ("/?q=x", "text/html; charset=utf-8", b"Home"),
        ("/books/lamp/", "text/html; charset=utf-8", b"The lamp at Varn"),
        ("/books/l%61mp/", "text/html; charset=utf-8", b"The lamp at Varn"),
        ("/books/lamp/index.md", "text/markdown; charset=utf-8", b"# The lamp at Varn\n"),
        ("/feed.atom", "application/atom+xml", b"<feed/>"),
        ("/robots.txt", "text/plain; charset=utf-8", b"User-agent"),
        ("/static/site.1234.css", "text/css; charset=utf-8", b"p {}"),
        ("/static/search.1234.js", "text/javascript; charset=utf-8", b"go()"),
        ("/search/books.json", "application/json", b"{}"),
        ("/pagefind/wasm.en.pagefind", "application/octet-stream", b"\0\1"),
        ("/data.xyzzy", "application/octet-stream", b"\0\1"),
        ("/-/reload.js", "text/javascript; charset=utf-8", b"EventSource"),
        ("/sw.js", "text/javascript; charset=utf-8", b"unregister"),
        ("/-/preview.css", "text/css; charset=utf-8", b"#shelflist-error"),
    ],
)
def test_files_and_their_types(preview: Preview, target: str, kind: str, text: bytes):
    status, head, body = ask(preview, target)
    assert (status, head["content-type"]) == (200, kind)
    assert text in body


def test_the_reloading_script_is_in_pages_only_and_in_no_file(preview: Preview, folder: Path):
    before = tree(folder / "books") | tree(folder / "static")
    for target in ("/", "/books/lamp/", "/missing"):
        assert ask(preview, target)[2].count(b'<script src="/-/reload.js') == 1
    for target in ("/books/lamp/index.md", "/feed.atom", "/search/books.json", "/static/search.1234.js"):
        assert b"/-/" not in ask(preview, target)[2]
    assert tree(folder / "books") | tree(folder / "static") == before
    assert not any(b"/-/" in content for content in before.values())


@pytest.mark.parametrize(
    "target", ["/", "/books", "/missing", "/static/site.1234.css", "/-/reload.js", "/-/preview.css", "/feed.atom"]
)
def test_every_answer_is_guarded(preview: Preview, target: str):
    _, head, _ = ask(preview, target)
    assert head["x-content-type-options"] == "nosniff"
    assert head["cross-origin-resource-policy"] == "same-origin"
    assert not [name for name in head if name.startswith("access-control-")]
    assert "server" not in head


def test_only_what_never_changes_is_kept(preview: Preview):
    kept = {target: ask(preview, target)[1]["cache-control"] for target in ("/", "/static/site.1234.css", "/feed.atom")}
    assert kept == {"/": "no-cache", "/static/site.1234.css": serve.KEPT, "/feed.atom": "no-cache"}


@pytest.mark.parametrize("target", ["/", "/books/lamp/index.md", "/missing", "/-/events"])
def test_head_is_an_answer_without_a_body(preview: Preview, target: str):
    status, head, body = ask(preview, target, method="HEAD")
    assert body == b""
    if target != "/-/events":
        again = ask(preview, target)
        assert (status, head["content-length"]) == (again[0], again[1]["content-length"])
    assert head["content-type"]


def test_a_missing_page(preview: Preview):
    status, head, body = ask(preview, "/books/other/")
    assert (status, head["content-type"]) == (404, "text/html; charset=utf-8")
    assert b"Not here" in body


@pytest.mark.parametrize(
    ("target", "where"),
    [("/books", "/books/"), ("/books/lamp", "/books/lamp/"), ("/books?next=//evil", "/books/?next=//evil")],
)
def test_a_folder_without_its_slash(preview: Preview, target: str, where: str):
    status, head, _ = ask(preview, target)
    assert (status, head["location"]) == (308, where)


# --- what is refused ------------------------------------------------------------------------------------------

OUTSIDE = """
/../secret/secret.txt
/..%2fsecret/secret.txt
/%2e%2e/secret/secret.txt
/%2e%2e%2fsecret%2fsecret.txt
/.%2e/secret/secret.txt
/%252e%252e/secret/secret.txt
/..\\secret\\secret.txt
/..%5csecret%5csecret.txt
/%5c..%5csecret
/%5cevil.example/..
/books/../../secret/secret.txt
/books/%2e%2e/%2e%2e/secret/secret.txt
/./index.html
/books/./lamp/
/books//lamp/
//etc/passwd
//books/
//evil.example/
//evil.example/..
/%2fevil.example
/%2f%2fevil.example/
/etc/passwd
/C:/secret
/%00
/index.html%00.txt
/link.txt
/link/
/link/secret.txt
/link
/inside/
/inside/lamp/
/pipe
/folder/
/.shelflist-manifest
/.hidden/
/.hidden/index.html
/%2ehidden/index.html
/.shelflist/
/.git/config
/index.html/
/index.html/x
/-/
/-/other
/-/events/
/-/../index.html
/x%0d%0aSet-Cookie:%20a=b
/books%0d%0aX-Evil:%20yes
/%ff%fe
/books%e2%80%ae
""".split()  # noqa: SIM905 -- addresses, one a line


@pytest.mark.parametrize("target", [*OUTSIDE, "http://evil.example/", "*", "/" + "a/" * 5000, "/" + "%c3%a9" * 200])
def test_nothing_but_published_files(preview: Preview, target: str):
    status, head, body = ask(preview, target)
    assert status == 404
    assert b"Not here" in body
    assert SECRET not in body
    assert not {"location", "set-cookie", "x-evil"} & head.keys()


def test_no_listing_of_a_folder(preview: Preview):
    assert ask(preview, "/folder")[1]["location"] == "/folder/"
    assert b"other" not in ask(preview, "/folder/")[2]


def test_answers_tell_nothing_of_this_machine(preview: Preview, folder: Path):
    for target in (*OUTSIDE, "/" + "x" * 300):
        body = ask(preview, target)[2]
        assert str(folder).encode() not in body
        assert b"Traceback" not in body


def flood(link: socket.socket, start: bytes) -> None:
    link.sendall(start)
    for _ in range(10_000):
        link.sendall(b"a" * 65_536)


@pytest.mark.parametrize("start", [b"GET /", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: "], ids=["address", "field"])
def test_endless_requests_are_cut_off(preview: Preview, start: bytes):
    with socket.create_connection(("127.0.0.1", port(preview)), LONG) as link, pytest.raises(ConnectionError):
        flood(link, start)
    assert ask(preview, "/")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND"])
@pytest.mark.parametrize("target", ["/", "/-/events"])
def test_only_get_and_head(preview: Preview, method: str, target: str):
    status, head, _ = ask(preview, target, method=method)
    assert (status, head["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:1", 200),
        ("localhost", 200),
        ("LocalHost:8000", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("evil.example:8000", 421),
        ("localhost.evil.example", 421),
        ("localhost.evil:8000", 421),
        ("127.0.0.1.evil.example", 421),
        ("evil.example#localhost", 421),
        ("user@localhost", 421),
        ("[::1].evil.example", 421),
        ("[::1", 421),
        ("localhost:80:evil", 421),
        ("localhost, evil.example", 421),
        ("192.168.1.7", 421),
        ("0.0.0.0", 421),
        ("2130706433", 421),
    ],
)
def test_the_host_must_be_this_machine(preview: Preview, host: str, status: int):
    assert ask(preview, "/", {"Host": host})[0] == status


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\nX\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
    ],
    ids=["no host", "HTTP/1.0", "host twice", "two hosts", "HTTP/0.9", "smuggled", "TLS"],
)
def test_requests_that_are_none(preview: Preview, request_: bytes):
    answer = raw(preview, request_ + (b"" if request_.endswith(b"\r\n\r\n") else b"\r\n\r\n"))
    assert answer == b"" or answer.split()[1] in (b"400", b"421")
    assert b"Home" not in answer


@pytest.mark.parametrize("target", ["/", "/-/events", "/-/reload.js"])
@pytest.mark.parametrize(
    "head",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1"},
        {"Origin": "http://localhost:1"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)
def test_other_sites_get_nothing(preview: Preview, target: str, head: Head):
    assert ask(preview, target, head)[0] == 403


@pytest.mark.parametrize(
    "head",
    [
        {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"},
        {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    ],
    ids=str,
)
def test_own_pages_and_links_from_elsewhere_work(preview: Preview, head: Head):
    assert ask(preview, "/", head)[0] == 200
    assert ask(preview, "/", {**head, "Origin": f"http://127.0.0.1:{port(preview)}"})[0] == 200
