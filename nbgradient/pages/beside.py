"""The files beside a graded notebook, from which a page takes the pictures that a student names."""

from __future__ import annotations

from pathlib import Path

from nbgradient.examiner.reader import MissingError, UnreadableError, read_plain
from nbgradient.safe import images
from nbgradient.safe.pictures import Beside
from nbgradient.safe.svg import PictureError


def in_folder(folder: Path) -> Beside:
    """Those in the ``folder`` of a student's graded assignment, which no link leads out of."""

    def read(path: str) -> bytes | None:
        below = f"{folder.parent.name}/{folder.name}/{path}"
        try:
            return read_plain(folder.parent.parent, below, images.MOST_BYTES)
        except MissingError:
            return None
        except UnreadableError as error:
            raise PictureError(f"it {error}".rstrip(",")) from None

    return Beside(read)
