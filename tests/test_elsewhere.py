"""Every command works in any course, and the engine knows nothing of the one of this repository."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from repository import ROOT
from traitlets.config import Config
from warmed import warmed

import nbgradient
from nbgradient import cli
from nbgradient.course import settings
from nbgradient.course.folders import Course, CourseError
from nbgradient.examiner import packages
from nbgradient.examiner.candidate import Budget
from nbgradient.examiner.sandbox import Sandbox, SandboxError
from nbgradient.grading import integration
from nbgradient.wire.limits import Limits

LIMITS = Limits(256 << 20, 60, 16 << 20, 40, scratch=8 << 20, files=200)
PATIENCE = Budget(cell=20, notebook=60, output=1 << 20, outputs=1 << 22)


def test_the_engine_imports_nothing_of_this_course() -> None:
    found = {
        (path.name, name)
        for path in Path(nbgradient.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None), *(alias.name for alias in node.names)]
        if name and name.split(".")[0] in ("firststeps", "tests")
    }
    assert found == set()


# -- a folder with nothing but settings ------------------------------------------------------------


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    monkeypatch.chdir(tmp_path)
    return Course(tmp_path)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["grade", "ps1"], "There is no assignment 'ps1' in source/. It holds no notebook."),
        (["check", "ps1"], "There is no assignment 'ps1' in source/. It holds no notebook."),
        (["certify"], "There are no answers to try: the folder bank/ has none."),
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("empty")
def test_what_a_course_lacks_is_told_in_a_sentence(command: list[str], said: str) -> None:
    result = CliRunner().invoke(cli.main, command)
    assert result.exit_code == 1
    assert result.output.startswith(f"Error: {said}")


@pytest.mark.parametrize("text", ["", "[]", '{"nbformat": 3, "worksheets": []}'])
def test_a_source_that_is_no_notebook_is_found(empty: Course, text: str) -> None:
    (empty.root / "source" / "ps1").mkdir(parents=True)
    (empty.root / "source" / "ps1" / "one.ipynb").write_text(text)
    result = CliRunner().invoke(cli.main, ["check"])
    assert result.exit_code == 1
    assert "ps1/one.ipynb: " in result.output


def test_assignments_come_as_the_settings_say_and_then_by_name() -> None:
    config = Config(Assignments={"order": ["c", "a"]})
    assert settings.in_order(["a", "b", "c", "d"], config) == ["c", "a", "b", "d"]


def test_the_courses_hook_is_called_before_grading(empty: Course) -> None:
    (empty.root / "source" / "ps1").mkdir(parents=True)
    (empty.root / "hooks_of_ps1.py").write_text("calls = []\ndef note(**said): calls.append(said)")
    config = Config(Autograde={"pre_convert_hook": "hooks_of_ps1.note"})
    settings.call_hook(config, empty, ["ps1"])
    import hooks_of_ps1

    assert hooks_of_ps1.calls == [{"assignment": "ps1", "student": "*", "notebooks": []}]


def test_a_hook_that_fails_is_named(empty: Course) -> None:
    config = Config(Autograde={"pre_convert_hook": "there.is_none"})
    with pytest.raises(CourseError, match=r"there\.is_none, which nbgrader_config\.py names"):
        settings.call_hook(config, empty, ["ps1"])


# -- the line in the settings ----------------------------------------------------------------------


def test_a_course_without_settings_gets_the_engines_steps() -> None:
    config = Config()
    nbgradient.use_engine(config)
    assert config.Autograde.sanitize_preprocessors == list(integration.SANITIZE)
    assert config.Autograde.autograde_preprocessors == list(integration.AUTOGRADE)


def test_a_preprocessor_that_a_course_has_added_stays() -> None:
    config = Config()
    config.Autograde.autograde_preprocessors.append("mine.Own")
    nbgradient.use_engine(config)
    config.Autograde.autograde_preprocessors.insert(0, "mine.First")
    steps = ["mine.First", *integration.AUTOGRADE, "mine.Own"]
    assert config.Autograde.autograde_preprocessors == steps


def test_a_list_that_a_course_has_made_gets_the_engine_in_the_places_of_nbgraders_steps() -> None:
    config = Config()
    own = ["nbgrader.preprocessors.Execute", "mine.Own", "nbgrader.preprocessors.SaveAutoGrades"]
    config.Autograde.autograde_preprocessors = own
    for _ in range(2):
        nbgradient.use_engine(config)
    steps = [integration.EXAMINE, "mine.Own", integration.SAVE, integration.HIDE]
    assert config.Autograde.autograde_preprocessors == steps


def test_what_a_course_has_chosen_for_its_pages_stays() -> None:
    config = Config()
    config.HTMLExporter.filters = {"clean_html": "mine.clean"}
    config.ExportApp.plugin_class = "mine.Table"
    nbgradient.use_engine(config)
    assert config.HTMLExporter.filters["clean_html"] == "mine.clean"
    assert config.HTMLExporter.filters["markdown2html"].startswith("nbgradient.safe")
    assert config.ExportApp.plugin_class == "mine.Table"


# -- packages --------------------------------------------------------------------------------------


def folder(path: Path, module: str) -> Path:
    """A folder with a module of that name."""
    path.mkdir(parents=True)
    (path / f"{module}.py").write_text("here = 'it is here'")
    return path


@pytest.mark.usefixtures("sandbox")
def test_packages_are_seen_wherever_python_finds_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = folder(tmp_path / "tools of mine, für alle", "tool_of_the_course")
    monkeypatch.syspath_prepend(place)
    cell = f"import tool_of_the_course as t; print(t.here); open({str(place / 'x')!r}, 'w')"
    with warmed("", LIMITS) as slot, slot.candidate({}, PATIENCE) as candidate:
        text, error = candidate.run(cell).outputs
    assert text["text"] == "it is here\n"
    assert "Read-only" in error["evalue"]


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("course/tools", "it belongs to a course"),
        ("course", "the course is in it"),
        (".", "the course is in it"),
        ("other/tools", "it belongs to a course"),
        ("gone", "it is not there"),
    ],
)
def test_a_folder_that_would_show_a_course_is_left_out_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, why: str
) -> None:
    course = tmp_path / "course"
    for own in ("course", "other"):
        folder(tmp_path / own / "tools", "tool")
        (tmp_path / own / "nbgrader_config.py").touch()
    path = tmp_path / place
    monkeypatch.setenv("PYTHONPATH", str(path))
    monkeypatch.syspath_prepend(str(path))
    assert str(path) not in packages.search_path(course) + packages.folders(course)
    said = f"Submissions do not see {path}, which PYTHONPATH names: {why}."
    assert packages.remarks(course) == [said]


def test_the_users_home_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    own = folder(home / "lib", "tool")
    monkeypatch.setenv("HOME", str(home))
    for path in (tmp_path, home, own):
        monkeypatch.syspath_prepend(str(path))
    assert [path for path in packages.folders(None) if str(tmp_path) in path] == [str(own)]


def test_an_environment_in_a_course_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nbgrader_config.py").touch()
    place = folder(tmp_path / ".venv" / "lib", "tool")
    (tmp_path / ".venv" / "pyvenv.cfg").touch()
    monkeypatch.syspath_prepend(str(place))
    assert str(place) in packages.folders(tmp_path)


@pytest.mark.usefixtures("sandbox")
def test_a_course_inside_of_what_is_shown_is_hidden(tmp_path: Path) -> None:
    data = tmp_path / "shared"
    course = data / "course"
    kept = folder(course / "kept", "tool")
    folder(course / "source", "secret")

    class Shown(Sandbox):
        def _readable(self) -> list[str]:
            return [*super()._readable(), str(kept)]

    walls = Shown(data=data, course=course).walls()
    done = subprocess.run([*walls, "--", "find", str(data)], capture_output=True, text=True)
    seen = {Path(line).relative_to(data).as_posix() for line in done.stdout.splitlines()}
    assert seen == {".", "course", "course/kept", "course/kept/tool.py"}


def test_an_environment_that_is_the_courses_own_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    with pytest.raises(SandboxError, match="make the environment in a folder of its own"):
        Sandbox(course=tmp_path).walls()


def test_a_course_is_not_shown_as_its_own_data(tmp_path: Path) -> None:
    walls = Sandbox(data=tmp_path, course=tmp_path).walls()
    assert "--ro-bind-try" not in [
        walls[at - 1] for at, it in enumerate(walls) if it == str(tmp_path)
    ]


def test_this_repositorys_own_folder_is_not_worth_a_remark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    assert packages.remarks(ROOT) == []


def test_submissions_use_the_backend_of_keras_that_the_grader_uses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KERAS_BACKEND", "jax")
    assert Sandbox().variables()["KERAS_BACKEND"] == "jax"
    monkeypatch.delenv("KERAS_BACKEND")
    assert "KERAS_BACKEND" not in Sandbox().variables()
