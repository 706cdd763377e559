"""The preview: the published folder on this machine's own address, reloaded over server-sent events (HTML, §9.2).

Nothing of it reaches a file: the script that reloads is put into answers, and `/report/` is made when it is asked for. Only this machine's own names are answered
(a foreign Host is a DNS rebinding attack), only GET and HEAD, only regular files below the folder; addresses of the
preview itself begin with `/-/`, which no published path does.
"""

import asyncio
import errno
import ipaddress
import mimetypes
import os
import re
import socket
import stat
import threading
from collections.abc import AsyncIterator, Callable
from html import escape
from pathlib import Path
from secrets import token_hex
from urllib.parse import quote

import uvicorn
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from shelflist.errors import BuildFailed

MOST_STREAMS = 100
"""Open event streams; a browser opens one a tab."""

BEAT = 15.0
"""Seconds between two signs of life on a stream, so that one whose reader went away is noticed."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
KEPT = "max-age=31536000, immutable"
"""For what never changes under its address: static files carry a hash, the script the number of this run."""

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".atom": "application/atom+xml",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
}
RELOAD = """const self = document.currentScript;
const listen = () => {
  const events = new EventSource("/-/events");
  events.onmessage = (event) => { if (event.data !== self.dataset.seen) { events.close(); location.reload(); } };
};
listen();
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
"""
NO_WORKER = """addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(registration.unregister()));
"""
"""In place of the worker for reading offline: what is previewed is never a saved copy."""

STYLE = """#shelflist-error{position:sticky;inset-block-start:0;z-index:9;margin:0;padding:1rem;background:#7a1022;color:#fff;
font:1rem/1.5 system-ui,sans-serif}#shelflist-error pre{margin:.5rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere;
font:.9rem/1.5 ui-monospace,monospace;background:none;color:inherit;border:0;padding:0}
"""


class Preview:
    """The server of one folder, in a thread of its own. `announce` may be called from any thread.

    `report` makes a page below `/report/` from its address, or gives None; it may take seconds, so it gets a thread.
    """

    def __init__(self, folder: Path, host: str, port: int) -> None:
        self.folder = folder
        self.report: Callable[[str], bytes | None] | None = None
        self._names = {"localhost", "127.0.0.1", "::1", host.lower()}
        self._run = token_hex(4)
        self._version = 0
        self._error = ""
        self._streams = 0
        self._ended = False
        self._changed = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._socket = _listen(host, port)
        found = self._socket.getsockname()
        shown = f"[{host}]" if ":" in host else host
        self.address = f"http://{shown}:{found[1]}/"
        config = uvicorn.Config(
            self, http="h11", ws="none", lifespan="off", log_level="critical", access_log=False,
            server_header=False, timeout_keep_alive=10, timeout_graceful_shutdown=1,
        )  # fmt: skip
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serve, name="preview", daemon=True)

    def start(self) -> None:
        """Begins to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Ends every stream and the server."""
        self._ended = True
        self._server.should_exit = True
        self._tell()
        if self._thread.ident is None:
            self._socket.close()  # stopped before it began: during the first build
        else:
            self._thread.join(5)

    def announce(self, error: str = "") -> None:
        """Another site stands, or the build failed with this message: every open page loads again."""
        self._error = error  # first: a page fetched in between is only loaded once more
        self._version += 1
        self._tell()

    def _serve(self) -> None:
        async def main() -> None:
            self._loop = asyncio.get_running_loop()
            await self._server.serve(sockets=[self._socket])

        asyncio.run(main())

    def _tell(self) -> None:
        def wake() -> None:
            self._changed.set()
            self._changed = asyncio.Event()

        if self._loop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(wake)

    @property
    def _mark(self) -> str:
        return f"{self._run}-{self._version}"

    # --- answers ----------------------------------------------------------------------------------------------

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request (ASGI)."""
        if scope["type"] == "http":
            request = Request(scope)
            answer = await self._reported(request) or self._answer(request)
            try:
                await answer(scope, receive, send)
            finally:
                if isinstance(answer, StreamingResponse):
                    self._streams -= 1

    def _answer(self, request: Request) -> Response:
        refusal = self._refusal(request)
        if refusal:
            return refusal
        path = str(request.scope["path"])
        if path == "/-/events":
            return self._events(request.method)
        if path == "/-/reload.js":
            return _text(RELOAD, 200, "text/javascript; charset=utf-8", KEPT)
        if path == "/-/preview.css":
            return _text(STYLE, 200, "text/css; charset=utf-8")
        if path == "/sw.js":
            return _text(NO_WORKER, 200, "text/javascript; charset=utf-8")
        return self._file(path, request.url.query)

    async def _reported(self, request: Request) -> Response | None:
        """A page that is made for the owner alone; None for any other address, and for one that there is not."""
        path, mark = str(request.scope["path"]), self._mark
        if self.report is None or not f"{path}/".startswith("/report/") or self._refusal(request):
            return None
        if path == "/report":
            moved = _text("", 308)
            moved.headers["Location"] = "/report/"
            return moved
        page = await asyncio.to_thread(self.report, path[1:])
        if page is None:
            return None
        return Response(self._dressed(page, mark=mark), headers=HEADERS, media_type=TYPES[".html"])

    def _refusal(self, request: Request) -> Response | None:
        """Why a request is not answered, or None."""
        if request.method not in ("GET", "HEAD"):
            refused = _text("Only GET and HEAD.\n", 405)
            refused.headers["Allow"] = "GET, HEAD"
            return refused
        hosts = request.headers.getlist("host")
        if len(hosts) != 1 or not self._ours(_name(hosts[0])):
            return _text("This preview answers to this machine's own names only.\n", 421)
        origin = request.headers.get("origin")
        if origin is not None and origin != f"http://{hosts[0]}":
            return _text("Not for other sites.\n", 403)
        site, mode = request.headers.get("sec-fetch-site", ""), request.headers.get("sec-fetch-mode", "")
        if site in ("cross-site", "same-site") and mode != "navigate":
            return _text("Not for other sites.\n", 403)
        return None

    def _ours(self, name: str) -> bool:
        """Whether a Host's name is this machine's: a name that was given, or any plain IP address."""
        if name in self._names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return not self._names <= {"localhost", "127.0.0.1", "::1"}

    def _events(self, method: str) -> Response:
        if method == "HEAD":
            return _text("", 200, "text/event-stream; charset=utf-8")
        if self._streams >= MOST_STREAMS:
            return _text("Too many open pages.\n", 503)
        self._streams += 1
        return StreamingResponse(self._stream(), media_type="text/event-stream", headers=HEADERS)

    async def _stream(self) -> AsyncIterator[str]:
        said = ""
        yield "retry: 500\n"
        while not self._ended:
            changed = self._changed  # before the mark is looked at: what comes while it is being sent is not missed
            if said != self._mark:
                said = self._mark
                yield f"data: {said}\n\n"
                continue
            try:
                await asyncio.wait_for(changed.wait(), BEAT)
            except TimeoutError:
                yield ":\n\n"

    def _file(self, path: str, query: str) -> Response:
        parts = path.split("/")[1:]
        if not path.startswith("/") or any(_odd(part) for part in parts if part) or "" in parts[:-1]:
            return self._missing()
        inside = parts[:-1] if parts[-1] == "" else parts
        place = self.folder.joinpath(*inside)
        root = os.path.realpath(self.folder)
        if os.path.realpath(place) != os.path.join(root, *inside):  # noqa: PTH118 -- realpath gives text
            return self._missing()  # a link on the way
        if parts[-1] != "" and os.path.isdir(place):  # noqa: PTH112 -- Path.is_dir raises for a name too long
            moved = _text("", 308)
            moved.headers["Location"] = (
                "/" + "/".join(quote(part) for part in inside) + "/" + ("?" + query if query else "")
            )
            return moved
        return self._sent(place / "index.html" if parts[-1] == "" else place, 200) or self._missing()

    def _sent(self, place: Path, status: int) -> Response | None:
        """A regular file, a page with the reloading script in it; None when there is none."""
        try:
            handle = os.open(place, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        except (OSError, ValueError):
            return None
        with open(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return None
            data = file.read()
        kind = TYPES.get(place.suffix) or mimetypes.guess_type(place.name)[0] or "application/octet-stream"
        if place.suffix == ".html":
            data = self._dressed(data)
        hashed = place.is_relative_to(self.folder / "static")
        headers = {**HEADERS, "Cache-Control": KEPT if hashed else "no-cache"}
        return Response(data, status, headers=headers, media_type=kind)

    def _dressed(self, page: bytes, then: str = "below is the last site that could be built", mark: str = "") -> bytes:
        """The page with the script that reloads it (`mark`: the site that it is of, where that is not the present one),
        and with the error of the last build over it."""
        script = f'<script src="/-/reload.js?{self._run}" data-seen="{mark or self._mark}" defer></script>\n'.encode()
        head, end, tail = page.rpartition(b"</body>")
        page = head + script + end + tail if end else page + script
        if self._error:
            head, start, tail = page.partition(b"<body")
            tag, close, rest = tail.partition(b">")
            page = head + start + tag + close + self._trouble(then) + rest
        return page

    def _trouble(self, then: str) -> bytes:
        return (
            '<link rel="stylesheet" href="/-/preview.css"><div id="shelflist-error" role="alert">'
            f"<strong>The build failed</strong>: {then}.<pre>{escape(self._error)}</pre></div>"
        ).encode()

    def _missing(self) -> Response:
        found = self._sent(self.folder / "404.html", 404)
        if found is not None:
            return found
        page = b"<!doctype html><html lang=en><title>No site yet</title><body></body></html>"
        status = 500 if self._error else 404
        page = self._dressed(page, "there is no earlier site to show")
        return Response(page, status, headers=HEADERS, media_type=TYPES[".html"])


def _text(text: str, status: int, kind: str = "text/plain; charset=utf-8", cache: str = "no-cache") -> Response:
    return Response(text, status, headers={**HEADERS, "Cache-Control": cache}, media_type=kind)


def _odd(part: str) -> bool:
    """Whether a part of an address cannot be that of a published file."""
    return part.startswith(".") or "\\" in part or not part.isprintable() or len(part) > 200


def _name(host: str) -> str:
    """A Host header without its port, in lower case; "" for what is none."""
    found = re.fullmatch(r"(?:\[([0-9a-f:.]+)\]|([^:\[\]]+))(?::[0-9]*)?", host.lower())
    return (found[1] or found[2]) if found else ""


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises BuildFailed with what to do when it cannot."""
    if not 0 <= port <= 65535:
        raise BuildFailed(f"cannot listen on {host} port {port}: a port is a number from 0 to 65535")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen()  # now, not at `start`: until then another preview could take the same port
    except (OSError, UnicodeError) as error:
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise BuildFailed(f"port {port} is taken: stop what listens there, or name another with --port") from None
        raise BuildFailed(f"cannot listen on {host} port {port}: {error}") from None
    return made
