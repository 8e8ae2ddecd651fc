"""A plugin of pytest that lets one module of the package be read with one wrong change in it.

`NIANBAO_MUTANT` names it, as `assistant/checks/table3.py:17`. Nothing on the disk is touched.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import CodeType, ModuleType

from tests.mutation.mutants import make

ROOT = Path(__file__).parents[2]


class Wrong(importlib.machinery.SourceFileLoader):
    """Compiles the changed tree in place of the file."""

    def __init__(self, name: str, path: str, tree: ast.Module) -> None:
        super().__init__(name, path)
        self._tree = tree

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - asked for one module only
        return compile(self._tree, self.path, "exec")


class Finder(importlib.abc.MetaPathFinder):
    """Finds the one module that is changed."""

    def __init__(self, path: str, number: int) -> None:
        self._path = ROOT / path
        self._name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        self._tree = make(self._path.read_text(encoding="utf-8"), number)

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - the name says enough
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self._name:
            return None
        loader = Wrong(fullname, str(self._path), self._tree)
        return importlib.util.spec_from_file_location(fullname, self._path, loader=loader)


if "NIANBAO_MUTANT" in os.environ:
    module, _, wanted = os.environ["NIANBAO_MUTANT"].rpartition(":")
    sys.meta_path.insert(0, Finder(module, int(wanted)))
