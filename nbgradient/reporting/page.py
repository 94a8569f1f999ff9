"""The report as one page."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from markupsafe import Markup

from nbgradient.pages import look
from nbgradient.reporting.gather import Class
from nbgradient.reporting.sections import Sections

_FOLDER = Path(__file__).parent
TITLE = "How the class did"


def page(
    found: Class, root: Path, target: Path, anonymous: bool = False, now: datetime | None = None
) -> str:
    """The report on ``found``, to be written to the file ``target``.

    Args:
        found: what there is of the course in the folder ``root``.
        anonymous: leave out all that tells of one student, so that it can be shown in class.
        now: the time, in UTC and without a zone, if that is not to be asked of the clock.
    """
    now = now or datetime.now(UTC).replace(tzinfo=None)
    sections = Sections(found, root, target, anonymous, now)
    template = look.environment(_FOLDER).get_template("report.html.jinja")
    style = (_FOLDER / "report.css").read_text(encoding="utf-8")
    return look.document(TITLE, Markup(template.render(title=TITLE, **sections.all)), style)
