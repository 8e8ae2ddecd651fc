"""Gather everything an installation needs into one folder, for machines without the internet: `make bundle`.

    python bundle/make.py FOLDER [--system linux] [--system windows] [--python 3.12] …

The folder holds the wheel of the project, the wheels it needs, lists that name each with its fingerprint, and the two
installers that stand beside this script. Wheels are fetched by pip from wherever pip fetches packages.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

HERE = Path(__file__).parent
ROOT = HERE.parent

EXTRAS = ("pdf", "web")
"""What is installed beside the program itself; the charts would double the size."""

PLATFORMS = {
    "linux": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "linux-arm": ("manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"),
    "windows": ("win_amd64",),
}
"""The systems, as their wheels name them."""

MARKED = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}

INSTALLERS = ("install.sh", "install.bat", "先读我.txt")


class Incomplete(Exception):
    """A package that is needed could not be had."""


@dataclass(frozen=True)
class Target:
    """One kind of machine."""

    system: str
    python: str
    """Its version, as 3.12."""

    @property
    def name(self) -> str:
        """The name of its list, which the installers look for."""
        return f"{self.system}-{self.python}.txt"

    def pip(self) -> list[str]:
        """Return the options that make pip look for this machine's wheels."""
        platforms = (option for one in PLATFORMS[self.system] for option in ("--platform", one))
        return [
            "--only-binary=:all:",
            *platforms,
            "--python-version",
            self.python,
            "--implementation",
            "cp",
        ]

    def environment(self) -> dict[str, str]:
        """Return what conditions in lists of requirements are judged by on this machine."""
        return {
            **MARKED[self.system.partition("-")[0]],
            "platform_machine": "aarch64" if self.system == "linux-arm" else "x86_64",
            "python_version": self.python,
            "python_full_version": f"{self.python}.0",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
        }


def requirements(wheel: Path) -> Iterator[Requirement]:
    """Yield what a wheel says it needs."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [one for one in archive.namelist() if one.endswith(".dist-info/METADATA")]
        told = HeaderParser().parsestr(archive.read(name).decode())
    yield from map(Requirement, told.get_all("Requires-Dist") or [])


def name_of(wheel: Path) -> str:
    return parse_wheel_filename(wheel.name)[0]


def needed(wheel: Path, extras: Iterable[str], target: Target) -> Iterator[Requirement]:
    """Yield what a wheel needs on a machine, with those extras."""
    for one in requirements(wheel):
        chosen = [{**target.environment(), "extra": extra} for extra in ("", *extras)]
        if one.marker is None or any(map(one.marker.evaluate, chosen)):
            yield one


def closure(wheels: Iterable[Path], own: str, target: Target) -> tuple[set[str], list[Requirement]]:
    """Return the packages that the project needs on a machine, and what of it is not among the wheels."""
    known = {name_of(wheel): wheel for wheel in wheels}
    waiting: list[tuple[str, frozenset[str]]] = [(own, frozenset(EXTRAS))]
    seen: set[tuple[str, frozenset[str]]] = set()
    missing = []
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        for one in needed(known[name], extras, target):
            wanted = canonicalize_name(one.name)
            if wanted in known:
                waiting.append((wanted, frozenset(one.extras)))
            else:
                missing.append(one)
    return {name for name, _ in seen}, missing


def pip(*words: str) -> None:
    """Run pip; what it says stands on standard error."""
    command = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check", *words]
    if subprocess.run(command, check=False).returncode:
        raise Incomplete(f"pip {' '.join(words)}")


def build(folder: Path) -> Path:
    """Build the wheel of the project."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, stdout=subprocess.DEVNULL)
    return max(folder.glob("nianbao-*.whl"), key=lambda path: path.stat().st_mtime)


def gather(own: Path, target: Target, folder: Path) -> dict[str, Path]:
    """Fetch the wheels that a kind of machine needs; returns them by the name of their package.

    pip judges conditions such as `sys_platform == "win32"` by the machine it runs on, so what another system needs
    besides is looked up and fetched afterwards.
    """
    folder.mkdir(parents=True)
    pip("download", "--dest", str(folder), *target.pip(), f"{own}[{','.join(EXTRAS)}]", "pip")
    while True:
        wheels = {name_of(wheel): wheel for wheel in folder.glob("*.whl")}
        used, missing = closure(wheels.values(), name_of(own), target)
        if not missing:
            return {name: wheels[name] for name in (*used, "pip")}
        for one in missing:
            pip(
                "download",
                "--no-deps",
                "--dest",
                str(folder),
                *target.pip(),
                f"{one.name}{one.specifier}",
            )


def listed(wheels: dict[str, Path]) -> str:
    """Return a list for `pip install --require-hashes`."""
    lines = []
    for name, wheel in sorted(wheels.items()):
        version = parse_wheel_filename(wheel.name)[1]
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        lines.append(f"{name}=={version} --hash=sha256:{digest}\n")
    return "".join(lines)


def bundle(folder: Path, targets: Iterable[Target]) -> None:
    """Fill the folder, from nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    work, wheels = folder / "work", folder / "wheels"
    wheels.mkdir(parents=True)
    own = build(work / "own")
    for target in targets:
        found = gather(own, target, work / target.name)
        (wheels / target.name).write_text(listed(found), encoding="utf-8")
        for wheel in found.values():
            shutil.copyfile(wheel, wheels / wheel.name)
    shutil.rmtree(work)
    for name in INSTALLERS:
        shutil.copy(HERE / name, folder / name)


def here() -> Target:
    """Return the machine this runs on."""
    system = "windows" if sys.platform == "win32" else "linux"
    arm = system == "linux" and platform.machine() == "aarch64"
    return Target(
        "linux-arm" if arm else system, f"{sys.version_info.major}.{sys.version_info.minor}"
    )


def main() -> int:
    """Read the call and make the folder."""
    read = argparse.ArgumentParser(description="把安装要用的一切放进一个文件夹，给不联网的电脑用。")
    read.add_argument("folder", type=Path, help="放在哪里；已有的会换掉")
    read.add_argument("--system", action="append", choices=sorted(PLATFORMS), help="可以写几次")
    read.add_argument("--python", action="append", help="Python 版本，如 3.12，可以写几次")
    call = read.parse_args()
    systems = call.system or ["linux", "windows"]
    pythons = call.python or [here().python]
    try:
        bundle(call.folder, [Target(system, python) for system in systems for python in pythons])
    except Incomplete as error:
        sys.stderr.write(f"没有取齐要用的包：{error}\n")
        return 1
    size = sum(path.stat().st_size for path in call.folder.rglob("*") if path.is_file())
    sys.stdout.write(f"安装包在 {call.folder}，{size / 2**20:.0f} MB。\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
