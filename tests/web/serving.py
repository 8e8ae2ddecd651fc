"""A server inside the test, and the program `nianbao serve` outside it."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import aiohttp
from aiohttp import web

from assistant.web import access
from assistant.web.door import Door
from assistant.web.server import Server

PATIENCE = 60.0


@asynccontextmanager
async def served(
    folder: Path, *users: str, idle: float = 600.0
) -> AsyncIterator[tuple[Server, str, dict[str, str]]]:
    """Serve a folder; yields the server, its address, and the token of each user."""
    tokens = {name: access.add(folder, name) for name in users}
    server = Server(Door(folder, folder / ".nianbao", alone=not users), idle)
    runner = web.AppRunner(server.app())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield server, f"http://127.0.0.1:{port}", tokens
    finally:
        await runner.cleanup()


@asynccontextmanager
async def signed_in(address: str, token: str) -> AsyncIterator[aiohttp.ClientSession]:
    """A client that has come in with a token."""
    async with aiohttp.ClientSession(address, cookie_jar=aiohttp.CookieJar(unsafe=True)) as client:
        answer = await client.post("/login", data={"token": token}, allow_redirects=False)
        assert answer.status == 303
        yield client


@contextmanager
def program(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`nianbao serve` on a free port; yields the process and its address."""
    command = [sys.executable, "-m", "assistant", "serve", str(folder), "--port", "0", *options]
    started = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        cwd=Path(__file__).parents[2],
    )
    try:
        assert started.stderr is not None
        told = started.stderr.readline()
        yield started, told.split("打开 ")[1].split("/\u3000")[0]
    finally:
        started.kill()
        started.communicate()


def lives(process: int) -> bool:
    """Return whether a process is there and at work; one that ended and was not asked for its end is not."""
    try:
        state = (
            Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        )
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def children(process: int) -> set[int]:
    """Return the processes that a process has started and that still live."""
    listed = Path(f"/proc/{process}/task").glob("*/children")
    found = {int(child) for path in listed for child in path.read_text(encoding="utf-8").split()}
    return {child for child in found if lives(child)}


async def until_gone(processes: set[int]) -> None:
    """Wait until none of the processes lives."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while left := {one for one in processes if lives(one)}:
        if asyncio.get_running_loop().time() > deadline:
            raise TimeoutError(f"{left} still live")
        await asyncio.sleep(0.05)
