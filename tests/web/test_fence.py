"""What a process of the web server can touch at all, whatever asked for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TRY = """
import os, sys
from pathlib import Path
from assistant.web.fence import fence
own, outside = Path(sys.argv[1]), Path(sys.argv[2])
sys.addaudithook(fence(own))
try:
    exec(sys.argv[3])
except PermissionError:
    print("refused")
else:
    print("done")
"""

ALLOWED = [
    "(own / 'a.txt').write_text('x')",
    "(own / 'b.txt').read_text()",
    "(own / 'new').mkdir()",
    "(own / 'b.txt').rename(own / 'c.txt')",
    "(own / 'b.txt').unlink()",
    "list(own.iterdir())",
    "import sqlite3; sqlite3.connect(own / 'd.db').execute('create table t (a)')",
    "import sqlite3; sqlite3.connect(':memory:')",
    "import sqlite3; sqlite3.connect(f'file:{own}/e.db?mode=rwc', uri=True).execute('create table t (a)')",
    "import lxml.etree, docx, pydantic, textual.app",
    "from assistant import content; content.script(); content.bank()",
    "import asyncio; asyncio.run(asyncio.sleep(0))",
]

REFUSED = [
    "(outside / 'a.txt').write_text('x')",
    "(outside / 'b.txt').read_text()",
    "(outside / 'b.txt').open('ab')",
    "(own / 'link').open()",
    "(own / '..' / 'outside' / 'b.txt').read_bytes()",
    "os.open(outside / 'b.txt', os.O_RDONLY)",
    "list(outside.iterdir())",
    "os.scandir(outside)",
    "(outside / 'new').mkdir()",
    "(outside / 'b.txt').unlink()",
    "(outside / 'b.txt').rename(own / 'c.txt')",
    "(own / 'b.txt').rename(outside / 'c.txt')",
    "(own / 'x').symlink_to(outside)",
    "import sqlite3; sqlite3.connect(outside / 'd.db')",
    "import sqlite3; sqlite3.connect(f'file:{outside}/e.db?mode=ro', uri=True)",
    "import subprocess; subprocess.run(['true'])",
    "os.system('true')",
    "import socket; socket.create_connection(('192.0.2.1', 80), 1)",
    "import socket; socket.getaddrinfo('example.org', 80)",
    "open('/etc/passwd')",
    "Path(sys.executable).open('ab')",
]


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    own, outside = tmp_path / "own", tmp_path / "outside"
    for folder in (own, outside):
        folder.mkdir()
        (folder / "b.txt").write_text("words", encoding="utf-8")
    (own / "link").symlink_to(outside / "b.txt")
    return own, outside


def tried(places: tuple[Path, Path], code: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", TRY, *map(str, places), code],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    return run.stdout.strip() or run.stderr


@pytest.mark.parametrize("code", ALLOWED)
def test_its_own_folder_and_its_program_are_open_to_it(
    places: tuple[Path, Path], code: str
) -> None:
    """Everything the app does is possible."""
    assert "done" == tried(places, code)


@pytest.mark.parametrize("code", REFUSED)
def test_everything_else_is_closed(places: tuple[Path, Path], code: str) -> None:
    """Other folders, other programs, other machines."""
    assert "refused" == tried(places, code)
    assert "words" == (places[1] / "b.txt").read_text(encoding="utf-8")
