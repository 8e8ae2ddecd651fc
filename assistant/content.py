"""What ships with the program, and what an office adds: forms, questions and phrases, wherever they are installed.

`prompts/` and `phrasebank/` stand beside the package in a checkout and ride inside it in a wheel. An office keeps
`问题/`, `语料/` and `核对/` (its own levels of rules) beside its drafts; `NIANBAO_PROMPTS`, `NIANBAO_PHRASEBANK` and
`NIANBAO_CHECKS` may name further folders, separated like those of `PATH`. Where two of an office's files use one
编号, the one beside the draft holds.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from assistant import forms as form
from assistant.files import reason
from assistant.forms import Form
from assistant.organs import Organs
from assistant.organs import parse as parse_organs
from assistant.problem import Problem

if TYPE_CHECKING:
    from assistant.checks.knowledge import Knowledge
    from assistant.checks.standards import Standards
    from assistant.export.office import Office
    from assistant.glossary import Glossary
    from assistant.interview.script import Script
    from assistant.phrases.bank import Bank
    from assistant.phrases.trial import Trial

Shelf = Literal["prompts", "phrasebank"]
"""The two kinds of files people write: questions and phrases."""

Texts = tuple[tuple[str, str], ...]
"""Path, as a reader knows it, and text of each file."""

OwnShelf = Literal["prompts", "phrasebank", "checks"]
"""What an office may have files of its own for: those two, and its own levels of rules."""

OWN_FOLDER = {"prompts": "问题", "phrasebank": "语料", "checks": "核对"}
OWN_SETTING = {
    "prompts": "NIANBAO_PROMPTS",
    "phrasebank": "NIANBAO_PHRASEBANK",
    "checks": "NIANBAO_CHECKS",
}


class Own(NamedTuple):
    """An office's own files."""

    files: Texts
    problems: tuple[Problem, ...]
    """Files and folders that could not be read."""


class LoadedScript(NamedTuple):
    """The interview, and what is wrong with the files it came from."""

    script: Script
    problems: tuple[Problem, ...]


class LoadedBank(NamedTuple):
    """The phrases, and what is wrong with the files they came from."""

    bank: Bank
    problems: tuple[Problem, ...]


class LoadedOffice(NamedTuple):
    """How an office sets its reports, and what is wrong with its file."""

    office: Office
    problems: tuple[Problem, ...]


class LoadedStandards(NamedTuple):
    """What reports are measured by, and what is wrong with an office's own settings."""

    standards: Standards
    problems: tuple[Problem, ...]


def folder(shelf: Shelf) -> Traversable:
    """Return `prompts` or `phrasebank`: inside the installed package, or beside it in a checkout."""
    package = files("assistant")
    installed = package.joinpath("_content", shelf)
    return installed if installed.is_dir() else package.joinpath("..", shelf)


@cache
def forms() -> tuple[Form, ...]:
    """Return the official forms, the oldest first."""
    shipped = files("assistant").joinpath("forms").iterdir()
    texts = {
        file.name: file.read_text(encoding="utf-8")
        for file in shipped
        if file.name.endswith(".toml")
    }
    return form.parse_all(texts)


def form_for_year(year: int) -> Form:
    """Return the form that a report of this year uses; `FormRefused` for a year none serves."""
    return form.form_for_year(forms(), year)


@cache
def organs() -> Organs:
    """Return what the names of organs tell about them."""
    return parse_organs(files("assistant").joinpath("organs.toml").read_text(encoding="utf-8"))


@cache
def glossary() -> Glossary:
    """Return what the words of the form mean."""
    from assistant.glossary import parse as parse_glossary

    text = files("assistant").joinpath("glossary.toml").read_text(encoding="utf-8")
    return parse_glossary(text)


@cache
def entry_files(shelf: Shelf) -> Texts:
    """Return the shipped files of one kind in the order of their names."""
    return tuple(
        (f"{shelf}/{file.name}", file.read_text(encoding="utf-8-sig"))
        for file in _entry_files(folder(shelf).iterdir())
    )


def own_files(shelf: OwnShelf, beside: Path | None = None) -> Own:
    """Return an office's own files of one kind: those in the folder `beside` (where the draft is) first."""
    found: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for shown, place in _own_folders(shelf, beside):
        try:
            listed = list(_entry_files(place.iterdir()))
        except OSError as error:
            problems.append(Problem(shown, None, f"读不了这个文件夹：{reason(error)}。"))
            continue
        for file in listed:
            name = f"{shown}/{file.name}"
            text, complaints = _read_own(place / file.name, name)
            problems += complaints
            if not complaints:
                found.append((name, text))
    return Own(tuple(found), tuple(problems))


def _own_folders(shelf: OwnShelf, beside: Path | None) -> Iterator[tuple[str, Path]]:
    """Yield each folder with the name to show for it; the one beside a draft need not exist."""
    if beside is not None and (beside / OWN_FOLDER[shelf]).is_dir():
        yield OWN_FOLDER[shelf], beside / OWN_FOLDER[shelf]
    for name in os.environ.get(OWN_SETTING[shelf], "").split(os.pathsep):
        if name:
            yield name, Path(name)


def _entry_files(listed: Iterable[Traversable]) -> list[Traversable]:
    """Return the entry files of a folder by name; a README and what editors leave behind are none."""
    return sorted(
        (
            file
            for file in listed
            if file.name.endswith(".md")
            and not file.name.startswith((".", "~"))
            and file.name.upper() != "README.MD"
        ),
        key=lambda file: file.name,
    )


def _read_own(file: Path, name: str) -> tuple[str, tuple[Problem, ...]]:
    from assistant import entries

    try:
        return entries.decode(file.read_bytes(), name)
    except OSError as error:
        return "", (Problem(name, None, f"读不了这个文件：{reason(error)}。"),)


def script(beside: Path | None = None) -> LoadedScript:
    """Return the interview with an office's own questions in place, and every complaint about the files."""
    own = own_files("prompts", beside)
    loaded = _script(own.files)
    return LoadedScript(loaded.script, (*own.problems, *loaded.problems))


@lru_cache(maxsize=4)
def _script(own: Texts) -> LoadedScript:
    from assistant.interview.reading import load

    return LoadedScript(*load(entry_files("prompts"), forms(), organs(), own))


def bank(beside: Path | None = None, *, thorough: bool = False) -> LoadedBank:
    """Return the phrases with an office's own in place, and every complaint about its files.

    What ships is only looked at for mistakes when that is asked for (`thorough`, as `nianbao lint` does).
    """
    own = own_files("phrasebank", beside)
    # Names are only looked up in what is not trusted to be right; the questions take longer to read than the phrases.
    facts = tuple(script(beside).script.facts) if own.files or thorough else ()
    loaded = _bank(own.files, facts, thorough)
    tried = _tried(loaded.bank, own_only=bool(own.files)) if thorough else ()
    return LoadedBank(loaded.bank, (*own.problems, *loaded.problems, *tried))


def trials() -> Mapping[str, Trial]:
    """Return the invented organs whose answers phrases are tried on."""
    from assistant.phrases.trial import parse

    return parse(files("assistant").joinpath("phrases", "trial.toml").read_text(encoding="utf-8"))


def _tried(bank: Bank, *, own_only: bool) -> tuple[Problem, ...]:
    from assistant.phrases.trial import complaints

    return tuple(complaints(bank, trials().values(), standards().standards, own_only=own_only))


@lru_cache(maxsize=4)
def _bank(own: Texts, facts: tuple[str, ...], thorough: bool) -> LoadedBank:
    from assistant.phrases.reading import load
    from assistant.phrases.topics import parse

    topics = files("assistant").joinpath("phrases", "topics.toml").read_text(encoding="utf-8")
    return LoadedBank(
        *load(
            entry_files("phrasebank"),
            forms(),
            facts,
            parse(topics),
            organs(),
            own,
            thorough=thorough,
        )
    )


def standards(beside: Path | None = None) -> LoadedStandards:
    """Return what reports are checked against, with an office's own levels, and every complaint about its files."""
    own = own_files("checks", beside)
    loaded = _standards(own.files)
    measured_by = replace(loaded.standards, phrases=lambda: bank(beside).bank.by_id)
    return LoadedStandards(measured_by, (*own.problems, *loaded.problems))


@lru_cache(maxsize=4)
def _standards(own: Texts) -> LoadedStandards:
    from assistant.checks import RULES, requirements
    from assistant.checks.settings import load
    from assistant.checks.standards import Standards

    settings, problems = load(own, RULES)
    limits, more = requirements.load(own)
    known = _knowledge()
    known = replace(known, thresholds=requirements.required(known.thresholds, limits))
    return LoadedStandards(Standards(known, organs(), settings), (*problems, *more))


def office(beside: Path) -> LoadedOffice:
    """Return how the reports in a folder are set: as its `版式.md` says, otherwise as the standard says."""
    from assistant.export.office import FILE, STANDARD, parse

    if not (beside / FILE).is_file():
        return LoadedOffice(STANDARD, ())
    text, problems = _read_own(beside / FILE, FILE)
    if problems:
        return LoadedOffice(STANDARD, problems)
    return LoadedOffice(*parse(text, FILE))


@cache
def _knowledge() -> Knowledge:
    from assistant.checks.knowledge import FILES, parse

    shelf = files("assistant").joinpath("checks")
    return parse({name: shelf.joinpath(f"{name}.toml").read_text("utf-8") for name in FILES})
