"""The web server as a client without a screen meets it: who comes in, what is handed out, what is left behind."""

from __future__ import annotations

import asyncio
import base64
import http.client
import shutil
import signal
import socket
import ssl
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
import pytest

from assistant.drafts import Draft
from assistant.web import access
from assistant.web.certificate import CertificateRefused, encryption
from assistant.web.door import is_loopback
from assistant.web.server import MOST_WINDOWS_EACH, CannotListen, listen
from tests.web.serving import children, program, served, signed_in, until_gone

ROOT = Path(__file__).parents[2]
SECRET = ("/", "/files", "/files/a.txt", "/ws", "/download/x")

GARBAGE = (
    "{",
    "[]",
    "7",
    "[" * 100_000,
    '["stdin", 1]',
    '["resize", {"width": 1e999, "height": "x"}]',
    '["resize", {"width": 999999999, "height": -1}]',
)


async def read(socket: aiohttp.ClientWebSocketResponse, text: str) -> bytes:
    """Return what the app has painted until a text is in it."""
    seen = b""
    while text.encode() not in seen:
        message = await asyncio.wait_for(socket.receive(), 60)
        assert message.type is aiohttp.WSMsgType.BINARY, (message, seen)
        seen += message.data
    return seen


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for this machine that nobody else trusts, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    files = ("-keyout", folder / "key.pem", "-out", folder / "cert.pem")
    subprocess.run(["openssl", *words.split(), *files], check=True, capture_output=True)
    return folder / "cert.pem", folder / "key.pem"


def test_with_a_certificate_nothing_is_readable_on_the_way(
    tmp_path: Path, certificate: tuple[Path, Path]
) -> None:
    """HTTPS, a cookie that only travels by it, and nothing for who speaks plainly."""
    form = urlencode({"token": access.add(tmp_path, "张某")})
    window = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(bytes(16)).decode(),
    }

    with program(tmp_path, "--tls", *map(str, certificate)) as (_, address):
        assert address.startswith("https://127.0.0.1:")
        port = int(address.rpartition(":")[2])
        trusting = ssl.create_default_context(cafile=certificate[0])
        with closing(http.client.HTTPSConnection("127.0.0.1", port, context=trusting)) as secret:
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            secret.request("POST", "/login", form, kind)
            admitted = secret.getresponse()
            admitted.read()
            cookie = admitted.headers["Set-Cookie"]
            secret.request("GET", "/ws", headers={**window, "Cookie": cookie.partition(";")[0]})
            opened = secret.getresponse().status
        with socket.create_connection(("127.0.0.1", port)) as plain:
            plain.sendall(b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            answered = plain.recv(100)

    assert (303, 101) == (admitted.status, opened)
    assert "Secure" in cookie
    assert b"HTTP" not in answered


@pytest.mark.parametrize("wrong", ["missing", "swapped", "words"])
def test_a_certificate_that_does_not_serve_is_refused(
    tmp_path: Path, certificate: tuple[Path, Path], wrong: str
) -> None:
    """Before anything listens, and in words for who asked for it."""
    words = tmp_path / "words.pem"
    words.write_text("证书", encoding="utf-8")
    made, key = certificate
    pairs = {
        "missing": (made, tmp_path / "没有.pem"),
        "swapped": (key, made),
        "words": (words, key),
    }

    with pytest.raises(CertificateRefused, match=r"打不开|用不了"):
        encryption(*pairs[wrong])


def test_without_users_only_this_machine_is_served() -> None:
    """Any other address is refused before anything listens."""
    for host in ("0.0.0.0", "192.0.2.1", "::"):  # noqa: S104 - refused is the point
        run = subprocess.run(
            [sys.executable, "-m", "assistant", "serve", "--host", host, "nowhere"],
            capture_output=True,
            encoding="utf-8",
            check=False,
            cwd=ROOT,
        )

        assert (
            2,
            f"{host} 是别的机器也能连的地址，要有访问口令：请先用 nianbao serve --add 姓名 给每个人发口令。\n",
        ) == (
            run.returncode,
            run.stderr,
        )


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("192.168.1.5", False),
        ("localhost.example", False),
        ("", False),
    ],
)
def test_what_only_this_machine_can_reach(host: str, expected: bool) -> None:
    """A name that is not known for sure is not."""
    assert expected is is_loopback(host)


def test_without_a_token_nothing_is_seen(tmp_path: Path) -> None:
    """Every address but the page that asks for it is closed, and a wrong token opens none."""

    async def walk() -> None:
        async with (
            served(tmp_path, "张某") as (_, address, _),
            aiohttp.ClientSession(address) as client,
        ):
            for path in SECRET:
                answer = await client.get(path, allow_redirects=False)
                assert (303 if path == "/" else 403) == answer.status, path
            wrong = await client.post("/login", data={"token": "猜的"})
            assert 403 == wrong.status
            assert "口令不对" in await wrong.text()
            assert 403 == (await client.get("/files")).status

    asyncio.run(walk())


def test_a_token_taken_back_closes_the_door_at_once(tmp_path: Path) -> None:
    """A ticket given for it before is worth nothing either."""

    async def walk() -> None:
        async with (
            served(tmp_path, "张某", "李某") as (_, address, tokens),
            signed_in(address, tokens["张某"]) as client,
        ):
            assert 200 == (await client.get("/files")).status
            access.remove(tmp_path, "张某")
            assert 403 == (await client.get("/files")).status
            access.remove(tmp_path, "李某")
            assert 403 == (await client.get("/files")).status

    asyncio.run(walk())


def test_signing_out_forgets_who_it_was(tmp_path: Path) -> None:
    """On every machine they signed in at; the way back in is the token."""

    async def walk() -> None:
        async with (
            served(tmp_path, "张某") as (_, address, tokens),
            signed_in(address, tokens["张某"]) as office,
            signed_in(address, tokens["张某"]) as hall,
        ):
            assert 200 == (await hall.get("/files")).status
            await office.post("/logout")
            assert 403 == (await hall.get("/files")).status

    asyncio.run(walk())


def test_pages_of_other_sites_cannot_use_it(tmp_path: Path) -> None:
    """Neither by their own name for it (DNS rebinding) nor by a request across sites."""

    async def walk() -> None:
        async with served(tmp_path) as (_, address, _), aiohttp.ClientSession(address) as client:
            assert 200 == (await client.get("/")).status
            assert 403 == (await client.get("/", headers={"Host": "evil.example"})).status
            for path in ("/ws", "/files"):
                answer = await client.get(path, headers={"Origin": "http://evil.example"})
                assert 403 == answer.status
            posted = await client.post("/files", headers={"Origin": "null"})
            assert 403 == posted.status

    asyncio.run(walk())


def test_no_page_may_load_anything_from_elsewhere(tmp_path: Path) -> None:
    """The browser is told so, and no page names an address."""

    async def walk() -> None:
        async with served(tmp_path) as (_, address, _), aiohttp.ClientSession(address) as client:
            for path in ("/", "/files", "/login", "/pages/page.css", "/pages/page.js"):
                answer = await client.get(path)
                policy = answer.headers["Content-Security-Policy"]
                assert policy.startswith("default-src 'none'; script-src 'self';")
                assert "http" not in (await answer.text()).replace("/^http/", "")

    asyncio.run(walk())


def test_files_come_and_go_within_the_own_folder(tmp_path: Path) -> None:
    """What is sent lies in the folder of who sent it; a neighbour's is not found."""

    async def walk() -> None:
        async with served(tmp_path, "张某", "李某") as (_, address, tokens):
            async with signed_in(address, tokens["李某"]) as client:
                form = aiohttp.FormData(quote_fields=False)  # as browsers do
                form.add_field("file", b"last year", filename="../张某/去年<b>.docx")
                page = await (await client.post("/files", data=form)).text()
                assert "已传上来：去年_b_.docx" in page
                found = await client.get("/files/去年_b_.docx")
                assert b"last year" == await found.read()
                assert "attachment" in found.headers["Content-Disposition"]
            async with signed_in(address, tokens["张某"]) as client:
                assert "还没有文件" in await (await client.get("/files")).text()
                for name in ("去年_b_.docx", "..%2F李某%2F去年_b_.docx", ".nianbao", "%00"):
                    assert 404 == (await client.get(f"/files/{name}")).status, name

        assert b"last year" == (tmp_path / "李某" / "去年_b_.docx").read_bytes()

    asyncio.run(walk())


def test_a_window_starts_the_app_and_its_end_ends_it(tmp_path: Path) -> None:
    """What was half typed is kept, and no process is left."""

    async def walk() -> None:
        async with (
            served(tmp_path) as (server, address, _),
            aiohttp.ClientSession(address) as client,
        ):
            socket = await client.ws_connect("/ws?width=100&height=30")
            await read(socket, "试用示例")
            (session,) = server.windows
            assert session._process is not None
            process = session._process.pid
            await socket.send_json(["stdin", "\x1b[B\x1b[B\r"])
            await read(socket, "网上提交的申请")
            await socket.send_json(["stdin", "一共八件 \ud800"])
            await read(socket, "一共八件")
            await socket.close()
            await until_gone({process})
            assert not server.windows

        kept = [
            path.read_text("utf-8") for path in (tmp_path / ".nianbao" / "unfinished").iterdir()
        ]
        assert any("一共八件" in text for text in kept)

    asyncio.run(walk())


def test_garbage_from_a_browser_is_passed_over(tmp_path: Path) -> None:
    """The window stays."""

    async def walk() -> None:
        async with served(tmp_path) as (_, address, _), aiohttp.ClientSession(address) as client:
            socket = await client.ws_connect("/ws?width=-1&height=99999999")
            for message in GARBAGE:
                await socket.send_str(message)
            await socket.send_bytes(b"\xff")
            await read(socket, "试用示例")
            await socket.close()

    asyncio.run(walk())


def test_who_does_nothing_is_sent_home(tmp_path: Path) -> None:
    """The window is closed after the time given, and its process is gone."""

    async def walk() -> None:
        async with (
            served(tmp_path, idle=2.0) as (server, address, _),
            aiohttp.ClientSession(address) as client,
        ):
            socket = await client.ws_connect("/ws")
            await read(socket, "试用示例")
            (session,) = server.windows
            assert session._process is not None
            process = session._process.pid
            while (await socket.receive()).type is aiohttp.WSMsgType.BINARY:
                pass
            assert socket.closed
            await until_gone({process})

    asyncio.run(walk())


def test_nobody_can_fill_the_machine_with_windows(tmp_path: Path) -> None:
    """The one too many is refused; the others go on."""

    async def walk() -> None:
        async with served(tmp_path) as (_, address, _), aiohttp.ClientSession(address) as client:
            sockets = [await client.ws_connect("/ws") for _ in range(MOST_WINDOWS_EACH)]
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await client.ws_connect("/ws")
            assert 503 == refused.value.status
            await read(sockets[0], "试用示例")
            for socket in sockets:
                await socket.close()

    asyncio.run(walk())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_the_end_of_the_server_is_the_end_of_every_app(tmp_path: Path, number: int) -> None:
    """Even when it is killed; and the draft lets itself be opened at once."""

    async def walk(started: subprocess.Popen[str], address: str) -> None:
        async with aiohttp.ClientSession(address) as client:
            socket = await client.ws_connect("/ws")
            await read(socket, "试用示例")
            await socket.send_json(["stdin", "\x1b[B\x1b[B\r"])
            await read(socket, "网上提交的申请")
            apps = children(started.pid)
            assert 1 == len(apps)
            started.send_signal(number)
            await until_gone(apps)

    with program(tmp_path) as (started, address):
        asyncio.run(walk(started, address))
        started.wait(60)

    (draft,) = (tmp_path / ".nianbao").rglob("示例.nianbao")
    Draft.open(draft).close()


def test_the_server_keeps_no_record_of_what_is_typed(tmp_path: Path) -> None:
    """It prints its address and nothing else, and writes nothing of its own."""

    async def walk(address: str) -> None:
        async with aiohttp.ClientSession(address) as client:
            socket = await client.ws_connect("/ws")
            await read(socket, "试用示例")
            await socket.send_json(["stdin", "\x1b[B\x1b[B\r"])
            await read(socket, "网上提交的申请")
            await socket.send_json(["stdin", "机密甲乙丙"])
            await read(socket, "机密甲乙丙")
            await socket.send_str("{ 机密甲乙丙")
            await socket.close()

    with program(tmp_path) as (started, address):
        asyncio.run(walk(address))
        started.terminate()
        assert ("", "") == started.communicate(timeout=60)


def test_a_port_that_is_taken_is_told() -> None:
    """With the option that helps."""
    taken = listen("127.0.0.1", 0)

    with taken, pytest.raises(CannotListen, match="请用 --port 换一个"):
        listen("127.0.0.1", taken.getsockname()[1])
    with pytest.raises(CannotListen, match="用不了"):
        listen("192.0.2.1", 0)


def test_a_token_is_printed_once_and_can_be_taken_back(tmp_path: Path) -> None:
    """By itself on standard output, so that it can be passed on."""

    def nianbao(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "assistant", "serve", str(tmp_path), *words]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=ROOT)

    added = nianbao("--add", "张某")
    assert "张某" == access.access(tmp_path).who(added.stdout)
    assert "张某的访问口令（只显示这一次，请抄给本人）：\n" == added.stderr
    assert 0 == nianbao("--remove", "张某").returncode
    assert (2, "没有“张某”这个用户。现有：无。\n") == (
        (again := nianbao("--remove", "张某")).returncode,
        again.stderr,
    )
