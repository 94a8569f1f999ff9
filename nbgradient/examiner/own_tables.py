"""Tables of our own in nbgrader's database, of which its migrations do not know."""

from __future__ import annotations

from sqlalchemy import Connection, Table
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.schema import CreateTable


class OwnTable(DeclarativeBase):
    """What each of them derives from."""


def make(connection: Connection, *kinds: type[OwnTable]) -> list[Table]:
    """The tables of ``kinds``, which are made where they are not there."""
    tables = [OwnTable.metadata.tables[kind.__tablename__] for kind in kinds]
    for table in tables:
        connection.execute(CreateTable(table, if_not_exists=True))
    return tables
