"""What the marker has beside each answer in formgrader, which students never see."""

from __future__ import annotations

from pathlib import Path

import graded_class
import pytest
import small_course
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from traitlets.config import Config

from nbgradient.course import settings
from nbgradient.examiner import reasons
from nbgradient.examiner.second_look import SecondLook, Seen
from nbgradient.pages.marker import install, panels, remarks, scheme
from nbgradient.pages.marker.remarks import Given, Wait
from nbgradient.pages.safe_page import SafePage


def question(text: str, **flags: object) -> NotebookNode:
    cell = new_markdown_cell(text)
    return small_course.graded(cell, "q", **{"grade": True, "solution": True, "points": 2} | flags)


def shown(cell: NotebookNode) -> dict[str, str]:
    """The parts of what the marker is shown of the source's ``cell``."""
    return {part.name: str(part.html) for part in scheme.parts(cell)}


def test_model_answer_and_mark_scheme_are_told_apart() -> None:
    found = shown(question(small_course.ANSWER))
    assert list(found) == ["Model answer", "Mark scheme"]
    assert "Twice as much." in found["Model answer"] and "2 points" not in found["Model answer"]
    assert "<li>2 points: says so.</li>" in found["Mark scheme"]
    assert "SOLUTION" not in "".join(found.values())


@pytest.mark.parametrize("heading", ["## Marking scheme", "Mark Scheme:", "**Rubric**"])
def test_a_mark_scheme_has_several_names(heading: str) -> None:
    found = shown(question(f"### BEGIN SOLUTION\nA.\n\n{heading}\n\nB.\n### END SOLUTION"))
    assert "A." in found["Model answer"] and "B." in found["Mark scheme"]


def test_a_cell_without_markers_is_all_model_answer() -> None:
    assert list(shown(question("It is $2x$."))) == ["Model answer"]
    assert "$2x$" in shown(question("It is $2x$."))["Model answer"]


def test_code_that_a_person_marks_has_its_solution_beside_it() -> None:
    cell = small_course.graded(
        new_code_cell(small_course.SOLUTION), "f", grade=True, solution=True, points=2
    )
    (text,) = shown(cell).values()
    assert "double" in text and "return" in text and "SOLUTION" not in text


def test_a_task_has_its_mark_scheme() -> None:
    text = "Draw it.\n\n=== BEGIN MARK SCHEME ===\nA line.\n=== END MARK SCHEME ==="
    found = shown(question(text, grade=False, solution=False, task=True))
    assert "A line." in found["Mark scheme"] and "Draw" not in found["Mark scheme"]


def test_what_is_written_into_a_panel_stays_text() -> None:
    evil = '<img src=x onerror="alert(1)">\n</script>'
    source = new_notebook(cells=[question(f"### BEGIN SOLUTION\n{evil}\n### END SOLUTION")])
    given = {"q": [Given(evil, 2)]}
    waits = {"q": Wait(1.5, False, evil)}
    page = str(panels.html(panels.of(source, source, waits, given)))
    assert 'onerror="' not in page and "src=x" not in page.replace("src=x onerror=&#34;", "")
    assert page.count("</script>") == 1
    assert "2×" in page and "with 1.5 points" in page


def test_no_name_and_no_message_has_a_formula_that_makes_a_link() -> None:
    evil = r"\(\href{/lab?reset}{Ada}\)"
    work = new_notebook(cells=[question("Mine.")])
    (panel,) = panels.of(None, work, {"q": Wait(None, False, f"ValueError: {evil}")}, {})
    assert r"\href" not in panel.notes[0] and "href{/lab" in panel.notes[0]
    given = {"student": evil, "first_name": evil, "notebook_path": "a/href"}
    _, kept = SafePage().preprocess(work, given)
    assert r"\href" not in kept["student"] + kept["first_name"]
    assert kept["notebook_path"] == "a/href"


def test_a_list_tells_its_script_no_markup() -> None:
    page = str(panels.list_head({"waiting": {"</script><script>alert(1)": {"cells": 1}}}))
    assert page.count("</script>") == 2 and "\\u003c/script\\u003e" in page


def test_forged_notes_of_a_notebook_that_nbgrader_graded_cost_no_page() -> None:
    work = new_notebook(cells=[question("Mine.")])
    for forged in ("x", ["x"], {"where": "<b>", "cells": 1}, {"cells": None}):
        work.cells[0].metadata["nbgradient_elsewhere"] = forged
        assert panels.of(None, work, {}, {}) == []
    work.cells[0].metadata["nbgradient_elsewhere"] = {"where": "above the question", "cells": 1}
    work.cells[0].metadata.nbgrader["points"] = "many"
    assert len(panels.of(None, work, {"q": Wait(1.0, False, None)}, {})) == 1


def test_a_marker_is_told_why_a_cell_waits_that_had_a_mark() -> None:
    work = new_notebook(cells=[question("Mine.")])
    for wait, said in (
        (Wait(1.5, False, None), "The answer or the question has changed since."),
        (Wait(1.5, True, None), "The new hand-in could not be graded."),
        (Wait(3.0, False, None), "It has fewer points now."),
    ):
        (panel,) = panels.of(None, work, {"q": wait}, {})
        assert said in panel.notes[0] and f"with {wait.before:g} points" in panel.notes[0]


def test_a_course_without_the_engine_keeps_nbgraders_pages(tmp_path: Path) -> None:
    small_course.make(tmp_path)
    assert install.is_on_engine(settings.load(tmp_path))
    assert not install.is_on_engine(Config())
    own = Config()
    own.HTMLExporter.preprocessors.append("somebody.elses.Step")
    assert not install.is_on_engine(own)


def submission(book: object, student: str = "ada") -> str:
    return book.find_submission_notebook("one", "first", student).id


def test_comments_on_a_question_come_most_frequent_first(marked: Path) -> None:
    with graded_class.book(marked) as book:
        assert remarks.comments(book.db, submission(book)) == {
            "q_double": [Given(graded_class.COMMENT, 2)]
        }
        for number, student in enumerate(("bob", *(f"s{i}" for i in range(24)))):
            if number:
                book.add_student(student)
                book.add_submission("first", student)
            said = "x" * 2_000 if number == 9 else " " if number == 8 else f"Comment {number}"
            said = said if number > 3 else "Often said." + " " * number
            book.find_comment("q_double", "one", "first", student).manual_comment = said
        book.db.commit()
        found = remarks.comments(book.db, submission(book))["q_double"]
    assert found[0] == Given("Often said.", 4)
    assert len(found) == remarks.MOST_COMMENTS
    assert all(given.text.strip() and len(given.text) < 1_000 for given in found)


def test_a_marker_is_told_why_a_cell_waits(marked: Path) -> None:
    with graded_class.book(marked) as book:
        assert remarks.waits(book.db, submission(book)) == {}  # without the table of our own
        SecondLook(book)
        names = "one", "first", "ada"
        test, asked = (book.find_grade(name, *names) for name in ("test_double", "q_double"))
        reasons.keep(book.db, [test], {test: "line 2: NotServed"})
        test.needs_manual_grade = asked.needs_manual_grade = True
        book.db.add(Seen(grade_id=asked.id, is_unread=True))
        book.db.commit()
        assert remarks.waits(book.db, submission(book)) == {
            "test_double": Wait(None, False, "line 2: NotServed"),
            "q_double": Wait(graded_class.MANUAL, True, None),
        }
        by_assignment = remarks.waiting(book.db)["first"]
        by_notebook = remarks.waiting(book.db, "first")
        by_student = remarks.waiting(book.db, "first", "one")
        assert (by_assignment.cells, by_assignment.marked_before) == (2, 1)
        assert set(by_notebook) == {"one"} and set(by_student) == {submission(book)}
        reasons.keep(book.db, [test], {})
        assert remarks.waits(book.db, submission(book))["test_double"].reason is None
