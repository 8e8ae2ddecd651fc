"""What narratives speak of: the taxonomy that phrases name in 话题, read from `topics.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from assistant.problem import AssistantError

COMMON = ("高", "中", "低")
"""How often reports write about a topic, most often first."""


class TopicsRefused(AssistantError):
    """The taxonomy that ships with the program cannot be read."""


@dataclass(frozen=True)
class Topic:
    """One thing that narratives speak of."""

    id: str
    name: str
    group: str
    """The name of its group: 依申请公开, 主要问题."""

    common: str
    """One of `COMMON`."""

    measures: tuple[str, ...] = ()
    """For a problem: the topics of the measures that answer it."""

    said: tuple[str, ...] = ()
    """What people call it who do not know its name."""

    @property
    def rarity(self) -> int:
        """0 for what nearly every report says, more for what few say."""
        return COMMON.index(self.common)


def parse(text: str) -> Mapping[str, Topic]:
    """Return every topic by its id, in the order of the file."""
    try:
        groups = tomllib.loads(text)
        found = {
            key: _topic(key, group["name"], entry)
            for group in groups.values()
            for key, entry in group.items()
            if key != "name"
        }
        _check_measures(found)
    except (KeyError, TypeError, ValueError) as error:
        raise TopicsRefused(f"话题文件写得不对：{error}。请重新安装程序。") from error
    return MappingProxyType(found)


def _topic(key: str, group: str, entry: Mapping[str, Any]) -> Topic:
    unknown = set(entry) - {"name", "common", "measures", "said"}
    if unknown or entry["common"] not in COMMON:
        raise ValueError(f"{key} 有不认识的键或常见程度")
    measures, said = tuple(entry.get("measures", ())), tuple(entry.get("said", ()))
    return Topic(key, entry["name"], group, entry["common"], measures, said)


def _check_measures(topics: Mapping[str, Topic]) -> None:
    for topic in topics.values():
        strangers = set(topic.measures) - topics.keys()
        if strangers:
            raise ValueError(f"{topic.id} 配对的 {'、'.join(sorted(strangers))} 不在话题里")
