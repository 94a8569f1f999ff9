"""Nothing in an archive or a folder leads out of its place, fills a memory, or stops the others."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from collecting import Course, answer, packed

from nbgradient.collecting import archives, folders, paths
from nbgradient.examiner import reader
from nbgradient.examiner.reader import UnreadableError

MADE = answer("softmax")
ADA = "Ada Lovelace_1_assignsubmission_file"
GRACE = {"Grace Hopper_2_assignsubmission_file/softmax.ipynb": MADE}


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A course to collect into, whose roster is known."""
    made = Course(tmp_path, monkeypatch)
    made.knows()
    return made


def outside(course: Course) -> set[str]:
    """All files but those of the course and of the download."""
    root = course.root.parent
    return {
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_file() and "submitted" not in path.parts and "source" not in path.parts
    }


@pytest.mark.parametrize(
    "name",
    ["../evil.ipynb", "..\\evil.ipynb", "a/../../evil.ipynb", "a/..\\..\\..\\evil.ipynb"],
)
def test_no_path_leads_out_of_a_students_folder(course: Course, name: str) -> None:
    files = {f"{ADA}/softmax.ipynb": MADE, f"{ADA}/{name}": "evil"} | GRACE
    zipped = course.zip("m.zip", files)
    before = outside(course)
    said = course.collect(zipped)
    assert set(course.files) == {"ada/softmax/softmax.ipynb", "grace/softmax/softmax.ipynb"}
    assert {path for path in outside(course) - before if ".nbgradient" not in path} == set()
    assert "leads out of its folder and was left out." in said


@pytest.mark.parametrize("name", ["/etc/evil", "C:\\evil", "\\evil", "../../evil"])
def test_a_students_own_zip_leads_nowhere_either(course: Course, name: str, tmp_path: Path) -> None:
    own = packed({"softmax.ipynb": MADE, name: b"evil"}, tmp_path)
    said = course.collect(course.zip("m.zip", {f"{ADA}/own.zip": own} | GRACE))
    assert set(course.files) == {"ada/softmax/softmax.ipynb", "grace/softmax/softmax.ipynb"}
    row = course.row(said, "ada")
    assert "own.zip was unpacked." in row and "leads out of its folder" in row


def test_links_in_a_zip_are_left_out(course: Course) -> None:
    path = course.outside / "m.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo(f"{ADA}/passwords.txt")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr(f"{ADA}/softmax.ipynb", MADE)
    said = course.collect(path)
    assert set(course.files) == {"ada/softmax/softmax.ipynb"}
    assert "passwords.txt is a link and was left out." in said


def test_links_in_a_folder_are_left_out(course: Course) -> None:
    folder = course.folder("m", {f"{ADA}/softmax.ipynb": MADE, "secret/grades.csv": "1"} | GRACE)
    (folder / ADA / "grades.csv").symlink_to(folder / "secret" / "grades.csv")
    (folder / ADA / "data").symlink_to(folder / "secret")
    os.link(folder / "secret" / "grades.csv", folder / ADA / "again.csv")
    os.mkfifo(folder / ADA / "pipe.csv")
    said = course.collect(folder)
    assert set(course.files) == {"ada/softmax/softmax.ipynb", "grace/softmax/softmax.ipynb"}
    row = course.row(said, "ada")
    for reason in ("grades.csv is a link", "data is a link", "is a hard link", "is no plain file"):
        assert reason in row


def lying(size: int) -> bytes:
    """A zip of one file that says it has ``size`` bytes, and has 200 MB."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("softmax.ipynb", b"0" * (200 << 20))
    content = bytearray(buffer.getvalue())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.index(mark) + offset
        content[place : place + 4] = struct.pack("<I", size)
    return bytes(content)


@pytest.mark.parametrize("size", [1_000, 200 << 20])
def test_a_zip_bomb_is_one_students_trouble(course: Course, size: int) -> None:
    said = course.collect(course.zip("m.zip", {f"{ADA}/own.zip": lying(size)} | GRACE), status=1)
    assert set(course.files) == {"grace/softmax/softmax.ipynb"}
    row = course.row(said, "ada")
    assert "softmax.ipynb is " in row and "holds nothing" in row


def test_many_bombs_have_the_room_of_one(course: Course) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.bin", b"0" * (40 << 20))
    bombs = {f"{ADA}/{number}.zip": buffer.getvalue() for number in range(8)}
    files = {f"{ADA}/softmax.txt": "x"} | GRACE
    said = course.collect(course.zip("m.zip", bombs | files))
    written = sum(map(len, course.files.values()))
    assert written < reader.MAX_BYTES + (2 << 20)
    assert "is too large" in course.row(said, "ada")


def test_a_zip_with_a_long_list_is_not_opened(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = packed({f"{number:0200}": b"" for number in range(200)}, tmp_path)
    monkeypatch.setattr(archives, "MAX_DIRECTORY", len(own) // 3)
    with pytest.raises(UnreadableError, match="too long a list"):
        archives.unpacked(own, "own.zip", 1_000)
    short = packed({"a": b"1"}, tmp_path)
    assert archives.unpacked(short, "own.zip", 1_000) == ({"a": b"1"}, [])
    with_comment = short[:-2] + b"\x03\x00abc"
    assert archives.unpacked(with_comment, "own.zip", 1_000)[0] == {"a": b"1"}


def test_more_files_than_a_submission_may_have_are_left_out(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_FILES", 5)
    many = {f"{ADA}/{number:03}.txt": "x" for number in range(20)}
    said = course.collect(course.zip("m.zip", many | {f"{ADA}/softmax.ipynb": MADE} | GRACE))
    assert len([path for path in course.files if path.startswith("ada")]) == 5
    assert "ada/softmax/softmax.ipynb" in course.files
    assert "What is beyond 5 files was left out." in course.row(said, "ada")


def test_of_a_folder_no_more_is_looked_at_than_a_submission_may_have(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "MAX_FILES", 5)
    many = {f"{ADA}/a{number:03}/empty.txt": "x" for number in range(20)}
    folder = course.folder("m", many | {f"{ADA}/softmax.ipynb": MADE} | GRACE)
    said = course.collect(folder)
    assert {"ada/softmax/softmax.ipynb", "grace/softmax/softmax.ipynb"} <= set(course.files)
    assert len(course.files) < 6 and f"What is beyond 5 files and folders in {ADA}" in said


def test_deep_and_long_names_are_left_out(course: Course) -> None:
    deep, long = "d/" * 30 + "x.txt", "l" * 300 + ".txt"
    odd = "bell\x07.txt"
    files = {f"{ADA}/{name}": "x" for name in (deep, long, odd)}
    said = course.collect(course.zip("m.zip", files | {f"{ADA}/softmax.ipynb": MADE}))
    assert set(course.files) == {"ada/softmax/softmax.ipynb"}
    for reason in ("folders deep", "too long a name", "a name that cannot be read"):
        assert reason in said
    assert "\x07" not in said


@pytest.mark.parametrize("kind", ["encrypted", "damaged", "cut", "unknown"])
def test_what_cannot_be_unpacked_is_one_sentence_and_one_students(
    course: Course, kind: str
) -> None:
    content = bytearray(
        Path(course.zip("m.zip", {f"{ADA}/softmax.ipynb": MADE} | GRACE)).read_bytes()
    )
    entry, listed = content.index(b"PK\x03\x04"), content.index(b"PK\x01\x02")
    if kind == "encrypted":
        content[entry + 6] |= 1
        content[listed + 8] |= 1
    elif kind == "unknown":
        content[entry + 8 : entry + 10] = content[listed + 10 : listed + 12] = b"\x63\x00"
    else:
        start = entry + 30 + len(f"{ADA}/softmax.ipynb")
        content[start : start + 40] = b"\xff" * 40
    path = course.outside / "broken.zip"
    path.write_bytes(content if kind != "cut" else content[: len(content) // 2])
    said = course.collect(path, status=1 if kind != "encrypted" else 0)
    if kind == "cut":
        assert said == "Error: broken.zip is no zip, or is damaged: give what the LMS gave.\n"
        assert course.files == {}
        return
    assert set(course.files) == {"grace/softmax/softmax.ipynb"}
    assert {"encrypted": "is encrypted and was left out"}.get(kind, "is damaged, or packed") in said


def test_a_damaged_zip_of_a_student_is_kept_and_told(course: Course) -> None:
    said = course.collect(course.zip("m.zip", {f"{ADA}/own.zip": b"PK no zip"} | GRACE))
    assert course.files["ada/softmax/own.zip"] == b"PK no zip"
    assert "own.zip is no zip, or is damaged: it was not unpacked." in course.row(said, "ada")


def test_a_zip_in_a_zip_in_a_zip_stays_a_zip(course: Course, tmp_path: Path) -> None:
    inner = packed({"softmax.ipynb": MADE}, tmp_path)
    outer = packed({"inner.zip": inner}, tmp_path)
    course.collect(course.zip("m.zip", {f"{ADA}/outer.zip": outer} | GRACE))
    assert course.files["ada/softmax/inner.zip"] == inner
    assert "ada/softmax/softmax.ipynb" not in course.files


def test_a_zip_beside_a_notebook_is_a_file(course: Course, tmp_path: Path) -> None:
    data = packed({"values.csv": b"1"}, tmp_path)
    files = {f"{ADA}/softmax.ipynb": MADE, f"{ADA}/data.zip": data}
    course.collect(course.zip("m.zip", files))
    assert course.files["ada/softmax/data.zip"] == data


@pytest.mark.parametrize("flag", [True, False])
def test_names_in_any_encoding_are_read(course: Course, flag: bool) -> None:
    """Some programs write UTF-8 and do not say so; a Mac writes some letters in two pieces."""
    name = "José Núñez_1_assignsubmission_file/softmax.ipynb"
    decomposed = "Jose\u0301 Nu\u0301n\u0303ez_1_assignsubmission_file/u\u0308.txt"
    plain = course.zip("m.zip", {"x" * len(n.encode()): MADE for n in (name, decomposed)})
    content = Path(plain).read_bytes()
    for each in (name, decomposed):
        content = content.replace(b"x" * len(each.encode()), each.encode())
    if flag:
        for mark, offset in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
            place = -1
            while (place := content.find(mark, place + 1)) >= 0:
                content = content[: place + offset] + b"\x08" + content[place + offset + 1 :]
    Path(plain).write_bytes(content)
    course.knows("id,name\nj,José Núñez\n")
    course.collect(plain)
    assert set(course.files) == {"j/softmax/softmax.ipynb", "j/softmax/ü.txt"}


def test_names_in_the_old_encoding_of_zips_are_read(course: Course) -> None:
    name = "Jürgen_1_assignsubmission_file/softmax.ipynb"
    plain = Path(course.zip("m.zip", {"x" * len(name): MADE}))
    plain.write_bytes(plain.read_bytes().replace(b"x" * len(name), name.encode("cp437")))
    course.knows("id,name\nj,Jürgen\n")
    course.collect(plain)
    assert set(course.files) == {"j/softmax/softmax.ipynb"}


def test_settings_that_jupyter_would_run_are_left_out(course: Course) -> None:
    files = {f"{ADA}/softmax.ipynb": MADE, f"{ADA}/nbgrader_config.py": "import os"}
    said = course.collect(course.zip("m.zip", files))
    assert set(course.files) == {"ada/softmax/softmax.ipynb"}
    assert "would run it as settings" in course.row(said, "ada")


def test_a_time_that_a_student_wrote_is_no_time(course: Course) -> None:
    files = {f"{ADA}/softmax.ipynb": MADE, f"{ADA}/timestamp.txt": "2020-01-01 00:00:00 UTC"}
    said = course.collect(course.zip("m.zip", files))
    assert set(course.files) == {"ada/softmax/softmax.ipynb"}
    assert "timestamp.txt was left out: a student wrote it." in course.row(said, "ada")


def test_a_file_and_a_folder_of_one_name_are_that_students_trouble(course: Course) -> None:
    files = {f"{ADA}/a": "x", f"{ADA}/a/b": "y", f"{ADA}/softmax.ipynb": MADE}
    said = course.collect(course.zip("m.zip", files | GRACE))
    assert set(course.files) == {
        "ada/softmax/a/b", "ada/softmax/softmax.ipynb", "grace/softmax/softmax.ipynb",
    }  # fmt: skip
    assert "a folder has the same name" in course.row(said, "ada")


@pytest.mark.parametrize(
    "student", ["../x", ".hidden", "a/b", "a\\b", "", " a", "*", "a\nb", "-x", "x" * 129, ".."]
)
def test_a_students_id_is_one_plain_part_of_a_path(student: str) -> None:
    assert paths.why_no_id(student)


@pytest.mark.parametrize("student", ["ada", "ada@uni.example", "Ada Lovelace", "12345", "Jürgen"])
def test_usual_ids_are_ids(student: str) -> None:
    assert paths.why_no_id(student) is None


def test_ids_from_the_source_are_checked_too(course: Course) -> None:
    (course.root / "roster.csv").unlink()
    files = {f"..evil_{number}_assignsubmission_file/softmax.ipynb": MADE for number in (1,)}
    said = course.collect(course.zip("m.zip", files | GRACE), status=1)
    assert set(course.files) == {"Grace Hopper/softmax/softmax.ipynb"}
    assert "has no id that can be a folder's name: it begins with '.'" in said


def test_a_link_in_the_place_of_a_students_folder_is_not_followed(course: Course) -> None:
    elsewhere = course.outside / "elsewhere"
    (elsewhere / "softmax").mkdir(parents=True)
    (course.root / "submitted").mkdir()
    (course.root / "submitted" / "ada").symlink_to(elsewhere)
    said = course.collect(course.zip("m.zip", {f"{ADA}/softmax.ipynb": MADE} | GRACE), status=1)
    assert list((elsewhere / "softmax").iterdir()) == []
    assert "needs a person" in course.row(said, "ada") and "is a link" in course.row(said, "ada")
    assert (course.root / "submitted" / "grace" / "softmax" / "softmax.ipynb").exists()


def test_what_names_hold_is_shown_as_what_it_is(course: Course) -> None:
    evil = "\x1b[31mred\u202etxt"
    said = course.collect(course.zip("m.zip", {f"{ADA}/softmax.ipynb": MADE, f"{evil}.txt": "x"}))
    assert "\x1b" not in said and "\u202e" not in said and "\\x1b[31mred\\u202etxt" in said


def test_data_cut_in_the_middle_raises_nothing_else(tmp_path: Path) -> None:
    whole = packed({"softmax.ipynb": MADE, "b": os.urandom(2_000)}, tmp_path)
    for end in range(0, len(whole), 97):
        for content in (whole[:end], whole[:end] + b"\0" * 30 + whole[end + 30 :]):
            try:
                archives.unpacked(content, "own.zip", 1 << 20)
            except UnreadableError:
                continue
    assert archives.unpacked(whole, "own.zip", 1 << 20)[0]["softmax.ipynb"] == MADE
