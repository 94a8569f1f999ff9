"""Copies a gradebook into an empty one: from the course's file to a server, or back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from nbgrader.api import Base, Course, get_alembic_version
from nbgrader.apps.api import NbGraderAPI
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    Table,
    create_engine,
    delete,
    func,
    inspect,
    select,
    text,
)

from nbgradient.course.folders import CourseError
from nbgradient.examiner import own_tables
from nbgradient.examiner.reasons import Reason
from nbgradient.examiner.second_look import Seen
from nbgradient.grading.database import connection
from nbgradient.grading.database.gradebook import alone, open_gradebook
from nbgradient.grading.late.deadlines import Said

#: The course itself, which is entered into each gradebook that is opened.
_COURSE = Course.__table__


def copy(source: str, api: NbGraderAPI) -> tuple[int, int]:
    """Copy the gradebook ``source``, a file or a URL, into that of the course: all of it or none.

    Returned are the number of rows, and of those left out as they belong to what is not there any
    more, which SQLite lets be.

    Raises:
        CourseError: ``source`` is no gradebook of this nbgrader's, or the course's holds something.
        GradebookError: one of them cannot be opened, or the course's cannot hold what is copied.
    """
    origin, target = _url(source), api.coursedir.db_url
    with alone(api), connection.explained(origin):
        reader = create_engine(origin, poolclass=NullPool)
        _check_version(reader)
        with connection.explained(target), open_gradebook(api) as book:
            with reader.connect() as old, book.engine.begin() as new:
                _check_empty(new)
                return _copy(old, new)


def _url(source: str) -> str:
    if "://" in source:
        return connection.read(source).render_as_string(hide_password=False)
    if not Path(source).is_file():  # SQLite would make it
        raise CourseError(f"There is no file {source}.")
    return URL.create("sqlite", database=str(Path(source).resolve())).render_as_string()


def _check_version(engine: Engine) -> None:
    """Make sure that ``engine`` has the tables of the nbgrader that is installed."""
    with engine.connect() as old:
        is_stamped = inspect(old).has_table("alembic_version")
        stamp = old.scalar(text("SELECT version_num FROM alembic_version")) if is_stamped else None
    if stamp != get_alembic_version():
        raise CourseError(
            f"{engine.url.database} is no gradebook, or one of another version of nbgrader: try "
            "nbgrader db upgrade --db=URL with its URL, and then again."
        )


def _check_empty(new: Connection) -> None:
    for table in Base.metadata.sorted_tables:
        if table is not _COURSE and new.scalar(select(func.count()).select_from(table)):
            raise CourseError(
                f"The course's gradebook is not empty (table {table.name}): name a new database."
            )


def _copy(old: Connection, new: Connection) -> tuple[int, int]:
    new.execute(delete(_COURSE))
    kept: dict[Table, set] = {}
    copied = left_out = 0
    for table in Base.metadata.sorted_tables:
        rows = [dict(row) for row in old.execute(select(table)).mappings()]
        whole = [row for row in rows if _is_whole(row, table, kept)]
        kept[table] = {row["id"] for row in whole}
        if whole:
            new.execute(table.insert(), whole)
        copied, left_out = copied + len(whole), left_out + len(rows) - len(whole)
    return copied + _copy_ours(old, new), left_out


def _copy_ours(old: Connection, new: Connection) -> int:
    """Copy what is kept beside nbgrader's tables: what marks were given for, why tests wait for
    a person, and what due dates said. What was entered of assignments is found out again."""
    copied = 0
    for table in own_tables.make(new, Seen, Reason, Said):
        if inspect(old).has_table(table.name):
            rows = [dict(row) for row in old.execute(select(table)).mappings()]
            if rows:
                new.execute(table.insert(), rows)
            copied += len(rows)
    return copied


def _is_whole(row: Mapping, table: Table, kept: Mapping[Table, set]) -> bool:
    """Whether all that ``row`` belongs to has been copied."""
    return all(
        row[key.parent.name] is None or row[key.parent.name] in kept[key.column.table]
        for key in table.foreign_keys
    )
