"""Serves the output to this machine alone, with the headers that a web server would send."""

import asyncio
import contextlib
import socket
import threading
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import uvicorn
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Receive, Scope, Send

from giaoban.headers import headers_of
from giaoban.preview.page import OWN, Status, bare, shown
from giaoban.sources import digest

HOST = "127.0.0.1"
NAMES = ("localhost", HOST, "[::1]")
PORTS = 50
"""How many ports are tried after the one that was asked for."""
LONGEST_WAIT = 10
"""Seconds after which a page that waits for changes gets an answer all the same."""
OWN_FILES = Path(__file__).parent


def listen(port: int) -> socket.socket:
    """A socket on `port`, or on the next one that is free; OSError if there is none."""
    for each in range(port, min(port + PORTS, 65536)):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows lets two servers share a port unless told not to.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, each))
            listener.listen()
        except OSError as error:
            listener.close()
            fault = error
        else:
            return listener
    raise fault


class PreviewServer:
    """A server in a thread of its own; used with `with`, it is gone at the end."""

    def __init__(self, output: Path, listener: socket.socket, status: Status) -> None:
        self.site = Preview(output, listener.getsockname()[1], status)
        config = uvicorn.Config(
            self.site, log_config=None, access_log=False, lifespan="off", ws="none", timeout_graceful_shutdown=1
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [listener]}, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def show(self, status: Status) -> None:
        """Shows what a build found; pages in browsers load themselves anew if its version is another."""
        self.site.show(status)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.site.close()
        self.server.should_exit = True
        self.thread.join()


class Preview:
    """The ASGI application. Its status is replaced by another thread, whole each time."""

    def __init__(self, output: Path, port: int, status: Status) -> None:
        self.status = status
        self.hosts = {f"{name}:{port}" for name in NAMES} | ({*NAMES} if port == 80 else set())
        self.files = StaticFiles(directory=output, check_dir=False)
        self.waiting: set[asyncio.Future[None]] = set()
        self.loop: asyncio.AbstractEventLoop | None = None
        self.closing = False

    def show(self, status: Status) -> None:
        self.status = status
        self._wake()

    def close(self) -> None:
        self.closing = True
        self._wake()

    def _wake(self) -> None:
        if self.loop:
            with contextlib.suppress(RuntimeError):  # The loop may just have ended.
                self.loop.call_soon_threadsafe(self._answer_all)

    def _answer_all(self) -> None:
        for each in self.waiting:
            if not each.done():
                each.set_result(None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.loop = asyncio.get_running_loop()
        request = Request(scope, receive)
        response = await self._respond(request)
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        """Whoever asks for another name is turned away: a page elsewhere may have pointed its name at this machine."""
        path = request.scope["path"]
        if request.headers.get("host", "").lower() not in self.hosts:
            return Response("421 Misdirected Request\n", 421, headers_of("421.txt"))
        if request.method not in ("GET", "HEAD"):
            return Response("405 Method Not Allowed\n", 405, {**headers_of("405.txt"), "Allow": "GET, HEAD"})
        if path == f"{OWN}wait.js":
            return await self._wait(request.query_params.get("since", ""))
        status = self.status
        if path.startswith(OWN):
            return await run_in_threadpool(self._own_file, path.removeprefix(OWN), request)
        if not path.startswith(status.base):
            return RedirectResponse(status.base) if path == "/" else self._page(None, "", request, status)
        return await run_in_threadpool(self._file, path.removeprefix(status.base), request, status)

    async def _wait(self, since: str) -> Response:
        """Answers once there is something new to show."""
        if since == str(self.status.version) and not self.closing:
            waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self.waiting.add(waiting)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(waiting, LONGEST_WAIT)
            self.waiting.discard(waiting)
        changed = since != str(self.status.version)
        return Response(
            "location.reload();\n" if changed else "", headers={**headers_of(".js"), "Cache-Control": "no-store"}
        )

    def _own_file(self, name: str, request: Request) -> Response:
        if name not in ("preview.js", "preview.css"):
            return Response("404 Not Found\n", 404, headers_of("404.txt"))
        file = OWN_FILES / name
        return self._sent(FileResponse(file, stat_result=file.stat()), name, request)

    def _file(self, address: str, request: Request, status: Status) -> Response:
        """A file of the output, as a web server would find it."""
        address = address + "index.html" if not address or address.endswith("/") else address
        found, stat = "", None
        hidden = any(step.startswith(".") for step in address.split("/"))
        if not hidden:
            with contextlib.suppress(OSError, ValueError):
                found, stat = self.files.lookup_path(address)
        file = Path(found)
        if stat is None or not found:
            return self._page(None, address, request, status)
        if file.is_dir():
            return RedirectResponse(quote(f"{status.base}{address}/"))
        if address.endswith(".html"):
            return self._page(file, address, request, status)
        return self._sent(FileResponse(file, stat_result=stat), address, request)

    def _page(self, file: Path | None, address: str, request: Request, status: Status) -> Response:
        """A page with the preview's parts in it; without a file, the archive's page for missing ones."""
        code = 200 if file else 404
        if file is None:
            found, stat = self.files.lookup_path("404.html")
            file = Path(found) if stat and not status.building else None
        try:
            html = shown(file.read_text("utf-8"), address, status) if file else bare(address, status)
        except OSError:  # Removed by a build at this very moment.
            html, code = bare(address, status), 404
        body = html.encode()
        response = Response(body, code, headers={"ETag": f'"{digest(body)}"'})
        return self._sent(response, "404.html" if code == 404 else address, request)

    def _sent(self, response: Response, path: str, request: Request) -> Response:
        """The response with the headers of its path; if the browser has these bytes already, without them."""
        response.headers.update(headers_of(path))
        if response.status_code == 200 and self.files.is_not_modified(response.headers, request.headers):
            return NotModifiedResponse(response.headers)
        return response
