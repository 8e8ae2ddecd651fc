"""A real Chromium without a window, driven by its own debugging protocol; what its terminal shows is read with pyte."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import re
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pyte

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
PATIENCE = 20.0
"""Seconds to wait for what has to happen; this says nothing about speed."""

KEYS = {
    "Enter": (13, "\r"),
    "Escape": (27, ""),
    "Tab": (9, ""),
    "ArrowDown": (40, ""),
    "ArrowRight": (39, ""),
    "Home": (36, ""),
    "Backspace": (8, ""),
    **{f"F{number}": (111 + number, "") for number in range(1, 13)},
}
"""Code and text of the keys that are not letters."""


def program() -> str | None:
    """Return Chromium, wherever it is called so."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


class Page:
    """One page, and the screen that its terminal has been sent."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        self.requested: list[str] = []
        self.complaints: list[str] = []
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self._socket:
            told = json.loads(message.data)
            if "id" in told:
                self._answers.pop(told["id"]).set_result(told)
            else:
                self._happened(told["method"], told["params"])

    def _happened(self, what: str, about: dict[str, Any]) -> None:
        match what:
            case "Network.requestWillBeSent":
                self.requested.append(about["request"]["url"])
            case "Network.webSocketCreated":
                self.requested.append(about["url"])
                found = re.search(r"width=(\d+)&height=(\d+)", about["url"])
                if found:
                    # The last window may have ended in the middle of a sequence.
                    self.screen = pyte.Screen(int(found[1]), int(found[2]))
                    self._stream = pyte.ByteStream(self.screen)
            case "Network.webSocketFrameReceived" if about["response"]["opcode"] == 2:
                sent = base64.b64decode(about["response"]["payloadData"])
                self._stream.feed(sent.replace(b"$p", b""))
            case "Log.entryAdded" if about["entry"]["level"] == "error":
                self.complaints.append(about["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.complaints.append(about["exceptionDetails"]["text"])

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask the browser for something and wait for the answer."""
        number = next(self._numbers)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._answers[number] = answer
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        told = await asyncio.wait_for(answer, PATIENCE)
        if "error" in told:
            raise RuntimeError(f"{method}: {told['error']}")
        found: dict[str, Any] = told["result"]
        return found

    async def open(self, address: str) -> None:
        """Go to a page."""
        await self.call("Page.navigate", url=address)

    async def ask(self, expression: str) -> Any:
        """Return what a piece of JavaScript comes to."""
        done = await self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        return done["result"].get("value")

    async def type(self, text: str) -> None:
        """Put in words, as an input method does when it is done."""
        await self.call("Input.insertText", text=text)

    async def press(self, *keys: str, modifiers: int = 0) -> None:
        """Press keys one after another; `modifiers` is 2 for Ctrl."""
        for key in keys:
            code, text = KEYS[key] if key in KEYS else (ord(key.upper()), key)
            about = {"key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
            down = "keyDown" if text and not modifiers else "rawKeyDown"
            spoken = {"text": text} if text and not modifiers else {}
            await self.call("Input.dispatchKeyEvent", type=down, **spoken, **about)
            await self.call("Input.dispatchKeyEvent", type="keyUp", **about)

    def lines(self) -> list[str]:
        """Return the terminal's screen."""
        buffer, columns = self.screen.buffer, range(self.screen.columns)
        return [
            "".join(buffer[y][x].data for x in columns).rstrip() for y in range(self.screen.lines)
        ]

    async def wait_for(self, text: str) -> None:
        """Wait until the terminal shows a text."""
        await self.wait_until(lambda: any(text in line for line in self.lines()), text)

    async def wait_until(self, happened: Callable[[], bool], what: str) -> None:
        """Wait until something has happened."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not happened():
            if asyncio.get_running_loop().time() > deadline:
                seen = "\n".join(self.lines())
                raise TimeoutError(f"{what!r} did not happen\n{seen}\n{self.complaints}")
            await asyncio.sleep(0.05)

    async def wait_for_page(self, expression: str) -> None:
        """Wait until a piece of JavaScript is true."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not await self.ask(expression):
            if asyncio.get_running_loop().time() > deadline:
                raise TimeoutError(
                    f"{expression} is not true\n{await self.ask('document.body.innerText')}"
                )
            await asyncio.sleep(0.05)

    async def picture(self) -> bytes:
        """Return what the page looks like, as PNG."""
        taken = await self.call("Page.captureScreenshot", format="png")
        return base64.b64decode(taken["data"])

    async def close(self) -> None:
        """Close the page, as a user closes a tab."""
        await self.call("Page.close")
        self._reader.cancel()


class Browser:
    """A running Chromium."""

    def __init__(self, session: aiohttp.ClientSession, address: str, downloads: Path) -> None:
        self._session = session
        self._address = address
        self.downloads = downloads

    async def page(self) -> Page:
        """Open an empty page."""
        async with self._session.put(f"http://{self._address}/json/new?about:blank") as answer:
            target = await answer.json()
        socket = await self._session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0)
        page = Page(socket)
        for domain in ("Page", "Network", "Runtime", "Log"):
            await page.call(f"{domain}.enable")
        await page.call(
            "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads)
        )
        return page


@asynccontextmanager
async def chromium(folder: Path, size: tuple[int, int] = (1280, 800)) -> AsyncIterator[Browser]:
    """Start Chromium with a profile of its own, and end it."""
    downloads = folder / "downloads"
    downloads.mkdir(parents=True)
    started = await asyncio.create_subprocess_exec(
        str(program()),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--remote-debugging-port=0",
        f"--user-data-dir={folder / 'profile'}",
        f"--window-size={size[0]},{size[1]}",
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        address = await asyncio.wait_for(_listening(started), PATIENCE)
        async with aiohttp.ClientSession() as session:
            yield Browser(session, address, downloads)
    finally:
        started.terminate()
        await started.wait()


async def _listening(started: asyncio.subprocess.Process) -> str:
    assert started.stderr is not None
    while line := await started.stderr.readline():
        found = re.search(rb"DevTools listening on ws://([^/]+)/", line)
        if found:
            return found[1].decode()
    raise RuntimeError("Chromium ended before it listened")
