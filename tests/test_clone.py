"""Students' repositories are cloned from a list, each for itself, and collected by their ids."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from collecting import Course, answer
from github_server import GitHub

from nbgradient.cli import main
from nbgradient.collecting import cloning, repositories

TOKEN = "secret-of-the-course"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    return Course(tmp_path, monkeypatch)


@pytest.fixture
def github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHub]:
    server = GitHub(tmp_path / "github", TOKEN)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(server.settings(tmp_path / "gitconfig")))
    monkeypatch.setenv("GIT_SSL_CAINFO", str(server.certificate))
    monkeypatch.setenv(cloning.TOKEN, TOKEN)
    for name in ("https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    yield server
    server.close()


def clone(course: Course, listed: str) -> Result:
    (course.root / "classroom.csv").write_text(listed)
    return CliRunner().invoke(main, ["clone", "classroom.csv"])


def test_each_repository_is_collected_by_the_id_in_the_list_and_the_time_of_its_commit(
    course: Course, github: GitHub, tmp_path: Path
) -> None:
    github.push("org/softmax-adal", {"softmax.ipynb": answer("softmax")}, tmp_path / "ada")
    github.push("grace/homework", {"softmax.ipynb": answer("softmax")}, tmp_path / "grace")
    done = clone(
        course,
        "id,repository,assignment\n"
        "ada,org/softmax-adal,\n"
        "o'grace $(id),https://github.com/grace/homework.git,softmax\n",
    )
    assert done.exit_code == 0, done.output
    for student in ("ada", "o'grace $(id)"):
        folder = course.root / "submitted" / student / "softmax"
        assert (folder / "softmax.ipynb").is_file()
        assert (folder / "timestamp.txt").read_text().strip()
        assert not (folder / ".git").exists()


def test_the_token_reaches_github_and_stands_in_no_file_and_no_message(
    course: Course, github: GitHub, tmp_path: Path
) -> None:
    github.push("org/softmax-adal", {"softmax.ipynb": answer("softmax")}, tmp_path / "ada")
    done = clone(course, "id,repository\nada,org/softmax-adal\n")
    secret = base64.b64encode(f"x-access-token:{TOKEN}".encode())
    assert {*github.asked} == {f"Basic {secret.decode()}"}
    written = [path.read_bytes() for path in course.root.rglob("*") if path.is_file()]
    assert not any(TOKEN.encode() in content or secret in content for content in written)
    assert TOKEN not in done.output


def test_a_repository_that_is_gone_or_empty_or_too_large_is_named_and_the_others_are_collected(
    course: Course, github: GitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cloning, "MAX_FILE", 200_000)
    large = {"softmax.ipynb": answer("softmax"), "large": os.urandom(400_000)}
    github.push("org/softmax-adal", {"softmax.ipynb": answer("softmax")}, tmp_path / "ada")
    github.push("org/softmax-large", large, tmp_path / "large")
    done = clone(
        course,
        "id,repository\ngone,org/softmax-gone\nada,org/softmax-adal\nlarge,org/softmax-large\n",
    )
    said = " ".join(done.output.split())
    assert done.exit_code == 1
    assert "softmax-gone of gone: it is not there, or the token may not read it." in said
    assert "softmax-large of large: it is damaged, or too large." in said
    assert [path.name for path in (course.root / "submitted").iterdir()] == ["ada"]


def test_a_repository_that_unfolds_to_too_much_is_named_and_not_unfolded(
    course: Course, github: GitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cloning, "MAX_UNFOLDED", 1 << 20)
    monkeypatch.setattr(cloning, "MAX_FILES", 10)
    zeros = {"softmax.ipynb": answer("softmax"), "zeros": bytes(2 << 20)}
    many = {f"{number}.txt": b"%d" % number for number in range(11)}
    github.push("org/softmax-zeros", zeros, tmp_path / "zeros")
    github.push("org/softmax-many", many, tmp_path / "many")
    github.push("org/softmax-none", {}, tmp_path / "none")
    done = clone(
        course,
        "id,repository\na,org/softmax-zeros\nb,org/softmax-many\nc,org/softmax-none\n",
    )
    assert " ".join(done.output.split()).count("it holds more than 10 files, or 1 MB.") == 2
    assert not (course.root / "submitted").exists()


def test_what_a_repository_brings_is_neither_run_nor_followed(
    course: Course, github: GitHub, tmp_path: Path
) -> None:
    work = tmp_path / "ada"
    work.mkdir()
    (work / "passwd").symlink_to("/etc/passwd")
    files = {
        "softmax.ipynb": answer("softmax"),
        ".gitattributes": b"*.ipynb filter=lfs\n",
        ".gitmodules": b'[submodule "x"]\n\tpath = x\n\turl = https://github.com/org/other\n',
    }
    github.push("org/softmax-adal", files, work)
    assert clone(course, "id,repository\nada,org/softmax-adal\n").exit_code == 0
    cloned = course.root / cloning.FOLDER / "softmax" / "ada"
    assert not (cloned / "passwd").is_symlink() and not (cloned / ".git" / "hooks").exists()
    assert b"root:" not in (course.root / "submitted/ada/softmax/passwd").read_bytes()


def test_a_clone_that_cannot_be_made_again_leaves_the_one_before(
    course: Course, github: GitHub, tmp_path: Path
) -> None:
    github.push("org/softmax-adal", {"softmax.ipynb": answer("softmax")}, tmp_path / "ada")
    assert clone(course, "id,repository\nada,org/softmax-adal\n").exit_code == 0
    (github.repositories / "org" / "softmax-adal.git").rename(tmp_path / "away")
    assert clone(course, "id,repository\nada,org/softmax-adal\n").exit_code == 1
    assert (course.root / cloning.FOLDER / "softmax" / "ada" / "softmax.ipynb").is_file()


@pytest.mark.parametrize(
    "where",
    [
        "ext::sh -c id",
        "--upload-pack=touch /tmp/x",
        "-u/x",
        "https://github.com.evil.example/a/b",
        "https://x@github.com/a/b",
        "https://github.com/a/b/../../c/d",
        "https://github.com/a/b?x=$(id)",
        "file:///etc/passwd",
        "git@github.com:a/b",
        "../../etc",
        "a/..",
        "a/.git",
        "a/b\nc/d",
        "a/b;id",
        "",
    ],
)
def test_what_is_no_repository_at_github_is_refused_with_its_line(
    where: str, tmp_path: Path
) -> None:
    listed = tmp_path / "classroom.csv"
    quoted = where.replace('"', '""')
    listed.write_text(f'id,repository,assignment\nada,"{quoted}",softmax\n')
    found, trouble = repositories.read(listed, ["softmax"])
    assert found == []
    assert "line " in trouble[0] and "is no repository at GitHub" in trouble[0]


@pytest.mark.parametrize("student", ["../x", "-rf", "a/b", "a\nb", "", ".git", "a*"])
def test_an_id_that_can_be_no_folder_is_refused(student: str, tmp_path: Path) -> None:
    listed = tmp_path / "classroom.csv"
    listed.write_text(f'id,repository\n"{student}",org/softmax-adal\n')
    found, (said,) = repositories.read(listed, ["softmax"])
    assert found == [] and ": the id " in said


def test_the_assignment_is_the_longest_that_the_name_begins_with(tmp_path: Path) -> None:
    listed = tmp_path / "classroom.csv"
    listed.write_text("id,repository\na,o/fashion-mnist-x\nb,o/mlp-2-x\nc,o/other-x\n")
    found, (said,) = repositories.read(listed, ["mlp", "mlp-2", "fashion_mnist"])
    assert [one.assignment for one in found] == ["fashion_mnist", "mlp-2"]
    assert said == (
        "classroom.csv, line 4: other-x names none: "
        "give the line an assignment, one of mlp, mlp-2, fashion_mnist."
    )


def test_a_list_without_its_columns_says_which(course: Course) -> None:
    done = clone(course, "name,url\na,b\n")
    assert "classroom.csv has no column id and repository" in done.output
