"""The page on another course is true: its commands work in a fresh environment with the wheel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from repository import ROOT

PAGE = (ROOT / "docs" / "adopt.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what belongs to it."""
    copy = tmp_path_factory.mktemp("copy")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    for name in ("nbgradient", "firststeps", "tests"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", copy / "dist", copy], check=True)
    (made,) = (copy / "dist").glob("*.whl")
    return made


@pytest.mark.slow
def test_the_wheel_holds_the_engine_alone(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        folders = {name.split("/")[0] for name in file.namelist()}
    assert {name for name in folders if not name.endswith(".dist-info")} == {"nbgradient"}


@pytest.fixture
def programs(wheel: Path, tmp_path: Path) -> Path:
    """The folder of the programs of a fresh environment.

    The wheel is installed there, and all that it needs is found where the tests find it.
    """
    root = tmp_path / "environment"
    venv.create(root, with_pip=False)
    (packages,) = (root / "lib").glob("python*/site-packages")
    (packages / "others.pth").write_text(sysconfig.get_path("purelib"))
    python = str(root / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--no-index", "--ignore-installed", wheel], check=True)
    nbgrader = root / "bin" / "nbgrader"
    nbgrader.write_text(
        f"#!{python}\nfrom nbgrader.apps.nbgraderapp import main\n\n"
        "if __name__ == '__main__':\n    main()\n"
    )
    nbgrader.chmod(0o755)
    return root / "bin"


def blocks(language: str) -> list[str]:
    """What stands on the page in blocks of a ``language``, or of none."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return [text for named, text in found if named == language]


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox")
def test_every_command_of_the_page_works_in_a_fresh_environment(
    programs: Path, tmp_path: Path
) -> None:
    commands = "".join(blocks("")).replace("pip install nbgradient\n", "")
    line = blocks("python")[0]
    before, after = commands.split("nbgrader autograde")
    script = f"{before}cat >> nbgrader_config.py <<'END'\n{line}END\nnbgrader autograde{after}"
    variables = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    variables["JUPYTER_PATH"] = str(Path(sys.prefix, "share", "jupyter"))
    variables["PATH"] = f"{programs}{os.pathsep}{variables['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path, env=variables, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    course = tmp_path / "course101"
    assert "2 notebooks: 0 of 2 findings would cost points." in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    pages = (course / "feedback" / "ada" / "ps1").glob("*.html")
    assert [path.name for path in pages] == ["ps1.html"]
    assert "ps1,,,ada," in (course / "grades.csv").read_text()
    said = subprocess.run(
        [programs / "python", "-c", "import nbgradient; print(nbgradient.__file__)"],
        cwd=course, env=variables, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(said.stdout.strip()).is_relative_to(programs.parent)
