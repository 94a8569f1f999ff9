"""A PostgreSQL server of the tests' own, in a folder of its own, run by an ordinary user."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import ordinary_user
import psycopg

from firststeps.browser import free_port

#: The programs of the newest version that Debian's packages have installed.
PROGRAMS = max(
    (path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")),
    key=lambda path: float(path.parent.name),
    default=None,
)
#: Who owns the databases, with what has to be written in another way in a URL.
USER, PASSWORD, QUOTED = "grader", "s%cret@home", "s%25cret%40home"

_SETTINGS = {
    "fsync": "off",
    "listen_addresses": "127.0.0.1",
    "log_statement": "none",
    "shared_buffers": "16MB",
}


class Server:
    """A running server."""

    def __init__(self, home: Path) -> None:
        """Make it in the folder ``home``, which belongs to the ordinary user, and start it."""
        self.home, self.port = home, free_port()
        self._numbers = count()
        auth = ["--auth-local=trust", "--auth-host=scram-sha-256"]
        self._run("initdb", *auth, "--username=owner", "--encoding=UTF8", "--no-sync")
        self.start()
        self.execute(f"CREATE ROLE {USER} LOGIN PASSWORD '{PASSWORD}'")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = _SETTINGS | {"port": self.port, "unix_socket_directories": self.home}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        self._run("pg_ctl", "start", "--wait", f"--log={self.home / 'log'}", f"--options={options}")

    def stop(self) -> None:
        """Stop it, whoever is connected."""
        self._run("pg_ctl", "stop", "--wait", "--mode=immediate")

    def database(self, copy_of: str = "template1") -> str:
        """The URL of a new database: an empty one, or a copy of another."""
        name = f"course{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} OWNER {USER} TEMPLATE {copy_of}")
        return self.url(name)

    def url(self, name: str, password: str = QUOTED) -> str:
        """The URL of the database ``name``, as a person writes it."""
        return f"postgresql://{USER}:{password}@127.0.0.1:{self.port}/{name}"

    def execute(self, statement: str) -> list[tuple]:
        """What comes of ``statement``, if it gives anything."""
        place = {"host": str(self.home), "port": self.port, "user": "owner", "dbname": "postgres"}
        with psycopg.connect(**place, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def states(self) -> list[str]:
        """What the connections of the gradebook's user are doing."""
        found = self.execute(f"SELECT state FROM pg_stat_activity WHERE usename = '{USER}'")
        return [state for (state,) in found]

    def _run(self, program: str, *arguments: str) -> None:
        as_user = {"user": ordinary_user.NOBODY, "group": ordinary_user.NOBODY, "extra_groups": []}
        subprocess.run(
            [PROGRAMS / program, f"--pgdata={self.home / 'data'}", *arguments],
            cwd=self.home,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **(as_user if os.geteuid() == 0 else {}),
        )


@contextmanager
def running() -> Iterator[Server]:
    """A server, until the end of a with statement."""
    with ordinary_user.home() as home:
        server = Server(home)
        try:
            yield server
        finally:
            server.stop()
