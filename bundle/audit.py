"""Look at the packages the program stands on: `make audit`. Answers 1 when something is wrong.

Three questions, each answered as far as this machine can: are the packages those that were asked for and fit together;
are their files those that were installed; is anything known against them. The last asks the databases that pip-audit
knows, which are on the internet; where they cannot be reached that is said, and not taken for an answer.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution, distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

OWN = "nianbao"


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def shipped() -> dict[str, Distribution]:
    """Return the packages that an installation with every extra brings, by name."""
    found: dict[str, Distribution] = {}
    waiting = [Requirement(f"{OWN}[pdf,web,charts]")]
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        installed = distribution(one.name)
        if name in found and not one.extras:
            continue
        found[name] = installed
        for line in installed.requires or ():
            wanted = Requirement(line)
            extras = [{"extra": extra} for extra in ("", *one.extras)]
            if wanted.marker is None or any(map(wanted.marker.evaluate, extras)):
                waiting.append(wanted)
    return found


def ill_fitting() -> list[str]:
    """Return what pip says about packages that do not fit together."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "check"]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return run.stdout.splitlines() if run.returncode else []


def altered(package: Distribution) -> Iterator[str]:
    """Yield the files of a package that are not what was installed; compiled copies are made here and not counted."""
    for file in package.files or ():
        if file.hash is not None and file.suffix != ".pyc":
            digest = hashlib.new(file.hash.mode, file.read_binary()).digest()
            if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != file.hash.value:
                yield f"{package.name}：{file}"


def known() -> tuple[list[str], int, int]:
    """Return what is known against packages, how many were looked up, and how many could not be."""
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--local",
        "--format",
        "json",
        "--progress-spinner",
        "off",
    ]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    try:
        packages = json.loads(run.stdout)["dependencies"]
    except (ValueError, KeyError):
        return [], 0, sum(1 for _ in distributions())
    skipped = [one for one in packages if "skip_reason" in one]
    found = [
        f"{one['name']} {one['version']}：{flaw['id']}，改好的版本：{'、'.join(flaw['fix_versions']) or '还没有'}"
        for one in packages
        for flaw in one.get("vulns", ())
    ]
    return found, len(packages) - len(skipped), len(skipped)


def main() -> int:
    """Ask the three questions."""
    packages = shipped()
    say(f"程序连同全部选装部分用到{len(packages) - 1}个包：")
    say("、".join(f"{name} {one.version}" for name, one in sorted(packages.items()) if name != OWN))
    unfit = ill_fitting()
    say("✗ 版本对不上：\n" + "\n".join(unfit) if unfit else "✓ 版本同声明的一致，互相合得来。")
    changed = [line for name, one in packages.items() if name != OWN for line in altered(one)]
    say(
        "✗ 装好以后被改动过：\n" + "\n".join(changed) if changed else "✓ 每个文件都和装的时候一样。"
    )
    flaws, asked, skipped = known()
    if flaws:
        say("✗ 已知漏洞：\n" + "\n".join(flaws))
    elif asked:
        say(f"✓ 已知漏洞：查了{asked}个包，没有查到。")
    if skipped:
        say(
            f"－ 已知漏洞：有{skipped}个包没有查。漏洞库在互联网上，这里连不上。请在能上网的电脑上再运行一次。"
        )
    return int(bool(unfit or changed or flaws))


if __name__ == "__main__":
    sys.exit(main())
