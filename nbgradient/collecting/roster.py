"""A class as an LMS, or a person, lists it: a table of who is who."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from nbgradient.collecting.paths import why_no_id
from nbgradient.course.csv_file import CsvError, CsvFile
from nbgradient.course.folders import CourseError
from nbgradient.safe.shown import shown

#: Bytes of a roster, and rows above the names of its columns.
MAX_BYTES, MAX_ABOVE = 32 << 20, 10

#: What the columns are called, in small letters: in Canvas, Moodle (English, German, French,
#: Spanish), Gradescope, Blackboard, Brightspace, GitHub Classroom, and by people.
_COLUMNS = {
    "id": "id|student id|student_id|studentid|matrikelnummer",
    "login": "sis login id|username|user name|login|login id|netid|benutzername|anmeldename"
    "|nom d'utilisateur|nom d’utilisateur|nombre de usuario",
    "number": "number|sis user id|id number|idnumber|id-nummer|sid|student number|orgdefinedid"
    "|numéro d'identification|numéro d’identification|número de id",
    "email": "email|e-mail|mail|email address|e-mail address|e-mail-adresse|adresse de courriel"
    "|dirección de correo",
    "first_name": "first name|firstname|first_name|given name|vorname|prénom|nombre",
    "last_name": "last name|lastname|last_name|surname|family name|nachname|nom|nom de famille"
    "|apellido(s)|apellidos",
    "name": "name|student|student name|full name|fullname|vollständiger name|nom complet"
    "|nombre completo",
    "section": "section|sections|section_name|group|groups|gruppe|gruppen|groupes|grupos",
    "lms_user_id": "lms_user_id|lms user id|canvas id|canvas_id",
    "github_username": "github_username|github username|github",
    "participant": "participant",
    "role": "role|roles|rolle|rollen|rôles",
}  # fmt: skip
_FIELD = {name: field for field, names in _COLUMNS.items() for name in names.split("|")}

#: Which column is the student's id, if it is filled for all: the first of these.
_IDS = ("id", "login", "number", "email", "github_username", "lms_user_id")

#: Rows of Canvas' that are no students.
_NO_STUDENT = frozenset({"points possible", "student, test", "test student"})
_FORMULA = tuple("=+-@")


class RosterError(CourseError):
    """A roster cannot be read; the message says why."""


@dataclass(frozen=True)
class Person:
    """A student, as rosters know one.

    Attributes:
        id: the student's id in the course.
        lms_user_id: the number by which an LMS knows the student.
        number: another number, such as that of the university.
        participant: the number that Moodle gives for one assignment.
    """

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    section: str = ""
    lms_user_id: str = ""
    login: str = ""
    number: str = ""
    github_username: str = ""
    participant: str = ""

    @property
    def name(self) -> str:
        """The name as people say it."""
        return f"{self.first_name} {self.last_name}".strip()


def read(path: Path, id_column: str | None = None) -> tuple[list[Person], list[str]]:
    """The students in the table at ``path``, and sentences on rows that could not be taken.

    Args:
        path: the file.
        id_column: the name of the column that is the student's id, where it is to be another one.

    Raises:
        RosterError: it is no such table.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise RosterError(f"The roster {path} cannot be read: {error.strerror}.") from None
    if len(content) > MAX_BYTES:
        raise RosterError(f"The roster {path} has more than {MAX_BYTES >> 20} MB.")
    try:
        file = CsvFile(content)
        return _people([file.texts(row) for row in range(len(file.rows))], id_column)
    except CsvError as error:
        raise RosterError(f"The roster {shown(path.name)} is no table: {error}.") from None
    except RosterError as error:
        raise RosterError(f"{shown(path.name)}: {error}") from None


def write(path: Path, people: Iterable[Person]) -> None:
    """Write ``people`` to ``path``, so that ``read`` reads them, and a spreadsheet runs nothing.

    Raises:
        RosterError: it cannot be written.
    """
    names = [field.name for field in fields(Person) if field.name != "participant"]
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(names)
            for person in sorted(people, key=lambda person: person.id):
                writer.writerow([_escaped(getattr(person, name)) for name in names])
    except OSError as error:
        raise RosterError(f"{path.name} cannot be written: {error.strerror}.") from None


def _escaped(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _people(rows: list[list[str]], id_column: str | None) -> tuple[list[Person], list[str]]:
    start, columns = _header(rows)
    if id_column is not None:
        columns = _with_column(columns, rows[start], id_column)
    records = [_record(row, columns) for row in rows[start + 1 :]]
    records = _students([record for record in records if any(record.values())])
    if not records:
        raise RosterError("it lists nobody.")
    return _with_ids(records, ("id",) if id_column else _IDS)


def _header(rows: list[list[str]]) -> tuple[int, dict[str, int]]:
    """Which row names the columns, and where each is."""
    for number, row in enumerate(rows[:MAX_ABOVE]):
        names = [cell.casefold() for cell in row]
        columns: dict[str, int] = {}
        for place, name in enumerate(names):
            if field := field_of(name, names):
                columns.setdefault(field, place)
        if "participant" in columns and not columns.keys() & set(_IDS):
            columns["id"] = columns.pop("participant")
        if len(columns) >= 2 or columns.keys() & {"id", "login", "email", "name"}:
            return number, columns
    raise RosterError(
        "no row names its columns. They are called, for instance, id, name, email, section."
    )


def field_of(name: str, names: Sequence[str]) -> str | None:
    """What the column ``name`` is, among the ``names`` of all, in small letters.

    It is a name of a field of ``Person``, or ``name`` or ``role``; None if it is none of these.
    """
    if name == "id" and "sis login id" in names:  # Canvas' own number
        return "lms_user_id"
    if name == "identifier":  # in GitHub Classroom the id, in Moodle "Participant 12345"
        return "id" if "github_username" in names else "participant"
    return _FIELD.get(name)


def _with_column(columns: dict[str, int], header: list[str], name: str) -> dict[str, int]:
    places = [place for place, cell in enumerate(header) if cell.casefold() == name.casefold()]
    if not places:
        given = ", ".join(map(shown, filter(None, header)))
        raise RosterError(f"there is no column '{shown(name)}'. There are: {given[:500]}.")
    return columns | {"id": places[0]}


def _record(row: list[str], columns: dict[str, int]) -> dict[str, str]:
    record = {name: _cell(row, place) for name, place in columns.items()}
    if "name" in record:
        first, last = _parts(record.pop("name"))
        record = {"first_name": first, "last_name": last} | record
    if "participant" in record:
        record["participant"] = re.sub(r"\D+", "", record["participant"])
    if record.get("number", "").startswith("#"):  # Brightspace's way
        record["number"] = record["number"][1:]
    return record


def _cell(row: list[str], place: int) -> str:
    text = row[place] if place < len(row) else ""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def _parts(name: str) -> tuple[str, str]:
    """The first and the last name in ``Lovelace, Ada``, or else in ``Ada Lovelace``."""
    if "," in name:
        last, _, first = name.partition(",")
        return first.strip(), last.strip()
    first, _, last = name.rpartition(" ")
    return first.strip(), last


def _students(records: list[dict[str, str]]) -> list[dict[str, str]]:
    """Those that are students, as far as the table tells."""
    known = [record for record in records if _is_person(record)]
    students = [record for record in known if "student" in record.get("role", "").casefold()]
    return students or known


def _is_person(record: dict[str, str]) -> bool:
    """Whether ``record`` names anybody, and no row that Canvas adds."""
    first, last = record.get("first_name", ""), record.get("last_name", "")
    names = {f"{first} {last}".strip().casefold(), f"{last}, {first}".strip(", ").casefold()}
    return any(record.get(name) for name in ("first_name", "last_name", *_IDS)) and not (
        names & _NO_STUDENT
    )


def _with_ids(
    records: list[dict[str, str]], columns: Iterable[str]
) -> tuple[list[Person], list[str]]:
    columns = [name for name in columns if any(record.get(name) for record in records)]
    whole = [name for name in columns if all(record.get(name) for record in records)]
    column = (whole or columns or ["id"])[0]
    said = []
    found: dict[str, list[Person]] = {}
    for record in records:
        student = record.get(column, "")
        if reason := why_no_id(student):
            name = " ".join(filter(None, (record.get("first_name"), record.get("last_name"))))
            said.append(
                f"{shown(name) or 'A row'} of the roster: {_refusal(student, reason, column)}"
            )
            continue
        values = {name: value for name, value in record.items() if name not in ("id", "role")}
        found.setdefault(student, []).append(Person(student, **values))
    people = []
    for student, rows in found.items():
        if person := _one(rows):
            people.append(person)
        else:
            said.append(f"{len(rows)} people of the roster have the id {shown(student)}: left out.")
    return people, said


def _refusal(student: str, reason: str, column: str) -> str:
    """What is wrong with an id from the ``column`` of a roster, and what to do."""
    if student:
        return f"the id '{shown(student[:100])}' {reason}."
    named = "id" if column == "id" else f"{column}, which is the id here"
    return f"there is no {named}. Fill it in, or name a column that all have with --id-column."


def _one(rows: list[Person]) -> Person | None:
    """The person whom all ``rows`` list, in one section or several; None if they are several."""
    if len({replace(person, section="") for person in rows}) > 1:
        return None
    sections = dict.fromkeys(person.section for person in rows if person.section)
    return replace(rows[0], section=", ".join(sections))
