"""The page on which an instructor compares the closest pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from nbgradient.pages import look
from nbgradient.safe.shown import shown, told
from nbgradient.similarity.answers import Student, Subject
from nbgradient.similarity.bounded import MOST_CHARACTERS
from nbgradient.similarity.fingerprints import CODE, TEXT
from nbgradient.similarity.pairs import COMMON, Close, Found, Pair, kind_of
from nbgradient.similarity.passages import Marked, marked

#: Of each pair so many answers are shown, and so many of them without a click.
MOST_ANSWERS, OPEN = 8, 3
#: Below this many students little is known of what is usual.
FEW = 10

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class _Answers:
    """Two answers to a subject, side by side."""

    close: Close
    title: str
    sides: list[tuple[str, Marked]]


@dataclass(frozen=True)
class _Section:
    """A pair as it is shown."""

    names: list[str]
    pair: Pair
    answers: list[_Answers]
    others: list[str]


def page(
    assignments: Sequence[str],
    students: Sequence[Student],
    found: Found,
    threshold: float,
    remarks: Sequence[str],
) -> str:
    """The page on ``found``, as HTML, with ``remarks`` on what was not compared."""
    environment = look.environment(_FOLDER)
    environment.filters |= {"number": number, "rarity": rarity}
    title = f"Similar answers: {', '.join(map(shown, assignments))}"
    main = environment.get_template("similarity.html.jinja").render(
        title=title,
        students=students,
        sections=[_section(pair, students, found) for pair in found.pairs],
        more=found.number - len(found.pairs),
        compared=found.compared,
        same=same_files(students),
        remarks=told(remarks),
        threshold=threshold,
        open=OPEN,
        few=len(students) < FEW,
        common=COMMON,
        code_length=CODE.length,
        text_length=TEXT.length,
        most_characters=MOST_CHARACTERS,
    )
    style = (_FOLDER / "similarity.css").read_text(encoding="utf-8")
    return look.document(title, Markup(main), style)


def same_files(students: Sequence[Student]) -> list[tuple[str, list[str]]]:
    """Who handed in the same file, byte for byte, with an answer in it: its path, and the names."""
    holders: dict[tuple[str, bytes], list[Student]] = defaultdict(list)
    for student in students:
        for path, digest in student.files.items():
            holders[path, digest].append(student)
    return [
        (path, [student.label for student in group])
        for (path, _), group in sorted(holders.items(), key=lambda item: item[0])
        if len({student.name for student in group}) > 1
        and any(student.earlier is None for student in group)
        and any(_path(subject) == path for subject in group[0].answers)
    ]


def _path(subject: Subject) -> str:
    return f"{subject.assignment}/{subject.notebook}.ipynb"


def title_of(subject: Subject, found: Found) -> str:
    """What a person calls ``subject``: with its notebook, if there are several."""
    several = len({(other.assignment, other.notebook) for other in found.ignored}) > 1
    return f"{subject.name} in {subject.notebook}" if several else subject.name


def number(expected: float) -> str:
    """How many pairs are to be expected, as a person reads it."""
    return "< 0.0001" if expected < 0.0001 else f"{expected:.2g}"


def rarity(one_in: float, compared: int) -> str:
    """How rare a closeness is: beyond the number of pairs the class itself cannot tell."""
    if one_in > compared:
        return f"so close are fewer than one in {compared:,} pairs"
    return f"so close is one in {float(f'{one_in:.2g}'):,.0f} pairs"


def _section(pair: Pair, students: Sequence[Student], found: Found) -> _Section:
    two = students[pair.first], students[pair.second]
    names = [student.label for student in two]
    answers = []
    for close in pair.close[:MOST_ANSWERS]:
        texts = two[0].answers[close.subject], two[1].answers[close.subject]
        kind, ignored = kind_of(close.subject), found.ignored[close.subject]
        sides = list(zip(names, marked(texts, kind, ignored), strict=True))
        answers.append(_Answers(close, title_of(close.subject, found), sides))
    others = [title_of(close.subject, found) for close in pair.close[MOST_ANSWERS:]]
    return _Section(names, pair, answers, others)
