"""Where the gradebook is: a file of the course, or the database that a variable names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from nbgrader.api import InvalidEntry
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from traitlets.config import Config

from nbgradient.course.folders import CourseError
from nbgradient.grading.integration import GRADEBOOK_URL
from nbgradient.safe.shown import cut, shown

#: How people and other programs begin the URL of PostgreSQL, and what SQLAlchemy is told instead.
_POSTGRESQL = {"postgresql", "postgres"}
_DRIVER = "postgresql+psycopg"
#: Seconds after which a server that does not answer is given up.
_PATIENCE = 10
#: What commands that make tables and assignments wait for: a number that no other program uses.
_LOCK = 7_215_093_306
#: The longest reason of a database's that is shown.
_LONGEST = 300


class GradebookError(CourseError):
    """The gradebook cannot be opened, read or written; the message says why."""


def configure(config: Config) -> None:
    """Have ``config`` name the database of the variable, unless the course names one itself.

    A password goes from the URL into the variable that PostgreSQL's own programs read: nbgrader
    writes URLs into its log and into files.

    Raises:
        GradebookError: the variable names no database that can be used here.
    """
    named = os.environ.get(GRADEBOOK_URL, "").strip()
    if not named or "db_url" in config.CourseDirectory:
        return
    url = read(named)
    if url.get_backend_name() == "postgresql":
        password = url.password or url.query.get("password")
        if password:
            os.environ["PGPASSWORD"] = str(password)
            url = _without_password(url)
        os.environ.setdefault("PGCONNECT_TIMEOUT", str(_PATIENCE))
    config.CourseDirectory.db_url = url.render_as_string(hide_password=False)


def check(url: str) -> None:
    """Make sure that ``url`` names a kind of database that can be used here.

    Raises:
        GradebookError: it does not.
    """
    try:
        make_url(url).get_dialect().import_dbapi()
        is_cut = "@" in (make_url(url).host or "")
    except NoSuchModuleError:
        kind = shown(make_url(url).drivername)
        raise GradebookError(f"No gradebook can be in '{kind}': write {_DRIVER}://…") from None
    except ImportError as error:
        raise GradebookError(
            f"The gradebook's driver is missing ({error}): write {_DRIVER}://…, and "
            "pip install 'nbgradient[postgres]'."
        ) from None
    except (ArgumentError, ValueError):  # whose message may hold a part of a password
        raise GradebookError(
            "The gradebook's URL cannot be read: write it like "
            f"{_DRIVER}://user@host:5432/database, and what is special in a password as %40 for @."
        ) from None
    if is_cut:  # the host begins with a part of the password, and would be shown
        raise GradebookError("In the gradebook's URL, write @ in a password as %40.")


@contextmanager
def explained(url: str) -> Iterator[None]:
    """Say in a sentence what the database at ``url`` refuses within.

    Raises:
        GradebookError: it does.
    """
    try:
        yield
    except InvalidEntry as error:  # which nbgrader makes of what the database said
        raise GradebookError(sentence(error.__context__ or error, url)) from error
    except SQLAlchemyError as error:
        raise GradebookError(sentence(error, url)) from error


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Keep other commands on the database at ``url`` from making tables and assignments meanwhile.

    For a file that is for the course's folder to do: there is nothing to keep here.

    Raises:
        GradebookError: the database cannot be reached, or is lost.
    """
    check(url)
    if make_url(url).get_backend_name() != "postgresql":
        yield
        return
    with explained(url), create_engine(url, poolclass=NullPool).begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
        yield


def read(named: str) -> URL:
    """The database that a person has ``named``.

    Raises:
        GradebookError: it is none, or its driver is missing.
    """
    kind, colon, rest = named.partition(":")
    text = f"{_DRIVER}:{rest}" if colon and kind in _POSTGRESQL else named
    check(text)
    return make_url(text)


def _without_password(url: URL) -> URL:
    plain = url.difference_update_query(["password"])
    return URL.create(
        plain.drivername, plain.username, None, plain.host, plain.port, plain.database, plain.query
    )


def sentence(error: BaseException, url: str | None = None) -> str:
    """What the database said, without what SQLAlchemy adds: it shows statements and values."""
    said = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
    reason = said.rpartition(" failed: ")[2].partition(" (Background on")[0]
    reason = reason.removeprefix("FATAL:").strip().rstrip(".")
    which = f"The gradebook {_where(url)}" if url else "The gradebook"
    return (
        f"{which} cannot be used: {cut(shown(reason), _LONGEST)}. Once that is mended, run the "
        "command again."
    )


def _where(url: str) -> str:
    """The place of the database, without users, passwords and options."""
    read = make_url(url)
    if read.get_backend_name() == "sqlite":
        return str(read.database)
    server = f"{read.host or read.query.get('host') or 'localhost'}"
    return f"{shown(str(read.database))} at {server}" + (f":{read.port}" if read.port else "")
