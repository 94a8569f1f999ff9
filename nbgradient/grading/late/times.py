"""Times as people write them, in a file of due dates or in a submission's ``timestamp.txt``.

dateutil reads the day and the hour. The zone is taken off before: dateutil turns the sign of
``UTC+1`` around, nbgrader takes ``+0100`` for a hundred seconds, and either takes ``CET`` for
summer time in summer. What may be meant in two ways is refused.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import product
from zoneinfo import ZoneInfo

from dateutil import parser

#: Characters that a time may have.
MOST_CHARACTERS = 200
#: Years that a time may lie in; nbgrader keeps an extension as a time from 1970 on.
YEARS = range(1970, 2200)
#: What to write instead of what was refused.
ADVICE = "write one like 2026-11-20 18:30, or with its zone, 2026-11-20 18:30 +0100"

_CLOCK = r"(?:\d:\d\d(?::\d\d(?:[.,]\d+)?)?|T\d{4}(?:\d\d)?|\d ?[ap]\.?m\.?)(?: ?[ap]\.?m\.?)?"
_OFFSET = re.compile(
    rf"(?P<rest>.*(?:{_CLOCK}|(?=(?<=[\d ])(?:UTC|GMT)))) ?(?:UTC|GMT)?"
    r" ?(?P<sign>[+-])(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?",
    re.IGNORECASE | re.ASCII,
)
_NAMED = re.compile(r"(?P<rest>.*?\d.*?) ?(?P<name>\w+(?:/[\w+-]+)+|(?<![A-Za-z])[A-Z]+)", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d\d?)\2(\d\d?)(?:T| |$)", re.ASCII)
#: Zones whose name in summer is none of the time zone database's.
_SUMMER = {"CEST": "CET", "EEST": "EET", "MEST": "MET", "WEST": "WET"}
_WEEKDAYS = {
    name.lower(): number
    for names in (calendar.day_name, calendar.day_abbr)
    for number, name in enumerate(names)
}
#: Two days that have nothing in common but the minute, which a text may leave out ("6 pm").
_DAYS = datetime(2001, 1, 1, 0), datetime(2004, 2, 2, 1)


class TimeError(ValueError):
    """A text is no time, or may be several; the message goes on after "The time '...'"."""


def zone(name: str) -> tzinfo:
    """The time zone of that ``name`` in the time zone database.

    Raises:
        TimeError: there is none.
    """
    try:
        return UTC if name in ("UTC", "GMT", "Z") else ZoneInfo(name)
    except (OSError, LookupError, ValueError):
        raise TimeError(f"names the zone {name}, which is not known") from None


def read(text: str, usual: tzinfo) -> datetime:
    """The time that ``text`` says, in UTC and without a zone, as nbgrader keeps it.

    Args:
        usual: the zone of a text that names none.

    Raises:
        TimeError: it says no time, or it is not sure which.
    """
    plain = " ".join(text.replace("\N{MINUS SIGN}", "-").split())
    if not plain or len(plain) > MOST_CHARACTERS:
        raise TimeError("is none" if plain == "" else "is too long for one")
    try:
        found = _read(plain, usual)
    except TimeError:
        raise
    except Exception:  # dateutil raises what its parts do
        raise TimeError("cannot be read") from None
    if found.year not in YEARS:
        raise TimeError(f"lies in the year {found.year}")
    return found


def _read(text: str, usual: tzinfo) -> datetime:
    if match := _OFFSET.fullmatch(text):
        offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
        offset = -offset if match["sign"] == "-" else offset
        if not timedelta(hours=-12) <= offset <= timedelta(hours=14):
            raise TimeError("names a zone that there is nowhere")
        return _in_utc(_local(match["rest"]), timezone(offset))
    match = _NAMED.fullmatch(text)
    if match is None or _is_part_of_a_date(match["name"]):
        return _in_utc(_local(text), usual)
    local, name = _local(match["rest"]), match["name"]
    if "/" in name or name in ("UTC", "GMT", "Z"):
        return _in_utc(local, zone(name))
    return _in_utc(local, _abbreviated(name, local, usual), name)


def _is_part_of_a_date(word: str) -> bool:
    info = parser.parserinfo()
    return any(known(word) is not None for known in (info.month, info.weekday, info.ampm))


def _abbreviated(name: str, local: datetime, usual: tzinfo) -> tzinfo:
    """The zone in which clocks show ``local`` under the ``name``: ``usual``, if it is so there.

    ``CET`` in July is refused: it may be the winter's time, or the one that clocks show.
    """
    if any(moment.tzname() == name for moment in _moments(local, usual)):
        return usual
    found = zone(_SUMMER.get(name, name))
    if not any(moment.tzname() == name for moment in _moments(local, found)):
        raise TimeError(f"names the zone {name}, which clocks do not show then")
    return found


def _in_utc(local: datetime, where: tzinfo, name: str | None = None) -> datetime:
    """The moment at which clocks show ``local``, and ``name`` as their zone, if it is given."""
    moments = _moments(local, where)
    if not moments:
        raise TimeError(f"does not exist in {where}, where clocks skip it")
    found = {moment.astimezone(UTC) for moment in moments if name in (None, moment.tzname())}
    if len(found) > 1:
        raise TimeError(f"comes twice in {where}, where clocks are put back then")
    return found.pop().replace(tzinfo=None)


def _moments(local: datetime, where: tzinfo) -> list[datetime]:
    """When clocks in a zone show ``local``: never, once, or twice."""
    both = (local.replace(tzinfo=where, fold=fold) for fold in (0, 1))
    return [
        moment
        for moment in both
        if moment.astimezone(UTC).astimezone(where).replace(tzinfo=None) == local
    ]


def _local(text: str) -> datetime:
    """What a clock shows at the time that ``text`` says without a zone."""
    if match := _YEAR_FIRST.match(text):
        day = date(int(match[1]), int(match[3]), int(match[4]))
        days = [datetime(day.year, day.month, day.day, hour) for hour in (0, 1)]
        found = _only([_parsed(text[match.end() :], usual) for usual in days])
        if found.date() != day:
            raise TimeError("has two dates")
        return _of_its_weekday(found, text)
    orders = [
        _only([_parsed(text, usual, dayfirst=day, yearfirst=year) for usual in _DAYS])
        for day, year in product((False, True), repeat=2)
    ]
    if len(set(orders)) > 1:
        raise TimeError("is ambiguous (its numbers may be day and month, or month and day)")
    return _of_its_weekday(orders[0], text)


def _only(found: list[datetime]) -> datetime:
    """What a text says whatever it leaves out."""
    if len(set(found)) > 1:
        raise TimeError("lacks a part (day, month, year, or time of day)")
    return found[0]


def _parsed(text: str, default: datetime, **order: bool) -> datetime:
    if not text:
        return default
    return parser.parse(text, default=default, tzinfos=_refuse_zone, **order)


def _refuse_zone(name: str | None, offset: int | None) -> None:
    if name is not None or offset is not None:
        raise TimeError("has a zone that is not known, or not at its end")


def _of_its_weekday(found: datetime, text: str) -> datetime:
    """``found``, if it is on the weekday that ``text`` names."""
    for word in re.findall(r"[A-Za-z]+", text):
        named = _WEEKDAYS.get(word.lower(), found.weekday())
        if named != found.weekday():
            raise TimeError(f"is on no {calendar.day_name[named]}")
    return found
