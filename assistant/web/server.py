"""The web server: who may come in, what they may see, and one process of the app for every window."""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
import sys
import traceback
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import quote

import textual_serve
from aiohttp import WSMsgType, web
from jinja2 import Environment, PackageLoader
from textual_serve.download_manager import DownloadManager

from assistant.files import LARGEST
from assistant.problem import AssistantError
from assistant.web.door import ALONE, Door, seal
from assistant.web.session import Session

Sent = TypeVar("Sent", str, bytes)

MOST_WINDOWS: Final = 40
MOST_WINDOWS_EACH: Final = 4
"""A window is a process of about 100 MB."""

HEARTBEAT: Final = 15.0
"""Seconds; a browser that does not answer has gone away with its machine or its network."""

SIZES: Final = (10, 300)
"""Columns or rows of a window; anything else is somebody playing."""


class CannotListen(AssistantError):
    """The address is taken, or is none of this machine."""


@dataclass
class Server:
    """The routes, and who is signed in."""

    door: Door
    idle: float
    """Seconds without a key after which a window is closed."""
    windows: set[Session] = field(default_factory=set)
    downloads: DownloadManager = field(default_factory=DownloadManager)
    templates: Environment = field(
        default_factory=lambda: Environment(
            loader=PackageLoader("assistant.web", "pages"), autoescape=True
        )
    )

    def app(self) -> web.Application:
        """Return the application, ready to be run."""
        middlewares = [self.guarded]
        app = web.Application(middlewares=middlewares, client_max_size=LARGEST)
        library = Path(textual_serve.__file__).parent / "static"
        app.add_routes(
            [
                web.get("/", self.index),
                web.get("/login", self.login_page),
                web.post("/login", self.login),
                web.post("/logout", self.logout),
                web.get("/ws", self.window),
                web.get("/download/{key}", self.download),
                web.get("/files", self.files),
                web.post("/files", self.upload),
                web.get("/files/{name:.+}", self.file),
                web.static("/static", library),
                web.static("/pages", Path(__file__).parent / "pages" / "open"),
            ]
        )
        app.on_shutdown.append(self.close_windows)
        return app

    # Who

    @web.middleware
    async def guarded(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Turn away who may not come in; no page may load anything from elsewhere."""
        try:
            self.door.refuse_strangers(request)
            response = await handler(request)
        except web.HTTPException as answer:
            seal(request, answer)
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told without quoting it
            # The server's own record would quote the error, and the error an answer.
            _record(error)
            raise web.HTTPInternalServerError(text="出了意外，答过的都已存盘。") from None
        if not response.prepared:
            seal(request, response)
        return response

    def page(self, name: str, status: int = 200, **words: object) -> web.Response:
        """Return a page."""
        text = self.templates.get_template(name).render(**words)
        return web.Response(text=text, content_type="text/html", status=status)

    async def login_page(self, request: web.Request) -> web.Response:
        """Ask for the access token."""
        return self.page("login.html", wrong=False)

    async def login(self, request: web.Request) -> web.Response:
        """Take a token; the browser keeps a ticket of its own from then on, not the token."""
        given = await request.post()
        answer = web.HTTPSeeOther("/")
        if self.door.admit(str(given.get("token", "")), request, answer):
            raise answer
        return self.page("login.html", status=403, wrong=True)

    async def logout(self, request: web.Request) -> web.Response:
        """Forget who this is, wherever they signed in, and close their windows."""
        name = self.door.user(request)
        self.door.dismiss(name)
        await asyncio.gather(*(one.stop() for one in self.windows if one.user == name))
        raise web.HTTPSeeOther("/login")

    # The app

    async def index(self, request: web.Request) -> web.Response:
        """The page with the terminal in it."""
        size = _number(request.query.get("fontsize"), 16, (8, 40))
        user = self.door.user(request)
        return self.page("terminal.html", size=size, user="" if user == ALONE else user)

    async def window(self, request: web.Request) -> web.StreamResponse:
        """Carry keys and pictures between a browser and a process until either goes."""
        user = self.door.user(request)
        own = [one for one in self.windows if one.user == user]
        if len(self.windows) >= MOST_WINDOWS or len(own) >= MOST_WINDOWS_EACH:
            raise web.HTTPServiceUnavailable(text="打开的窗口太多了，请先关掉几个。")
        room = self.door.room(user)
        room.prepare()
        browser = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=2**22)
        await browser.prepare(request)
        session = Session(
            user,
            room,
            self.downloads,
            _quietly(browser, browser.send_bytes),
            _quietly(browser, browser.send_str),
            browser.close,
        )
        self.windows.add(session)
        watch = asyncio.create_task(self._close_when_idle(session, browser))
        try:
            columns = _number(request.query.get("width"), 80, SIZES)
            rows = _number(request.query.get("height"), 24, SIZES)
            await session.start(columns, rows)
            await _carry(browser, session)
        finally:
            watch.cancel()
            self.windows.discard(session)
            await asyncio.shield(session.stop())
        return browser

    async def _close_when_idle(self, session: Session, browser: web.WebSocketResponse) -> None:
        while (left := self.idle - session.idle) > 0:  # noqa: ASYNC110 - nothing happens is no event
            await asyncio.sleep(left)
        await browser.close(message=b"idle")

    async def close_windows(self, app: web.Application) -> None:
        """Let every app save and leave before the server does."""
        await asyncio.gather(*(one.stop() for one in list(self.windows)))

    # Files

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Hand a file from the app of this user to the browser, once."""
        key = request.match_info["key"]
        try:
            found = await self.downloads.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound(text="这个下载已经取过或者过期了，请在“文件”页里找。") from None
        if getattr(found.app_service, "user", None) != self.door.user(request):
            raise web.HTTPForbidden(text="这是别人的文件。")
        response = web.StreamResponse(headers=_attached(found.file_name))
        seal(request, response)
        await response.prepare(request)
        async for chunk in self.downloads.download(key):
            await response.write(chunk)
        await response.write_eof()
        return response

    async def files(self, request: web.Request) -> web.Response:
        """List what lies in the folder, with a line to put something there."""
        room = self.door.room(self.door.user(request))
        room.prepare()
        return self.page(
            "files.html", files=tuple(room.files()), told=request.query.get("told", "")
        )

    async def upload(self, request: web.Request) -> web.Response:
        """Put a file into the folder; one of the same name stays."""
        room = self.door.room(self.door.user(request))
        room.prepare()
        given = (await request.post()).get("file")
        if not isinstance(given, web.FileField) or not given.filename:
            raise web.HTTPSeeOther("/files?told=" + quote("没有选文件。"))
        try:
            name = room.keep(given.filename, given.file.read())
        except AssistantError as error:
            raise web.HTTPSeeOther("/files?told=" + quote(error.sentence)) from error
        raise web.HTTPSeeOther("/files?told=" + quote(f"已传上来：{name}"))

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Hand out a file of the folder."""
        name = request.match_info["name"]
        path = self.door.room(self.door.user(request)).file(name)
        if path is None:
            raise web.HTTPNotFound(text="没有这个文件。")
        return web.FileResponse(path, headers=_attached(path.name))


async def _carry(browser: web.WebSocketResponse, session: Session) -> None:
    """Take the messages of the page: keys, sizes, whether it has the focus."""
    async for message in browser:
        if message.type != WSMsgType.TEXT:
            continue
        match _read(message.data):
            case ["stdin", str(keys)]:
                await session.type(keys)
            case ["resize", {"width": int(width), "height": int(height)}]:
                await session.set_terminal_size(_within(width, SIZES), _within(height, SIZES))
            case ["ping", str(at)]:
                await browser.send_json(["pong", at])
            case ["blur"]:
                await session.blur()
            case ["focus"]:
                await session.focus()


def _record(error: Exception) -> None:
    """Say on standard error what kind of error came from where, and nothing that it says."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    sys.stderr.write(
        f"意外：{type(error).__qualname__}，{Path(last.filename).name} 第{last.lineno}行\n"
    )


def _read(text: str) -> object:
    """Return what a message says; one that is no JSON says nothing."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _quietly(
    browser: web.WebSocketResponse, send: Callable[[Sent], Awaitable[None]]
) -> Callable[[Sent], Awaitable[None]]:
    """Send, unless the browser is gone: the app must be able to paint its last picture all the same."""

    async def sent(what: Sent) -> None:
        if not browser.closed:
            with suppress(ConnectionError):
                await send(what)

    return sent


def _attached(name: str) -> dict[str, str]:
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Type": "application/octet-stream",
    }


def _within(value: int, limits: tuple[int, int]) -> int:
    return max(limits[0], min(limits[1], value))


def _number(value: str | None, otherwise: int, limits: tuple[int, int]) -> int:
    return (
        _within(int(value), limits) if value and value.isdecimal() and len(value) < 5 else otherwise
    )


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that browsers can reach; port 0 takes a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, UnicodeError) as error:
        raise CannotListen(
            f"{host} 的端口 {port} 用不了（{getattr(error, 'strerror', None) or '地址不对'}）："
            "可能已经有程序在用，请用 --port 换一个。"
        ) from error


def run(server: Server, listening: socket.socket, encryption: ssl.SSLContext | None = None) -> None:
    """Serve until Ctrl+C or SIGTERM; then every app saves and leaves first. Plain HTTP without `encryption`."""
    web.run_app(server.app(), sock=listening, ssl_context=encryption, print=None, access_log=None)
