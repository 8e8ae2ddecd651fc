"""The documents say what is so: paths exist, commands and their options exist, pictures are there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest
import typer.main

from assistant import content
from assistant.command_line import app
from assistant.interview.reading import KEYS as QUESTION_KEYS
from assistant.phrases.reading import KEYS as PHRASE_KEYS
from assistant.terminal.commands import COMMANDS as EVERYWHERE

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [
    *(ROOT / one for one in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]

MADE = ("核对/", ".venv/", "dist/", "assistant/_content")
"""What exists after an installation, in a wheel, or beside an office's drafts."""

PATH = re.compile(r"`([\w./-]+(?:/[\w.-]*|\.(?:py|toml|md|txt|json|tcss|yml)))`")
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"^\s*(?:nianbao|make)\b[^#\n]*", re.MULTILINE)
FENCE = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
TARGETS = set(
    re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def said_commands() -> Iterator[str]:
    """Every line of the documents' code blocks that starts `nianbao` or `make`, and what stands so in the text."""
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        for block in FENCE.findall(text):
            yield from (line.strip() for line in COMMAND.findall(block))
        inline = FENCE.sub("", text)
        yield from re.findall(r"`((?:nianbao|make) [^`]+)`", inline)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_path_named_is_there(path: Path) -> None:
    """A file or folder between backticks exists, beside the README or in the package."""
    named = set(PATH.findall(path.read_text(encoding="utf-8")))
    missing = {
        one
        for one in named
        if not one.startswith(("/", "~", *MADE))
        and not any((folder / one).exists() for folder in (ROOT, ROOT / "assistant"))
    }

    assert set() == missing


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_link_leads_somewhere(path: Path) -> None:
    """A link to a file or picture of the project finds it."""
    links = LINK.findall(path.read_text(encoding="utf-8"))
    missing = {
        link
        for link in links
        if not link.startswith("http") and not (path.parent / unquote(link)).exists()
    }

    assert set() == missing


def test_the_readme_shows_every_command() -> None:
    """A command that is added is added to the README."""
    shown = {
        words[1]
        for words in map(shlex.split, said_commands())
        if words[0] == "nianbao" and len(words) > 1
    }

    assert set() == set(COMMANDS) - shown


def test_the_manual_tells_every_key_that_works_everywhere() -> None:
    """A key nobody reads about is a key nobody presses."""
    manual = (ROOT / "docs" / "使用手册.md").read_text(encoding="utf-8")
    told = set(
        re.findall(r"\b(?:F\d+|Ctrl\+\w)", manual.partition("### 各屏通用")[2].partition("###")[0])
    )

    assert set() == {one.shown for one in EVERYWHERE} - told


@pytest.mark.parametrize("line", sorted(set(said_commands())))
def test_every_command_shown_exists(line: str) -> None:
    """Commands, their options and the targets of make are those of the program."""
    program, *words = shlex.split(line)
    if program == "make":
        assert set() == {word for word in words if word.isalpha()} - TARGETS
        return
    command, options = words[0] if words else "", {word for word in words if word[:1] == "-"}
    if command and not command.startswith("-"):
        assert command in COMMANDS
        known = {one for option in COMMANDS[command].params for one in option.opts}
    else:
        known = {"--help", "--version"}

    assert set() == options - known - {"-", "--help"}


def test_pictures_are_small_and_used() -> None:
    """Each picture is under 200 KB and stands in a document."""
    pictures = {path.name: path for path in (ROOT / "docs" / "pictures").glob("*.png")}
    used = {
        Path(unquote(link)).name
        for path in DOCUMENTS
        for link in LINK.findall(path.read_text("utf-8"))
    }

    assert set() == set(pictures) - used
    assert [] == [name(path) for path in pictures.values() if path.stat().st_size >= 200_000]


def test_readme_says_how_to_start_in_both_languages() -> None:
    """The two commands stand in the English part, the Chinese part begins with the same one."""
    english, chinese = README.split("## 中文快速上手")

    assert {"make run", "make test"} <= {
        " ".join(line.split()[:2])
        for block in FENCE.findall(english)
        for line in block.splitlines()
    }
    assert "make run" in chinese
    assert "docs/pictures/" in english
    assert "docs/pictures/" in chinese


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder of an office's own files: the examples of the page about them, as they stand there."""
    examples = [
        block
        for block in FENCE.findall((ROOT / "docs" / "数据文件.md").read_text(encoding="utf-8"))
        if "编号：" in block
    ]
    for folder, key in (("问题", "填入："), ("语料", "话题：")):
        (tmp_path / folder).mkdir()
        (example,) = [one for one in examples if key in one]
        (tmp_path / folder / "例.md").write_text(example, encoding="utf-8")
    return tmp_path


def test_the_examples_of_entry_files_are_good(office: Path) -> None:
    """Copied into 问题 and 语料, they load without a complaint and add one question and one phrase."""
    script, bank = content.script(office), content.bank(office)

    assert [] == [str(problem) for problem in (*script.problems, *bank.problems)]
    assert {"本局.招聘会场数"} == {one.id for one in script.script.questions} - {
        one.id for one in content.script().script.questions
    }
    assert {"本局.零申请.1"} == {one.id for one in bank.bank.phrases} - {
        one.id for one in content.bank().bank.phrases
    }


@pytest.mark.parametrize("keys", [QUESTION_KEYS, PHRASE_KEYS])
def test_every_key_of_an_entry_is_explained(keys: Mapping[str, str]) -> None:
    """Whatever an entry may say stands in the page about entry files."""
    page = (ROOT / "docs" / "数据文件.md").read_text(encoding="utf-8")
    rows = "".join(line.split("|")[1] for line in page.splitlines() if line.startswith("|"))

    assert set() == {key for key in keys if key not in rows and not key.startswith("<")}


def test_whatever_ages_stands_on_the_page_of_the_year() -> None:
    """Each file of the package that says as of which day it is true is one to look at every year."""
    page = (ROOT / "docs" / "新的一年.md").read_text(encoding="utf-8")
    ageing = {
        name(path)
        for path in (ROOT / "assistant").rglob("*.toml")
        if "as_of" in path.read_text(encoding="utf-8")
    }

    assert set() == {path for path in ageing if f"`{path}`" not in page}


def test_every_module_stands_once_in_the_table_of_layers() -> None:
    """Who looks for the place of a thing finds it, and finds one."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = page[page.index("| layer") : page.index("`export/` never sees")]
    modules = [
        f"{path.name}/" if path.is_dir() else path.name
        for path in (ROOT / "assistant").iterdir()
        if (path / "__init__.py").exists() or path.suffix == ".py"
    ]

    assert [] == [
        name for name in modules if name != "__init__.py" and table.count(f"`{name}`") != 1
    ]
