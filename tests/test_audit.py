"""The packages the program stands on, as `make audit` looks at them."""

from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from bundle import audit


@pytest.fixture
def package(tmp_path: Path) -> PathDistribution:
    """A package of one file, as pip leaves it."""
    about = tmp_path / "thing-1.dist-info"
    about.mkdir()
    (tmp_path / "thing.py").write_bytes(b"a = 1\n")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: thing\nVersion: 1\n", "utf-8")
    fingerprint = "y3i9ihf3t1H-DUZjNm3LwlcgQDPvfd1ksfKWlXO1suI"
    (about / "RECORD").write_text(
        f"thing.py,sha256={fingerprint},6\nthing-1.dist-info/RECORD,,\n", "utf-8"
    )
    return PathDistribution(about)


def test_an_altered_file_is_found(package: PathDistribution, tmp_path: Path) -> None:
    """By its fingerprint; before, nothing is said."""
    assert [] == list(audit.altered(package))

    (tmp_path / "thing.py").write_bytes(b"a = 2\n")

    assert ["thing：thing.py"] == list(audit.altered(package))


def test_every_package_of_an_installation_is_looked_at() -> None:
    """Those that packages bring along, and those of every extra."""
    found = set(audit.shipped())

    assert {
        "nianbao",
        "textual",
        "markdown-it-py",
        "pydantic-core",
        "aiohttp",
        "pdfminer-six",
        "matplotlib",
    } <= found
    assert not found & {"pytest", "ruff", "mypy", "hypothesis"}


def test_the_packages_here_are_as_they_were_installed() -> None:
    """They fit together, and no file was altered."""
    changed = [
        line
        for name, one in audit.shipped().items()
        if name != audit.OWN
        for line in audit.altered(one)
    ]

    assert [] == audit.ill_fitting() + changed
