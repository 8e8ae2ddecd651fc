"""One window of a browser: the process that runs the app for it, and how that process ends."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from assistant.files import ROOM
from assistant.web.rooms import Room

SECONDS_TO_LEAVE: Final = 5.0
"""An app that was asked to leave and is still there after that is killed; what was answered is on the disk."""

Send = Callable[[bytes], Awaitable[None]]
Tell = Callable[[str], Awaitable[None]]
Close = Callable[[], Awaitable[object]]


class Session(AppService):
    """A process of the app in a person's folder."""

    def __init__(
        self,
        user: str,
        room: Room,
        downloads: DownloadManager,
        send: Send,
        tell: Tell,
        close: Close,
    ) -> None:
        async def closed() -> None:
            await close()

        super().__init__(
            "", write_bytes=send, write_str=tell, close=closed, download_manager=downloads
        )
        self.user = user
        self._room = room
        self._typed_at = time.monotonic()

    def environment(self, width: int, height: int) -> dict[str, str]:
        """Return what the process is told: the size of the window, its folder, where it remembers things."""
        return {
            **self._build_environment(width, height),
            ROOM: str(self._room.folder),
            "NIANBAO_HOME": str(self._room.state),
            "PYTHONUTF8": "1",
        }

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        # No shell, and a group of its own, which can be killed whole.
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "assistant.web.child",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=self._room.folder,
            env=self.environment(width, height),
            start_new_session=True,
        )
        self._process = process
        self._stdin = process.stdin
        return process

    async def type(self, keys: str) -> None:
        """Pass on what was typed; half a character from a broken client becomes a replacement character."""
        self._typed_at = time.monotonic()
        await self.send_bytes(keys.encode(errors="replace"))

    @property
    def idle(self) -> float:
        """Seconds since something was typed or the mouse moved."""
        return time.monotonic() - self._typed_at

    async def stop(self) -> None:
        """Ask the app to save and leave, wait, and see to it that nothing is left."""
        if self._process is None:
            return
        with suppress(TimeoutError, ConnectionError):
            await asyncio.wait_for(super().stop(), SECONDS_TO_LEAVE)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), SECONDS_TO_LEAVE)
        if self._process.returncode is None:
            self._kill(self._process.pid)
        await self._process.wait()

    @staticmethod
    def _kill(number: int) -> None:
        with suppress(ProcessLookupError):
            if sys.platform == "win32":
                os.kill(number, signal.SIGTERM)
            else:
                os.killpg(number, signal.SIGKILL)
