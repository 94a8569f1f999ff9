"""Times as people write them: read as they were meant, or refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nbgradient.grading.late.times import MOST_CHARACTERS, YEARS, TimeError, read, zone

BERLIN = ZoneInfo("Europe/Berlin")
EVENING = datetime(2026, 11, 20, 17, 30)

#: All of these say half past six in the evening in Berlin.
SAME = """\
2026-11-20 18:30
2026-11-20T18:30
2026/11/20 18:30:00
20261120T1830+0100
20 Nov 2026 18:30
20. November 2026 6:30 pm
Nov 20, 2026 6:30 PM
Fri 20 Nov 2026 18:30
20.11.2026 18:30
11/20/2026 18:30
18:30 20 Nov 2026
2026-11-20 18:30 +0100
2026-11-20T18:30+0100
2026-11-20 18:30 +01:00
2026-11-20 18:30+01
2026-11-20 18:30 UTC+1
2026-11-20 18:30 UTC+01:00
2026-11-20 12:30 GMT-5
2026-11-20 12:30 GMT−5
2026-11-20 17:30 UTC
2026-11-20 17:30Z
2026-11-20 18:30 CET
2026-11-20 18:30 Europe/Berlin
2026-11-20 12:30 America/New_York
Fri, 20 Nov 2026 18:30:00 +0100
2026-11-20   18:30   CET""".splitlines()


@pytest.mark.parametrize("text", SAME)
def test_the_same_time_may_be_written_in_many_ways(text: str) -> None:
    assert read(text, BERLIN) == EVENING


REFUSED = {
    "03/04/2026 12:00": "is ambiguous",
    "20 Nov 26 18:30": "is ambiguous",
    "2026-11-20": "lacks a part",
    "20 Nov 2026": "lacks a part",
    "18:30": "lacks a part",
    "Friday 18:30": "lacks a part",
    "2026-13-01 12:00": "cannot be read",
    "2026-02-30 12:00": "cannot be read",
    "2026-11-20 24:00": "cannot be read",
    "tomorrow": "cannot be read",
    "": "is none",
    "9" * (MOST_CHARACTERS + 1): "is too long",
    "2026-11-20 18:30 21 Nov": "has two dates",
    "Mon 20 Nov 2026 18:30": "is on no Monday",
    "0206-11-20 18:30": "lies in the year 206",
    "2026-11-20 18:30 +2500": "names a zone that there is nowhere",
    "2026-11-20 18:30 CST": "names the zone CST, which is not known",
    "2026-11-20 18:30 Europe/Berlim": "names the zone Europe/Berlim, which is not known",
    "2026-07-20 18:30 CET": "names the zone CET, which clocks do not show then",
    "18:30 UTC+1 20 Nov 2026": "has a zone that is not known, or not at its end",
    "2026-03-29 02:30": "does not exist in Europe/Berlin",
    "2026-03-29 02:30 Europe/Berlin": "does not exist in Europe/Berlin",
    "2026-10-25 02:30": "comes twice in Europe/Berlin",
}


@pytest.mark.parametrize("text, why", REFUSED.items())
def test_what_may_mean_several_times_or_none_is_refused(text: str, why: str) -> None:
    with pytest.raises(TimeError, match=f"^{why}"):
        read(text, BERLIN)


def test_the_hour_that_comes_twice_is_told_apart_by_the_name_of_its_zone() -> None:
    summer, winter = read("2026-10-25 02:30 CEST", UTC), read("2026-10-25 02:30 CET", UTC)
    assert winter - summer == timedelta(hours=1) and summer == datetime(2026, 10, 25, 0, 30)


def test_a_name_that_the_courses_own_zone_has_then_is_that_zone() -> None:
    assert read("2026-11-20 18:30 CST", zone("America/Chicago")) == datetime(2026, 11, 21, 0, 30)
    assert read("2026-11-20 18:30 CST", zone("Asia/Shanghai")) == datetime(2026, 11, 20, 10, 30)


MINUTES = st.datetimes(datetime(YEARS[0], 1, 2), datetime(YEARS[-1], 12, 30)).map(
    lambda when: when.replace(second=0, microsecond=0)
)
OFFSETS = st.integers(-12 * 4, 14 * 4).map(lambda n: timezone(timedelta(minutes=15 * n)))
FORMS = ("%Y-%m-%d %H:%M %z", "%Y-%m-%dT%H:%M%z", "%d %b %Y %H:%M UTC%z", "%b %d, %Y %I:%M %p %z")


@settings(deadline=None)
@given(MINUTES, OFFSETS, st.sampled_from(FORMS))
def test_a_time_with_an_offset_is_the_moment_that_python_means(
    when: datetime, offset: timezone, form: str
) -> None:
    moment = when.replace(tzinfo=UTC).astimezone(offset)
    assert read(moment.strftime(form), BERLIN) == when


@settings(deadline=None)
@given(MINUTES)
def test_a_time_without_a_zone_is_what_clocks_show_there_or_refused(when: datetime) -> None:
    try:
        found = read(when.isoformat(" "), BERLIN)
    except TimeError:
        around = [when.replace(tzinfo=BERLIN, fold=fold).utcoffset() for fold in (0, 1)]
        assert around[0] != around[1]
    else:
        shown = found.replace(tzinfo=UTC).astimezone(BERLIN).replace(tzinfo=None)
        assert shown == when


@settings(deadline=None)
@given(st.text(max_size=60) | st.text("0123456789:-+/. TZUCGMapm,NovFri", max_size=40))
def test_any_text_is_a_time_or_refused(text: str) -> None:
    try:
        assert read(text, BERLIN).tzinfo is None
    except TimeError:
        pass
