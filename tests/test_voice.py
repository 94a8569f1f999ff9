"""All commands speak in one voice: help with examples, a version, and errors in one line."""

from __future__ import annotations

import importlib.metadata
import io
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from rich.console import Console

from firststeps.__main__ import main as own
from nbgradient import tables
from nbgradient.cli import main

COMMANDS = list(main.commands.items())
#: What a command cannot do without, beyond its arguments.
NEEDED = {"export": ["--workbook", "marks.xlsx"]}


def said(*arguments: str) -> str:
    """What the command says, in 80 columns."""
    done = CliRunner().invoke(main, arguments, terminal_width=80, prog_name="nbgradient")
    return done.output


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_command_has_help_with_examples_of_itself(name: str, command: click.Command) -> None:
    text = said(name, "--help")
    assert text == said(name, "-h")
    examples = text.split("Examples:\n")[1].split("\n\n")[0].splitlines()
    assert examples
    assert all(line.startswith(f"    nbgradient {name}") for line in examples)
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert all(option.help for option in options)


@pytest.mark.parametrize("group", [main, own])
def test_the_list_of_commands_is_cut_nowhere(group: click.Group) -> None:
    text = CliRunner().invoke(group, ["--help"], terminal_width=80).output
    listed = text.split("Commands:\n")[1]
    assert len(listed.splitlines()) == len(group.commands)
    assert "..." not in listed


def test_the_version_names_what_grades() -> None:
    text = said("--version")
    for package in ("nbgradient", "nbgrader"):
        assert f"{package} {importlib.metadata.version(package)}" in text


def test_a_mistyped_command_is_told_what_was_meant() -> None:
    assert "Did you mean 'grade'?" in said("frade")


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_outside_of_a_course_every_command_says_so_in_one_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "marks.csv").touch()
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    wanted = [given for given in main.commands[name].params if given.required]
    folders = [isinstance(given.type, click.Path) and given.type.dir_okay for given in wanted]
    arguments = ["folder" if is_folder else "marks.csv" for is_folder in folders]
    text = said(name, *arguments, *NEEDED.get(name, []))
    assert text.splitlines() == [
        "Error: There is no nbgrader_config.py here or in a folder above: go to your course's "
        "folder."
    ]


@pytest.mark.parametrize("width", [60, 80, 200])
def test_a_table_shows_names_and_numbers_whole(width: int) -> None:
    student = "anne-marie.von-der-wiesenstrasse-to-hohenlohe@students.example.org"
    reason = "softmax.ipynb was not handed in."
    score = {"auto_score": 88.25, "written_score": 0.0, "to_mark": 11.75, "max_score": 100.0}
    row = {"student_id": student, "assignment": "softmax", "reason": reason, "score": 88.25}
    console = Console(width=width, record=True, markup=False, file=io.StringIO())
    console.print(tables.of_assignment([row | score | {"late_submission_penalty": 0}], "softmax"))
    lines = console.export_text().splitlines()
    cells = [line.split("│") for line in lines if line.startswith("│")]
    assert "".join(cell[1].strip() for cell in cells) == student
    assert [cell.strip() for cell in cells[0][2:-1]] == ["88.25", "0", "11.75", "88.25", "100"]
    assert reason in " ".join(lines)
