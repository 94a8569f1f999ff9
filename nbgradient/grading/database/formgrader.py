"""Has nbgrader's formgrader end with each request what it began in the gradebook.

Of itself it never does: in PostgreSQL its transaction stays open as long as JupyterLab runs, and
once its connection is lost, every page is an error until JupyterLab is started again.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tornado.web import RequestHandler

_HANDLERS = "nbgrader.server_extensions.formgrader.base"


def runs_here() -> bool:
    """Whether this is the process that formgrader runs in."""
    return _HANDLERS in sys.modules


def end_with_each_request() -> None:
    """Have formgrader do so, which runs in this process."""
    sys.modules[_HANDLERS].BaseHandler.on_finish = _close


def _close(handler: RequestHandler) -> None:
    """What Tornado calls after each request; there was nothing to be called."""
    if book := handler.settings["nbgrader_gradebook"]:
        book.close()  # the next request opens it again
