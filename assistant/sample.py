"""The sample: a draft of an invented bureau, half done and with one mistake in it, to be tried out freely."""

from __future__ import annotations

import shutil
from importlib.resources import files

from assistant.answers import json_object
from assistant.desk import Desk
from assistant.drafts import Draft
from assistant.drafts.recent import home
from assistant.starting import start_report

NAME = "示例.nianbao"


def sample() -> Desk:
    """Return a desk over a fresh copy of the sample; what was tried in the last copy is gone."""
    folder = home() / "示例"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    text = files("assistant").joinpath("sample.json").read_text(encoding="utf-8")
    read = start_report(json_object(text, "sample.json"), "sample.json", None)
    draft = Draft.create(folder / NAME, read.report.answers)
    draft.close()
    return Desk.open(folder / NAME)
