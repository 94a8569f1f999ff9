"""Tells what changes in a course's folder, so that a grader need not look at everything."""

from __future__ import annotations

import os
import queue
import time
from collections.abc import Iterator
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from nbgradient.course.folders import CourseError

#: Seconds without news after which what has arrived is complete, and the most that is waited.
QUIET, PATIENCE = 0.5, 5
#: Seconds after which a look at everything is due: no watch is sure to see all.
EVERY = 60

#: What changes something; to read a file does not.
_CHANGES: list[type[FileSystemEvent]] = [
    DirCreatedEvent, DirDeletedEvent, DirMovedEvent,
    FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent,
]  # fmt: skip


def changes(*folders: Path) -> Iterator[set[Path] | None]:
    """The paths in ``folders`` that have changed, again and again; None when all are to be seen.

    The library does not follow links: a student's may lead anywhere.

    Raises:
        CourseError: the system has no room for another watch.
    """
    news: queue.SimpleQueue[Path] = queue.SimpleQueue()
    observer = Observer()
    try:
        for folder in folders:
            observer.schedule(_Teller(news), str(folder), recursive=True, event_filter=_CHANGES)
        observer.start()
    except OSError as error:
        raise CourseError(
            f"The folder cannot be watched ({error.strerror}): raise fs.inotify.max_user_watches, "
            "or run the command without --watch from time to time."
        ) from None
    try:
        yield None  # for what changed before the watch began
        while True:
            yield _next(news)
    finally:
        observer.stop()
        observer.join()


class _Teller(FileSystemEventHandler):
    def __init__(self, news: queue.SimpleQueue[Path]) -> None:
        self._news = news

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Tell of both ends of a move."""
        for path in filter(None, (event.src_path, event.dest_path)):
            self._news.put(Path(os.fsdecode(path)))  # type: ignore[arg-type]


def _next(news: queue.SimpleQueue[Path]) -> set[Path] | None:
    try:
        found = {news.get(timeout=EVERY)}
    except queue.Empty:
        return None
    latest = time.monotonic() + PATIENCE
    while time.monotonic() < latest:
        try:
            found.add(news.get(timeout=QUIET))
        except queue.Empty:
            break
    return found
