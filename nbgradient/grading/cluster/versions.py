"""What has to be the same on all machines, for the marks to be. Read on each of them."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, packages_distributions, version

from nbgradient.course import names
from nbgradient.course.needs import Needs
from nbgradient.examiner.packages import HOME_OF_ENGINE

#: Packages that marks, pages or the way between machines depend on, whatever notebooks import.
_PACKAGES = ("nbgrader", "nbconvert", "nbformat", "numpy", "distributed")


def of_engine() -> dict[str, str]:
    """The versions of Python, the engine and what it is built on, by name."""
    known = {name: _version(name) for name in _PACKAGES}
    own = f"{_version('nbgradient')}+{_digest()}"
    return {"Python": python(), "nbgradient": own, **known}


def of_libraries(needs: Needs) -> dict[str, str]:
    """The versions of the packages that notebooks import, as far as they are installed here."""
    statements = map(names.parse, (needs.imports, needs.examiners))
    imported = {name.split(".")[0] for name in names.imported(statements).values()}
    packages = {package for name in imported for package in _distributions().get(name, ())}
    return installed(sorted(packages))


def python() -> str:
    """The version of Python without its last part, as in 3.12."""
    return ".".join(platform.python_version_tuple()[:2])


def difference(wanted: Mapping[str, str], here: Mapping[str, str]) -> str | None:
    """What is another one ``here`` than ``wanted``, as a part of a sentence; None if all agree."""
    differ = [name for name, value in wanted.items() if here.get(name) != value]
    said = [f"{name} {here.get(name) or 'is missing'} instead of {wanted[name]}" for name in differ]
    return ", ".join(said) or None


def installed(packages: Iterable[str]) -> dict[str, str]:
    """The versions that ``packages`` have here, a text without a character for a missing one. For
    which processor one was built (``2.5.0+cpu``) is left out."""
    return {name: _version(name).partition("+")[0] for name in packages}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


@cache
def _digest() -> str:
    """Another text for another engine: clones share a version."""
    digest = sha256()
    for path in sorted((HOME_OF_ENGINE / "nbgradient").rglob("*.py")):
        digest.update(path.relative_to(HOME_OF_ENGINE).as_posix().encode())
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:8]


@cache
def _distributions() -> Mapping[str, list[str]]:
    return packages_distributions()
