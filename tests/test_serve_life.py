"""The preview's server while it lives: its streams, its beginning and end, the error that it shows."""

import asyncio
import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from shelflist import serve
from shelflist.errors import BuildFailed
from shelflist.serve import Preview
from tests.test_serve import LONG, ask, port, published


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("serve"))


# --- streams --------------------------------------------------------------------------------------------------


class Stream:
    """An open event stream; `next` is its next word."""

    def __init__(self, preview: Preview) -> None:
        self._link = http.client.HTTPConnection("127.0.0.1", port(preview), timeout=LONG)
        self._link.request("GET", "/-/events")
        self.answer = self._link.getresponse()
        self.status = self.answer.status

    def next(self) -> str:
        """The data of the next event, "" at the end."""
        while line := self.answer.readline():
            if line.startswith(b"data: "):
                return line[6:].decode().strip()
        return ""

    def close(self) -> None:
        self._link.close()


@pytest.fixture
def own(folder: Path) -> Iterator[Preview]:
    """A preview of one test."""
    made = Preview(folder, "127.0.0.1", 0)
    made.start()
    yield made
    made.stop()


def until(true: Callable[[], bool]) -> bool:
    """Whether it becomes true soon."""
    end = time.monotonic() + LONG
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()


def test_a_stream_says_the_version_and_each_new_one(own: Preview):
    seen = ask(own, "/")[2].split(b'data-seen="')[1].split(b'"')[0].decode()
    with closing(Stream(own)) as stream:
        assert stream.answer.getheader("content-type", "").startswith("text/event-stream")
        assert stream.answer.getheader("x-content-type-options") == "nosniff"
        said = [stream.next()]
        for _ in range(3):
            own.announce()
            said.append(stream.next())
    assert said[0] == seen
    assert len(set(said)) == 4
    assert said[-1].encode() in ask(own, "/")[2], "a page that is loaded now knows of it"


def test_a_version_that_comes_while_the_last_is_sent_is_not_missed(own: Preview):
    """The stream is driven by hand, since the moment between two of its steps is too short to be met from outside."""

    async def drive() -> list[str]:
        own._loop = asyncio.get_running_loop()
        stream = own._stream()
        heard = [await anext(stream), await anext(stream)]
        own.announce()
        await asyncio.sleep(0.01)
        heard.append(await asyncio.wait_for(anext(stream), 5))
        return heard

    loop = own._loop
    heard: list[str] = []
    thread = threading.Thread(target=lambda: heard.extend(asyncio.run(drive())))
    thread.start()
    thread.join()
    own._loop = loop
    assert heard[0].startswith("retry: ")
    assert [text.startswith("data: ") for text in heard[1:]] == [True, True]
    assert heard[1] != heard[2]


def test_two_runs_have_two_versions(own: Preview, folder: Path):
    other = Preview(folder, "127.0.0.1", 0)
    other.start()
    with closing(Stream(own)) as one, closing(Stream(other)) as two:
        assert one.next() != two.next(), "an open page of an earlier run loads again"
    other.stop()


def test_streams_have_a_cap_and_are_given_back(own: Preview, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(serve, "MOST_STREAMS", 5)
    burst = b"GET /-/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
    links = [socket.create_connection(("127.0.0.1", port(own)), LONG) for _ in range(40)]
    for link in links:
        link.sendall(burst)
    states = [link.recv(12).split()[1] for link in links]
    assert sorted(states) == [b"200"] * 5 + [b"503"] * 35
    assert ask(own, "/")[0] == 200, "pages are answered still"
    for link in links:
        link.close()

    def free() -> bool:
        with closing(Stream(own)) as stream:
            return stream.status == 200

    assert until(free)


def test_head_of_the_stream_takes_no_place(own: Preview, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(serve, "MOST_STREAMS", 1)
    link = http.client.HTTPConnection("127.0.0.1", port(own), timeout=LONG)
    for _ in range(3):
        link.request("HEAD", "/-/events")
        answer = link.getresponse()
        assert (answer.status, answer.read()) == (200, b"")
    link.close()


def test_a_stream_shows_signs_of_life(own: Preview, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(serve, "BEAT", 0.05)
    with closing(Stream(own)) as stream:
        stream.next()
        assert b":\n" in [stream.answer.readline() for _ in range(4)]


def test_stop_ends_the_streams_and_gives_the_port_back(folder: Path):
    made = Preview(folder, "127.0.0.1", 0)
    made.start()
    with closing(Stream(made)) as stream:
        stream.next()
        made.stop()
        assert stream.next() == ""
    again = Preview(folder, "127.0.0.1", port(made))
    again.stop()


# --- life and errors ------------------------------------------------------------------------------------------


def test_stop_before_start(folder: Path):
    """Ctrl-C during the first build."""
    made = Preview(folder, "127.0.0.1", 0)
    made.stop()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port(made)), 5)


@pytest.mark.parametrize("begun", [True, False], ids=["answering", "still building"])
def test_a_taken_port_is_said(folder: Path, begun: bool):
    first = Preview(folder, "127.0.0.1", 0)
    if begun:
        first.start()
    with pytest.raises(BuildFailed, match=f"port {port(first)} is taken: .* name another with --port"):
        Preview(folder, "127.0.0.1", port(first))
    first.stop()


@pytest.mark.parametrize(
    ("host", "number"), [("203.0.113.9", 0), ("a..b", 0), ("127.0.0.1", 70_000), ("127.0.0.1", -1)]
)
def test_where_it_cannot_listen_is_said(folder: Path, host: str, number: int):
    with pytest.raises(BuildFailed, match=f"cannot listen on {host} port {number}"):
        Preview(folder, host, number)


def test_the_address_names_the_real_port(own: Preview):
    assert own.address.startswith("http://127.0.0.1:")
    assert port(own) > 0


def test_an_error_stands_over_every_page_until_it_is_gone(own: Preview):
    own.announce("templates/book.html, line 3: <unexpected> & odd")
    for target, status in (("/", 200), ("/books/lamp/", 200), ("/missing", 404)):
        answer = ask(own, target)
        assert answer[0] == status
        assert b'role="alert"' in answer[2]
        assert b"templates/book.html, line 3: &lt;unexpected&gt; &amp; odd" in answer[2]
        assert answer[2].index(b"<body class=x>") < answer[2].index(b"<pre>") < answer[2].index(b"<p>")
    assert b"line 3" not in ask(own, "/books/lamp/index.md")[2]
    own.announce()
    assert b"alert" not in ask(own, "/")[2]


def test_without_any_site_the_error_is_the_page(tmp_path: Path):
    made = Preview(tmp_path / "public", "127.0.0.1", 0)
    made.start()
    status, _, body = ask(made, "/")
    assert (status, b"No site yet" in body, b"alert" in body) == (404, True, False)
    made.announce("site.toml: site.title: expected a text")
    status, _, body = ask(made, "/")
    assert status == 500
    assert body.count(b"site.toml: site.title: expected a text") == 1
    assert body.count(b"/-/reload.js") == 1
    made.stop()


@pytest.mark.parametrize(
    ("host", "asked", "status"),
    [
        ("0.0.0.0", "192.168.1.7:8000", 200),
        ("0.0.0.0", "[fe80::1]", 200),
        ("0.0.0.0", "localhost", 200),
        ("0.0.0.0", "evil.example", 421),
        ("localhost", "192.168.1.7", 421),
        ("localhost", "localhost", 200),
    ],
)
def test_an_address_for_the_network_is_answered_where_it_was_asked_for(
    folder: Path, host: str, asked: str, status: int
):
    made = Preview(folder, host, 0)
    made.start()
    assert ask(made, "/", {"Host": asked})[0] == status
    made.stop()
