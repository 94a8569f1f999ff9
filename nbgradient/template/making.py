"""Makes the folder that a student's repository begins with.

It holds the release and all that tries it on GitHub, for a student's repository can read no other:
the instructor's is private, and so a workflow there, and a program, are out of reach.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from nbgradient.course import notebooks
from nbgradient.course.folders import Course, CourseError
from nbgradient.pages.look import environment
from nbgradient.template.requirements import requirements

_HERE = Path(__file__).parent

#: What is copied as it is, and where it lies in a repository.
_FILES = {
    "try_notebook.py": "try_notebook.py",
    "try.yml": ".github/workflows/try.yml",
    "gitignore": ".gitignore",
}


def make(course: Course, assignment: str, target: Path) -> list[str]:
    """Write the template for ``assignment`` into ``target``; return the files, by their paths.

    Raises:
        CourseError: there is no release, something in ``target`` would be written over that is not
            of an earlier template, or a package that the notebooks import is not installed.
    """
    released = course.files(assignment, "release")
    books = {name for name in released if "/" not in name and name.endswith(".ipynb")}
    if not books:
        raise CourseError(
            f"release/{assignment}/ holds no notebook. "
            f"Run: nbgrader generate_assignment {assignment}"
        )
    if target.exists() and any(target.iterdir()) and not (target / "try_notebook.py").exists():
        raise CourseError(f"{target} holds something else: name an empty or a new folder.")
    beside = [name.removesuffix(".py") for name in released if "/" not in name]
    read = [notebooks.read(course.root / "release" / assignment / name) for name in sorted(books)]
    needed = "".join(f"{line}\n" for line in requirements(read, beside))
    readme = environment(_HERE).get_template("README.md.jinja")
    text = readme.render(assignment=assignment, notebooks=sorted(books))
    written = {"requirements.txt": needed.encode(), "README.md": f"{text}\n".encode()} | released
    for name, content in written.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
    for name, place in _FILES.items():
        (target / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_HERE / name, target / place)
    return sorted([*written, *_FILES.values()])
