"""Who is who: rosters of any make are read, and nobody is taken for somebody else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nbgradient.collecting import roster
from nbgradient.collecting.model import Who
from nbgradient.collecting.people import NobodyError, People
from nbgradient.collecting.roster import Person, RosterError

ADA = Person("ada", "Ada", "Lovelace", "ada@uni.example", "A")


def read(tmp_path: Path, text: str | bytes, id_column: str | None = None) -> list[Person]:
    """The people in a roster of this ``text``, of which nothing is left out."""
    people, said = tried(tmp_path, text, id_column)
    assert said == []
    return people


def tried(
    tmp_path: Path, text: str | bytes, id_column: str | None = None
) -> tuple[list[Person], list[str]]:
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return roster.read(path, id_column)


@pytest.mark.parametrize(
    "text",
    [
        "id,name,email,section\nada,Ada Lovelace,ada@uni.example,A\n",
        "id;name;email;section\nada;Ada Lovelace;ada@uni.example;A\n",
        "sep=;\nid;name;email;section\nada;Ada Lovelace;ada@uni.example;A\n",
        'id\tname\temail\tsection\nada\t"Lovelace, Ada"\tada@uni.example\tA\n',
        "ID|Name|E-Mail|Section\r\nada|Lovelace, Ada|ada@uni.example|A\r\n",
        "Class list of 2026\n\nid,name,email,section\nada,Ada Lovelace,ada@uni.example,A\n",
        "Benutzername;Vorname;Nachname;E-Mail-Adresse;Gruppe\nada;Ada;Lovelace;ada@uni.example;A\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_table_is_read_whatever_its_signs(tmp_path: Path, text: str, encoding: str) -> None:
    (person,) = read(tmp_path, text.encode(encoding))
    assert (person.id, person.name, person.email, person.section) == (
        "ada", "Ada Lovelace", "ada@uni.example", "A",
    )  # fmt: skip


def test_canvas_gradebook_is_a_roster(tmp_path: Path) -> None:
    """https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_exporter.rb

    ``csv_data``: Student (the sortable name; or LastName and FirstName), ID, SIS User ID, SIS Login
    ID, Section, the assignments; a row may be empty but for "Manual Posting", one begins "
    Points Possible"; the last is the test student. A student's sections are joined by "and".
    """
    text = """\
Student,ID,SIS User ID,SIS Login ID,Section,Softmax (77),Final Score
,,,,,Manual Posting,
    Points Possible,,,,,100,(read only)
"Lovelace, Ada",101,u1,ada,A and B,90,90
"Hopper, Grace",102,u2,grace,B,N/A,90
"Student, Test",999,,5f3c,A,,
"""
    assert read(tmp_path, text) == [
        Person("ada", "Ada", "Lovelace", "", "A and B", "101", "ada", "u1"),
        Person("grace", "Grace", "Hopper", "", "B", "102", "grace", "u2"),
    ]
    names = {"Student,": "LastName,FirstName,", '"Lovelace, Ada"': "Lovelace,Ada", "\n,": "\n,,"}
    apart = text.partition('"Hopper')[0].replace("Possible,", "Possible,,")
    for before, after in names.items():
        apart = apart.replace(before, after)
    assert read(tmp_path, apart)[0].name == "Ada Lovelace"


def test_moodles_lists_are_rosters(tmp_path: Path) -> None:
    """https://github.com/moodle/moodle/blob/MOODLE_405_STABLE/grade/import/csv/tests/load_data_test.php

    The grades' table has "First name","Last name","ID number",Institution,Department,"Email
    address"; that of the participants ends with Groups.
    """
    grades = '"First name","Last name","ID number",Institution,Department,"Email address",Softmax\n'
    (person,) = read(tmp_path, grades + "Ada,Lovelace,m1,Uni,Maths,ada@uni.example,5\n")
    assert (person.id, person.name, person.email) == ("m1", "Ada Lovelace", "ada@uni.example")
    participants = '"First name","Last name","Email address",Groups,Roles\n'
    rows = "Ada,Lovelace,ada@uni.example,G1,Student\nA,Teacher,t@uni.example,,Teacher\n"
    (person,) = read(tmp_path, participants + rows)
    assert (person.id, person.section) == ("ada@uni.example", "G1")


def test_a_list_of_ids_is_a_roster(tmp_path: Path) -> None:
    assert [person.id for person in read(tmp_path, "id\nada\ngrace\n")] == ["ada", "grace"]
    assert read(tmp_path, "Identifier,Name\na7,Ada\n")[0].id == "a7"


def test_another_column_can_be_the_id(tmp_path: Path) -> None:
    text = "Student,ID,SIS User ID,SIS Login ID,Section\nAda Lovelace,101,u1,ada,A\n"
    assert read(tmp_path, text, "sis user id")[0].id == "u1"
    with pytest.raises(RosterError, match=r"no column 'x'. There are: Student, ID"):
        read(tmp_path, text, "x")


@pytest.mark.parametrize("student", ["../ada", ".ada", "a/b", "*"])
def test_an_id_that_is_no_folder_s_name_is_left_out_and_said(tmp_path: Path, student: str) -> None:
    people, said = tried(tmp_path, f"id,name\n{student},Ada Lovelace\ngrace,Grace\n")
    assert [person.id for person in people] == ["grace"]
    assert said[0].startswith("Ada Lovelace of the roster: the id")


def test_who_lacks_the_id_is_left_out_and_told_which_it_is(tmp_path: Path) -> None:
    people, said = tried(tmp_path, "name,email\nAda Lovelace,\nGrace,grace@uni.example\n")
    assert [person.id for person in people] == ["grace@uni.example"]
    assert said == [
        "Ada Lovelace of the roster: there is no email, which is the id here. Fill it in, or name "
        "a column that all have with --id-column."
    ]


def test_two_people_of_one_id_are_left_out_and_said(tmp_path: Path) -> None:
    people, said = tried(tmp_path, "id,name,section\na,Ada,1\na,Alan,1\ng,Grace,1\ng,Grace,2\n")
    assert people == [Person("g", "", "Grace", section="1, 2")]
    assert said == ["2 people of the roster have the id a: left out."]


@pytest.mark.parametrize("text", ["", "x,y\n1,2\n", "\0\0\0", "id,name\n", '"' * 50_000])
def test_what_is_no_roster_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(RosterError) as error:
        read(tmp_path, text)
    assert "\n" not in str(error.value) and str(error.value).endswith(".")


def test_what_is_written_is_read_again_and_runs_in_no_spreadsheet(tmp_path: Path) -> None:
    people = [ADA, Person("g", "=HYPERLINK(1)", "@x", lms_user_id="7", github_username="-g")]
    roster.write(tmp_path / "out.csv", people)
    text = (tmp_path / "out.csv").read_text()
    assert roster.read(tmp_path / "out.csv", "id") == (people, [])
    assert not any(f",{sign}" in text for sign in "=@-")


CLASS = [
    replace(ADA, participant="5"),
    Person("john1", "John", "Smith", lms_user_id="1", email="js1@uni.example"),
    Person("john2", "John", "Smith", lms_user_id="2", email="js2@uni.example"),
    Person("zoe", "Zoë", "van der Berg", login="zb7", number="400", github_username="ZoeB"),
]


@pytest.mark.parametrize(
    ("who", "student"),
    [
        (Who("lovelaceada", {}, ""), "ada"),
        (Who("Ada Lovelace", {}, ""), "ada"),
        (Who("Lovelace, Ada", {}, ""), "ada"),
        (Who("LOVELACE Ada", {}, ""), "ada"),
        (Who("vanderbergzoë", {}, ""), "zoe"),
        (Who("Zoe\u0308 van der Berg", {}, ""), "zoe"),
        (Who("van der Berg Zoë", {}, ""), "zoe"),
        (Who("smithjohn", {"lms": "2"}, ""), "john2"),
        (Who("", {"id": "400"}, ""), "zoe"),
        (Who("", {"id": "ZB7"}, ""), "zoe"),
        (Who("", {"github": "zoeb"}, ""), "zoe"),
        (Who("", {"email": "ADA@uni.example"}, ""), "ada"),
        (Who("Somebody", {"id": "ada"}, ""), "ada"),
        (Who("Ada Lovelace", {"participant": "9"}, ""), "ada"),  # Moodle's number of one assignment
    ],
)
def test_people_are_found_by_what_is_certain(who: Who, student: str) -> None:
    assert People(CLASS).find(who).id == student


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        (Who("John Smith", {}, ""), "could be any of john1, john2"),
        (Who("smithjohn", {"lms": "3"}, ""), "has the name of john"),
        (Who("Ada Byron", {}, ""), "is not in the roster"),
        (Who("Ada", {}, ""), "is not in the roster"),
        (Who("Zoe van der Berg", {}, ""), "is not in the roster"),  # ë is no e
        (Who("", {"id": "ada", "email": "js1@uni.example"}, ""), "could be any of ada, john1"),
        (Who("", {}, ""), "is not in the roster"),
        (
            Who("", {"github": "ada"}, ""),
            "is not in the roster",
        ),  # an account that anybody can make
        (Who("Ada Lovelace", {"email": "other@uni.example"}, ""), "but another email"),
    ],
)
def test_nobody_is_guessed(who: Who, reason: str) -> None:
    with pytest.raises(NobodyError, match=reason):
        People(CLASS).find(who)


def test_a_roster_without_github_users_is_told() -> None:
    with pytest.raises(NobodyError, match="has no column github_username"):
        People([ADA]).find(Who("", {"github": "ada"}, ""))
