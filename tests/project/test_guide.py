"""The guide in Chinese: its commands are those of the program, in both scripts the same."""

from __future__ import annotations

import re

import click
import pytest
from tests.conftest import ROOT

from casebook.cli import main
from casebook.text.detect import detect_script

GUIDE = {script: ROOT / "docs" / "guide" / f"zh-{script}.md" for script in ("Hant", "Hans")}
PAGES = list(GUIDE.values())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_its_commands_and_options_are_there(path: object) -> None:
    text = (ROOT / str(path)).read_text("utf-8")
    lines = re.findall(r"casebook ((?:[a-z]+)(?: [^`\n|]*)?)", text)
    named = [line.split() for line in lines if line.split()[0] in main.commands]
    assert len(named) > 5
    for verb, *words in named:
        options = {name for param in main.commands[verb].params for name in param.opts}
        assert {word for word in words if word.startswith("--")} <= options, (verb, words)
    unknown = {line.split()[0] for line in lines} - main.commands.keys() - {"toml"}
    assert unknown <= {"data"}, unknown


def test_the_two_scripts_say_the_same() -> None:
    hant, hans = (GUIDE[script].read_text("utf-8") for script in ("Hant", "Hans"))
    assert detect_script(hant) == "Hant"
    assert detect_script(hans) == "Hans"
    assert hant.count("\n") == hans.count("\n")
    assert hant.count("casebook ") == hans.count("casebook ")
    assert isinstance(main, click.Group)
