"""The workflows are sound, and each of their commands is run here, with names that mean harm."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import small_course
import yaml
from collecting import answer
from github_server import GitHub
from repository import COURSE, ROOT

from nbgradient.template.making import make

FOLDER = ROOT / ".github" / "workflows"
TRY = ROOT / "nbgradient" / "template" / "try.yml"
WORKFLOWS = [*sorted(FOLDER.glob("*.yml")), TRY]
BIN = Path(sys.executable).parent
#: Students whose names a shell, a runner of GitHub's, or tar could take for something else.
ODD = ["a b", "o'neil", "$(touch pwned)", "`touch pwned`", "-rf", "::error::x", "ünï", 'q"', "a\nb"]


def jobs(path: Path) -> dict[str, dict]:
    return yaml.safe_load(path.read_text())["jobs"]


def runs(path: Path) -> list[str]:
    """The commands of a workflow, in order."""
    return [step["run"] for job in jobs(path).values() for step in job["steps"] if "run" in step]


def tool(*command: object) -> subprocess.CompletedProcess[str]:
    words = [str(BIN / str(command[0])), *map(str, command[1:])]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True)


# -- what they are ---------------------------------------------------------------------------------


def test_actionlint_finds_nothing() -> None:
    done = tool("actionlint", "-no-color", *WORKFLOWS)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing() -> None:
    done = tool("zizmor", "--offline", "--persona=pedantic", "--no-progress", *WORKFLOWS)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_finds_what_is_wrong(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(TRY.read_text().replace("github.ref }}", "github.reff }}"))
    assert 'property "reff" is not defined' in tool("actionlint", "-no-color", wrong).stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_read_and_no_more_and_ends_in_time(path: Path) -> None:
    assert yaml.safe_load(path.read_text())["permissions"] == {"contents": "read"}
    for job in jobs(path).values():
        assert "permissions" not in job and job["timeout-minutes"] <= 180


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_each_action_is_pinned_to_a_commit_with_its_version(path: Path) -> None:
    used = re.findall(r"uses: (.+)", path.read_text())
    assert used
    for line in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_command_stands_on_one_line_and_nothing_is_put_into_it(path: Path) -> None:
    for command in runs(path):
        assert "\n" not in command and "${{" not in command and "$" not in command


# -- what they run ---------------------------------------------------------------------------------


def shell(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``command`` as a runner of GitHub's does."""
    own = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PIP_NO_INDEX": "1"}
    bash = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", command]
    return subprocess.run(
        bash, cwd=folder, env=os.environ | own | environment, capture_output=True, text=True
    )


def test_what_proves_the_course_is_what_make_runs() -> None:
    """`make test` is this very run; what `make certify` runs is tried in test_certify.py."""
    assert {*runs(FOLDER / "prove.yml")} == {"make runner", "make test", "make certify"}
    for target, runs_it in (
        ("test", "pytest -n 2 -q"),
        ("certify", "nbgradient certify"),
    ):
        said = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True)
        assert f".venv/bin/{runs_it}" in said.stdout


@pytest.mark.slow
def test_a_students_repository_is_tried_by_its_workflow(tmp_path: Path) -> None:
    make(COURSE, "softmax", tmp_path)
    workflow = tmp_path / ".github" / "workflows" / "try.yml"
    for command in runs(workflow):
        done = shell(command, tmp_path, GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
        assert done.returncode == 0, done.stdout + done.stderr
    rows = re.findall(r"^\| (?:Exercise|Question) ", (tmp_path / "summary.md").read_text(), re.M)
    assert len(rows) == 18


class Api:
    """GitHub's answer to what is asked of a repository."""

    def __init__(self, answer: object, status: int = 200) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                assert self.path == "/repos/org/course"
                assert self.headers["Authorization"] == "Bearer token"
                self.send_response(status)
                self.end_headers()
                self.wfile.write(json.dumps(answer).encode())

            def log_message(self, *args: object) -> None:
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.environment = {
            "GITHUB_API_URL": f"http://127.0.0.1:{self._server.server_address[1]}",
            "GITHUB_REPOSITORY": "org/course",
            "GITHUB_TOKEN": "token",
        }

    def __enter__(self) -> Api:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.mark.parametrize(
    ("visible", "status", "said"),
    [
        ({"private": False, "visibility": "public"}, 200, "This repository is public: others"),
        ({"private": True, "visibility": "internal"}, 200, "This repository is internal: others"),
        ({"private": False, "visibility": "private"}, 200, "This repository is public: others"),
        ({}, 200, "GitHub did not say whether"),
        ([], 200, "GitHub did not say whether"),
        ({"private": True, "visibility": "private"}, 503, "GitHub did not say whether"),
    ],
)
def test_where_others_could_read_the_marks_nothing_is_graded(
    visible: object, status: int, said: str, tmp_path: Path
) -> None:
    command = next(run for run in runs(FOLDER / "grade.yml") if "private" in run)
    summary = tmp_path / "summary.md"
    with Api(visible, status) as api:
        done = shell(command, ROOT, GITHUB_STEP_SUMMARY=str(summary), **api.environment)
    assert done.returncode == 1
    assert said in done.stderr and said in summary.read_text()


def test_the_refusal_comes_before_anything_is_cloned_installed_or_graded() -> None:
    assert runs(FOLDER / "grade.yml")[0] == "python -m firststeps.actions.private"


def test_where_grading_did_not_come_to_its_end_the_summary_says_where_to_look(
    tmp_path: Path,
) -> None:
    command = next(run for run in runs(FOLDER / "grade.yml") if "summary" in run)
    shutil.copytree(ROOT / "firststeps" / "actions", tmp_path / "firststeps" / "actions")
    (tmp_path / "grade.json").write_text("")
    done = shell(command, tmp_path, GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    assert done.returncode == 0, done.stderr
    assert "Why stands in grade.log" in (tmp_path / "summary.md").read_text()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The repository as git has it, with a course that is graded in seconds, and odd students."""
    if not (BIN.parent / "ready").exists() or not (ROOT / ".git").exists():
        pytest.skip("This is no clone of git's, in which make has set up the environment.")
    root = tmp_path / "clone"
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        if name.split("/")[0] not in ("source", "release", "docs", "bank", ".venv", "tests"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, root / name)
    for name in ("requirements.txt", "pyproject.toml"):
        os.utime(root / name, (0, 0))  # older than the environment: it stays
    (root / ".venv").symlink_to(BIN.parent)
    small_course.make(root)
    for student in ODD:
        small_course.hand_in(root, student, one=small_course.solved())
    return root


@pytest.fixture
def github(tmp_path: Path) -> Iterator[GitHub]:
    server = GitHub(tmp_path / "github", "token")
    server.push("org/first-adal", {"one.ipynb": answer("x")}, tmp_path / "ada")
    yield server
    server.close()


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox")
def test_the_commands_that_grade_tell_no_name_and_run_none(
    clone: Path, github: GitHub, tmp_path: Path
) -> None:
    (clone / "classroom.csv").write_text("id,repository\nadalovelace,org/first-adal\n")
    summary = tmp_path / "summary.md"
    own = {
        "GITHUB_STEP_SUMMARY": str(summary), "GIT_SSL_CAINFO": str(github.certificate),
        "GIT_CONFIG_GLOBAL": str(github.settings(tmp_path / "gitconfig")),
        "GRADEBOOK_URL": "", "CLASSROOM_TOKEN": "token",
    }  # fmt: skip
    said, codes = "", {}
    with Api({"private": True, "visibility": "private"}) as api:
        for command in runs(FOLDER / "grade.yml"):
            is_elsewhere = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns").exists()
            if command == "make runner" and is_elsewhere and not os.environ.get("CI"):
                continue  # it changes a setting of the system
            done = shell(command, clone, **api.environment, **own)
            said, codes[command] = said + done.stdout + done.stderr, done.returncode
    assert {c for c, code in codes.items() if code} <= {  # a person has to look at an odd name
        ".venv/bin/nbgradient grade --json > grade.json 2> grade.log"
    }, said
    for student in [*ODD, "adalovelace"]:
        assert student not in said + summary.read_text()
    assert not list(clone.rglob("pwned"))
    shown = summary.read_text().replace("\n", " ")
    assert re.search(
        r"\|---:\| \| first \| 10( \| \d+){3} \|  A person has to look at: \d\.", shown
    )
    with tarfile.open(clone / "marks.tar.gz") as packed:
        names = packed.getnames()
    for student in ["adalovelace", "o'neil", "ünï", "$(touch pwned)"]:
        assert f"feedback/{student}/first/first.html" in names
    assert {"grades.csv", "grade.log", "clone.log"} <= {*names}
