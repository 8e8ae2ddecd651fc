"""Who may come in from the network: names and access tokens, of which only fingerprints are kept."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.files import read_text, write_whole
from assistant.problem import AssistantError

LIST = ".访问口令.json"
"""In the folder that is served, beside the folders of its users; hidden, and for its owner only."""

_NAME = re.compile(r"[\w\u4e00-\u9fff][\w\u4e00-\u9fff-]{0,19}")


class AccessRefused(AssistantError):
    """A name that cannot be one, a list that cannot be read."""


def fingerprint(token: str) -> str:
    """Return what is kept of a token. It is 192 bits of chance: neither salt nor a slow function would add anything."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True)
class Access:
    """The users, each with the fingerprint of the token; nobody when the list is empty."""

    users: Mapping[str, str] = field(default_factory=dict)

    def who(self, token: str) -> str | None:
        """Return whose token this is."""
        wanted = fingerprint(token.strip())
        found = [name for name, kept in self.users.items() if hmac.compare_digest(kept, wanted)]
        return found[0] if found else None


def access(folder: Path) -> Access:
    """Return who may come in; a list that was damaged lets nobody in and is refused."""
    path = folder / LIST
    if not path.exists():
        return Access()
    try:
        match json.loads(read_text(path)):
            case dict(users) if all(map(_is_entry, users.items())):
                return Access(users)
    except ValueError:
        pass
    raise AccessRefused(f"“{path}”读不出来。请删掉它，再用 --add 给每个人重新发口令。")


def _is_entry(entry: tuple[object, object]) -> bool:
    match entry:
        case str(name), str(kept):
            return bool(_NAME.fullmatch(name)) and len(kept) == len(fingerprint(""))
        case _:
            return False


def add(folder: Path, name: str) -> str:
    """Give a person a token, in place of an older one, and return it; it cannot be shown again."""
    if not _NAME.fullmatch(name):
        raise AccessRefused(
            f"“{name}”不能作用户名：请用汉字、字母、数字，不超过20个字，不带空格和标点。"
        )
    token = secrets.token_urlsafe(24)
    _keep(folder, {**access(folder).users, name: fingerprint(token)})
    return token


def remove(folder: Path, name: str) -> None:
    """Let a person in no longer; the folder with the drafts stays."""
    users = access(folder).users
    if name not in users:
        raise AccessRefused(f"没有“{name}”这个用户。现有：{'、'.join(users) or '无'}。")
    _keep(folder, {one: kept for one, kept in users.items() if one != name})


def _keep(folder: Path, users: Mapping[str, str]) -> None:
    text = json.dumps(users, ensure_ascii=False, indent=1)
    write_whole(folder / LIST, text.encode())
    (folder / LIST).chmod(0o600)
