"""Who may come in: the list of users, tickets of those who signed in, and what no request may come from."""

from __future__ import annotations

import ipaddress
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from aiohttp import hdrs, web

from assistant.web.access import Access, AccessRefused, access
from assistant.web.rooms import Room

ALONE: Final = "本机"
"""Who somebody is where nobody has to sign in: one person at one machine."""

COOKIE: Final = "nianbao"
TICKET_LASTS: Final = 12 * 3600
"""Seconds: a day at the office."""

LOOKS: Final = ("/static/", "/pages/")
"""Scripts, fonts and styles: they may be kept by the browser, and belong to nobody."""

OPEN_PATHS: Final = ("/login", *LOOKS)
"""What is seen before signing in."""


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass
class Door:
    """The way in to one served folder.

    `alone` is decided when the server starts: without users it listens to its own machine only and asks nobody who
    they are. With users everybody signs in; the list is read anew each time, so that a token can be taken back while
    the server runs.
    """

    folder: Path
    state: Path
    alone: bool
    tickets: dict[str, tuple[str, float]] = field(default_factory=dict)
    """Of each ticket, whose it is and until when (`time.monotonic`)."""

    def room(self, user: str) -> Room:
        """Return a person's folder."""
        if self.alone:
            return Room(self.folder, self.state)
        own = self.folder / user
        return Room(own, own / ".nianbao")

    def refuse_strangers(self, request: web.Request) -> None:
        """Turn away pages of other web sites, and who has not signed in."""
        origin = request.headers.get(hdrs.ORIGIN)
        if origin is not None and urlsplit(origin).netloc != request.host:
            raise web.HTTPForbidden(text="请求来自别的网站，已拒绝。")
        if self.alone and not is_loopback(_name(request)):
            # A name of somebody else's that was made to lead here (DNS rebinding).
            raise web.HTTPForbidden(text="请用 127.0.0.1 打开。")
        if request.path.startswith(OPEN_PATHS):
            return
        if self._ticket_holder(request) is None:
            if request.path == "/":
                raise web.HTTPSeeOther("/login")
            raise web.HTTPForbidden(text="请先登录。")

    def user(self, request: web.Request) -> str:
        """Return who is asking."""
        name = self._ticket_holder(request)
        if name is None:
            raise web.HTTPForbidden(text="请先登录。")
        return name

    def _ticket_holder(self, request: web.Request) -> str | None:
        if self.alone:
            return ALONE
        name, until = self.tickets.get(request.cookies.get(COOKIE, ""), ("", 0.0))
        return name if time.monotonic() < until and name in self._access().users else None

    def _access(self) -> Access:
        try:
            return access(self.folder)
        except AccessRefused as refused:
            raise web.HTTPServiceUnavailable(text=refused.sentence) from refused

    def admit(self, token: str, request: web.Request, answer: web.Response) -> bool:
        """Give the browser a ticket for a token; returns whether it was one."""
        name = self._access().who(token)
        if name is None:
            return False
        ticket = secrets.token_urlsafe(24)
        self.tickets[ticket] = name, time.monotonic() + TICKET_LASTS
        answer.set_cookie(
            COOKIE,
            ticket,
            max_age=TICKET_LASTS,
            httponly=True,
            samesite="Strict",
            secure=request.secure,
        )
        return True

    def dismiss(self, name: str) -> None:
        """Forget every ticket of a person."""
        self.tickets = {ticket: one for ticket, one in self.tickets.items() if one[0] != name}


def _name(request: web.Request) -> str:
    """Return the name under which the browser knows this server."""
    return urlsplit(f"//{request.host}").hostname or ""


def seal(request: web.Request, response: web.StreamResponse) -> None:
    """Tell the browser that a page loads nothing from elsewhere, stands in no other page, and is not kept."""
    host = request.host
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        f"font-src 'self'; connect-src 'self' ws://{host} wss://{host}; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    # With "no-referrer" browsers no longer say which site a form comes from.
    response.headers["Referrer-Policy"] = "same-origin"
    if not request.path.startswith(LOOKS):
        response.headers["Cache-Control"] = "no-store"
