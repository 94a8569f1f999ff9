"""Each format is read as its program writes it; each test says where that is documented."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from collecting import Course, answer

MADE = answer("softmax")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A course to collect into."""
    made = Course(tmp_path, monkeypatch)
    made.has_gradebook()
    return made


def test_canvas_names_its_files_for_user_and_file(course: Course) -> None:
    """https://github.com/instructure/canvas-lms/blob/master/lib/content_zipper.rb

    ``get_filename``: the sortable name, LATE and the user's number, joined by ``_``, without what
    is no letter; ``add_upload_submission`` adds the file's number and its name; a text or an
    address that was handed in is ``…_text.html`` or ``…_link.html``.
    """
    course.knows()
    zipped = course.zip(
        "submissions.zip",
        {
            "lovelaceada_LATE_101_9001_softmax-1.ipynb": MADE,
            "lovelaceada_LATE_101_9002_values.csv": "1,2",
            "hoppergrace_102_9003_softmax.ipynb": MADE,
            "turingalan_103_text.html": "<p>I have no file.</p>",
        },
    )
    said = course.collect(zipped)
    assert course.files == {
        "ada/softmax/softmax.ipynb": MADE,
        "ada/softmax/values.csv": b"1,2",
        "alan/softmax/text.html": b"<p>I have no file.</p>",
        "grace/softmax/softmax.ipynb": MADE,
    }
    assert "Late, says Canvas." in course.row(said, "ada")
    assert "not known" in course.row(said, "ada")
    assert "Canvas' zip does not say when" in said
    assert "no notebook of softmax" in course.row(said, "alan")


def test_canvas_files_of_nameless_students_are_told_apart(course: Course) -> None:
    """https://github.com/instructure/canvas-lms/blob/master/lib/content_zipper.rb

    ``get_filename``: of an anonymous assignment no name, and ``anon_`` and a code for the number.
    """
    files = {"anon_xY1z2_9001_softmax.ipynb": MADE, "LATE_anon_q2_9002_softmax.ipynb": MADE}
    said = course.collect(course.zip("submissions.zip", files))
    assert set(course.files) == {
        "anon_xY1z2/softmax/softmax.ipynb",
        "anon_q2/softmax/softmax.ipynb",
    }
    assert "There is no roster" in said


@pytest.mark.parametrize("ending", ["", "_"])
def test_moodle_makes_a_folder_for_each_student(course: Course, ending: str) -> None:
    """https://github.com/moodle/moodle/blob/MOODLE_405_STABLE/mod/assign/classes/downloader.php

    ``get_student_prefix``: the full name and a number; ``load_submissionplugin_filelist``: that,
    ``assignsubmission`` and ``file`` or ``onlinetext`` are the folder's name, with ``_`` between
    them; in older versions, whose ``download_submissions`` is in ``locallib.php``, also at its end.
    """
    course.knows()
    folder = "Ada Lovelace_5001_assignsubmission"
    zipped = course.zip(
        "C1-Softmax-77.zip",
        {
            f"{folder}_file{ending}/softmax.ipynb": MADE,
            f"{folder}_file{ending}/data/values.csv": "1",
            f"{folder}_onlinetext{ending}/onlinetext.html": "<p>See the file.</p>",
            f"Grace Hopper_5002_assignsubmission_file{ending}/softmax.ipynb": MADE,
        },
    )
    course.collect(zipped)
    assert set(course.files) == {
        "ada/softmax/softmax.ipynb",
        "ada/softmax/data/values.csv",
        "ada/softmax/onlinetext.html",
        "grace/softmax/softmax.ipynb",
    }


def test_moodle_puts_files_side_by_side_without_folders(course: Course) -> None:
    """https://github.com/moodle/moodle/blob/MOODLE_405_STABLE/mod/assign/classes/downloader.php

    ``load_submissionplugin_filelist``, with "Download submissions in folders" off: the same prefix,
    and the file's name after one more ``_``.
    """
    course.knows()
    files = {
        "Ada Lovelace_5001_assignsubmission_file_soft_max.ipynb": MADE,
        "Grace Hopper_5002_assignsubmission_file_softmax.ipynb": MADE,
    }
    course.collect(course.zip("moodle.zip", files))
    assert set(course.files) == {"ada/softmax/softmax.ipynb", "grace/softmax/softmax.ipynb"}


def test_moodle_s_worksheet_knows_participants_whose_names_are_hidden(course: Course) -> None:
    """https://github.com/moodle/moodle/blob/MOODLE_405_STABLE/mod/assign/feedback/offline/importgradeslib.php

    The worksheet's column "Identifier" ends with the number that is in the folder's name.
    """
    folder = "assignsubmission_file/softmax.ipynb"
    files = {f"Participant_5001_{folder}": MADE, f"Participant_5002_{folder}": MADE}
    zipped = course.zip("moodle.zip", files)
    roster = "Identifier,Full name,ID number\nParticipant 5001,Ada Lovelace,m1\n"
    said = course.collect(zipped, "--roster", course.roster(roster), status=1)
    assert set(course.files) == {"m1/softmax/softmax.ipynb"}
    assert "Participant (5002) is not in the roster." in said


def clones(course: Course, *users: str) -> Path:
    """A folder of clones, committed at one time each."""
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    root = course.outside / "softmax-submissions"
    for number, user in enumerate(users):
        clone = root / f"softmax-{user}"
        course.folder("softmax-submissions", {f"softmax-{user}/softmax.ipynb": MADE})
        date = f"2026-11-2{number} 19:30:00 +0100"
        environment = os.environ | {"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date}
        name = ["-c", "user.name=a", "-c", "user.email=a@b.example"]
        for command in (["init", "-q"], ["add", "."], [*name, "commit", "-qm", "Done"]):
            subprocess.run(["git", "-C", clone, *command], check=True, env=environment)
    return root


def test_github_classroom_clones_are_named_for_assignment_and_user(course: Course) -> None:
    """https://github.com/github/gh-classroom/blob/main/cmd/gh-classroom/clone/student-repos/student-repos.go

    The folder is the assignment's slug and ``-submissions``; in it each repository by its name. The
    roster, "identifier","github_username","github_id","name", is shown in
    https://gist.github.com/bfritscher/b039cc4d1e33efc884a37fb7ddda923f.
    """
    root = clones(course, "AdaL", "ghopper")
    roster = '"identifier","github_username","github_id","name"\n"ada","adal","1",""\n'
    roster += '"grace","ghopper","2","Grace Hopper"\n'
    said = course.collect(root, "--roster", course.roster(roster))
    assert course.files["ada/softmax/timestamp.txt"] == b"2026-11-20 18:30:00 UTC"
    assert set(course.files) == {
        f"{student}/softmax/{file}"
        for student in ("ada", "grace")
        for file in ("softmax.ipynb", "timestamp.txt")
    }
    assert "by the clocks of the students' own computers" in said


def test_a_clone_s_own_settings_are_not_read(course: Course) -> None:
    """Settings of a clone can name programs that git runs; here each would leave a file."""
    root = clones(course, "adal", "ghopper")
    ran = course.outside / "ran"
    git = root / "softmax-adal" / ".git"
    with (git / "config").open("a") as settings:
        settings.write(
            f'[core]\n fsmonitor = "touch {ran}"\n pager = "touch {ran}"\n'
            f' sshCommand = "touch {ran}"\n[include]\n path = /etc/passwd\n'
            f'[alias]\n cat-file = "!touch {ran}"\n[diff]\n external = "touch {ran}"\n'
        )
    for hook in ("post-checkout", "reference-transaction"):
        (git / "hooks" / hook).write_text(f"#!/bin/sh\ntouch {ran}\n")
        (git / "hooks" / hook).chmod(0o755)
    course.collect(root)
    assert not ran.exists()
    assert course.files["adal/softmax/timestamp.txt"] == b"2026-11-20 18:30:00 UTC"


def test_a_clone_whose_git_leads_elsewhere_has_no_time(course: Course) -> None:
    root = clones(course, "adal", "ghopper", "turing")
    ada, grace, alan = (root / f"softmax-{name}" / ".git" for name in ("adal", "ghopper", "turing"))
    (ada / "HEAD").write_text("ref: refs/heads/../../../../outside\n")
    (grace / "objects").rename(grace / "elsewhere")
    (grace / "objects").symlink_to(grace / "elsewhere")
    os.remove(alan / "HEAD")
    os.mkfifo(alan / "HEAD")  # whoever opens it waits for ever
    worker = threading.Thread(target=course.collect, args=(root,), daemon=True)
    worker.start()
    worker.join(60)
    assert not worker.is_alive()
    assert set(course.files) == {
        f"{u}/softmax/softmax.ipynb" for u in ("adal", "ghopper", "turing")
    }


def test_without_git_there_are_no_times_and_that_is_said(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = clones(course, "adal", "ghopper")
    monkeypatch.setenv("PATH", str(course.outside))
    said = course.collect(root)
    assert set(course.files) == {f"{user}/softmax/softmax.ipynb" for user in ("adal", "ghopper")}
    assert "git is not installed here" in said


def test_packed_branches_are_found(course: Course) -> None:
    root = clones(course, "adal", "ghopper")
    for name in ("gc", "pack-refs"):
        options = ["--all"] if name == "pack-refs" else ["-q"]
        subprocess.run(["git", "-C", root / "softmax-adal", name, *options], check=True)
    course.collect(root)
    assert course.files["adal/softmax/timestamp.txt"] == b"2026-11-20 18:30:00 UTC"


def test_nbgraders_exchange_has_a_folder_for_each_time(course: Course) -> None:
    """https://github.com/jupyter/nbgrader/blob/main/nbgrader/exchange/default/submit.py

    ``init_dest``: user, assignment, time, and a random text, with ``+`` between them;
    ``exchange/abc/exchange.py``: the time as "%Y-%m-%d %H:%M:%S.%f %Z". A user may have a ``+``
    (``_path_to_record`` in ``collect.py``).
    """
    course.settings("c.ExchangeCollect.check_owner = False\n")
    early, late = "2026-11-20 18:30:00.123456 UTC", "2026-11-21 09:00:00.000001 UTC"
    root = course.folder(
        "inbound",
        {
            f"ada+softmax+{early}+c2VjcmV0": b"",
            f"ada+softmax+{early}+abc_-1/softmax.ipynb": MADE,
            f"ada+softmax+{early}+abc_-1/timestamp.txt": early,
            f"ada+softmax+{late}+xyz/softmax.ipynb": MADE + b"\n",
            f"ada+softmax+{late}+xyz/timestamp.txt": late,
            f"ada+softmax+{late}+xyz/submission_secret.txt": "s",
            f"ada+logreg+{early}/numpy.ipynb": answer("numpy"),
            f"b+c+softmax+{early}+xyz/softmax.ipynb": MADE,
            f"ada+other+{early}+xyz/softmax.ipynb": MADE,
        },
    )
    os.remove(root / f"ada+softmax+{early}+c2VjcmV0")
    said = course.collect(root)
    assert course.files == {
        "ada/logreg/numpy.ipynb": answer("numpy"),
        "ada/logreg/timestamp.txt": b"2026-11-20 18:30:00 UTC",
        "ada/softmax/softmax.ipynb": MADE + b"\n",
        "ada/softmax/submission_secret.txt": b"s",
        "ada/softmax/timestamp.txt": b"2026-11-21 09:00:00 UTC",
        "b+c/softmax/softmax.ipynb": MADE,
        "b+c/softmax/timestamp.txt": b"2026-11-20 18:30:00 UTC",
    }
    assert "What is for 'other' was left alone: 1 of 5 hand-ins." in said


def test_an_exchange_folder_of_another_user_is_told(course: Course) -> None:
    """https://github.com/jupyter/nbgrader/blob/main/nbgrader/exchange/default/collect.py

    ``copy_files`` warns of a folder that does not belong to the user whose name it has.
    """
    root = course.folder("in", {"nobody-else+softmax+2026-11-20 18:30:00 UTC/softmax.ipynb": MADE})
    assert "Its folder belongs to" in course.row(course.collect(root), "nobody-else")


def test_brightspace_names_folders_for_person_and_time(course: Course) -> None:
    """https://github.com/OfficeCoffee/GradingFileProject/blob/main/ToDo.md

    Its example of what Brightspace ("Pilot") gives: "271836-442356 - Blake Payne - Dec 5, 2024 1149
    AM - CatacombCrawler.zip". Brightspace's own documentation does not show the names.
    """
    course.knows()
    zipped = course.zip(
        "Softmax Download Nov 21, 2026 900 AM.zip",
        {
            "1-2 - Ada Lovelace - Nov 20, 2026 730 PM/softmax.ipynb": MADE,
            "1-3 - Ada Lovelace - Nov 20, 2026 1130 PM/softmax.ipynb": MADE + b"\n",
            "6-3 - Alan Turing - Nov 20, 2026 1130 PM/softmax.ipynb": MADE,
            "7-3 - Alan Turing - Nov 20, 2026 1131 PM/softmax.ipynb": MADE,
            "4-5 - Grace Hopper - Nov 20, 2026 1200 PM - softmax.ipynb": MADE,
            "index.html": "<html>",
        },
    )
    said = course.collect(zipped)
    assert course.files["ada/softmax/softmax.ipynb"] == MADE + b"\n"
    assert "Under this name are 6, 7: is that one person?" in course.row(said, "alan")
    assert "is that one person" not in course.row(said, "ada")
    assert "names no zone" in said and not any("timestamp" in path for path in course.files)
    course.collect(zipped, "--timezone", "Europe/Berlin")
    assert course.files["ada/softmax/timestamp.txt"] == b"2026-11-20 22:30:00 UTC"
    assert course.files["grace/softmax/timestamp.txt"] == b"2026-11-20 11:00:00 UTC"


TEXT = """\
Name: Ada Lovelace (ada_l)
Assignment: Softmax
Date Submitted: {date}
Current Grade: Needs Grading

Submission Field:
Date Submitted: Monday, November 2, 2026 1:00:00 AM UTC

Files:
\tOriginal filename: softmax.ipynb
"""


@pytest.mark.parametrize(
    ("date", "time"),
    [
        ("Friday, November 20, 2026 1:30:00 PM EST", b"2026-11-20 18:30:00 UTC"),
        ("Friday, 20 November 2026 18:30:00 o'clock GMT", b"2026-11-20 18:30:00 UTC"),
        ("Friday, 20 November 2026 18:30:00 o'clock BST", None),  # of Bangladesh, or of Britain
    ],
)
def test_blackboard_has_a_text_for_each_attempt(
    course: Course, date: str, time: bytes | None
) -> None:
    """https://github.com/kwurst/bb-file-cleanup#readme: the files' names; their times are without a
    zone in https://nbgrader.readthedocs.io/en/stable/user_guide/managing_assignment_files_manually.html,
    too. https://github.com/timdrysdale/gradex-cli#readme shows a text, with the date as in Britain.
    """
    zipped = course.zip(
        "gradebook_C1_Softmax_2026-11-21-09-00-00.zip",
        {
            "Soft max_ada_l_attempt_2026-11-20-13-30-00_softmax.ipynb": MADE,
            "Soft max_ada_l_attempt_2026-11-20-13-30-00.txt": TEXT.format(date=date),
            "Soft max_ada_l_attempt_2026-11-19-13-30-00_softmax.ipynb": MADE + b"\n",
        },
    )
    course.knows("id,login\nada,ada_l\n")
    course.collect(zipped, status=1)  # the older has no text that says "ada_l"
    assert course.files["ada/softmax/softmax.ipynb"] == MADE
    assert course.files.get("ada/softmax/timestamp.txt") == time


def test_the_newest_of_blackboard_s_attempts_counts(course: Course) -> None:
    files = {
        f"Softmax_ada_attempt_2026-11-{day}-13-30-00_softmax.ipynb": MADE + b"\n" * day
        for day in (20, 19, 21)
    }
    course.collect(course.zip("blackboard.zip", files))
    assert course.files == {"ada/softmax/softmax.ipynb": MADE + b"\n" * 21}


def test_gradescope_lists_whose_the_folders_are(course: Course) -> None:
    """https://github.com/ucbds-infra/otter-grader/blob/0e0bfbf/otter/metadata.py

    ``GradescopeParser`` reads the list so: by folder, ``:submitters`` with ``:name``; other readers
    of it use ``:sid``, ``:email`` and ``:created_at``. Gradescope itself documents the file's
    sibling alone: https://gradescope-autograders.readthedocs.io/en/latest/submission_metadata/.
    """
    course.knows()
    told = """\
submission_1:
  :submitters:
  - :name: Ada Lovelace
    :sid: ada
    :email: ada@uni.example
  - :name: Grace Hopper
    :sid:
    :email: Grace@uni.example
  :created_at: 2026-11-20 13:30:00.123 -05:00
  :results: !ruby/hash:ActiveSupport::HashWithIndifferentAccess
    tests: []
submission_2:
  :submitters: []
"""
    root = "assignment_7_export/"
    zipped = course.zip(
        "submissions.zip",
        {
            f"{root}submission_metadata.yml": told,
            f"{root}submission_1/softmax.ipynb": MADE,
            f"{root}submission_2/softmax.ipynb": MADE,
        },
    )
    said = course.collect(zipped, status=1)
    assert course.files == {
        f"{student}/softmax/{name}": content
        for student in ("ada", "grace")
        for name, content in (
            ("softmax.ipynb", MADE), ("timestamp.txt", b"2026-11-20 18:30:00 UTC"),
        )
    }  # fmt: skip
    assert "Of a group: Ada Lovelace, Grace Hopper." in course.row(said, "ada")
    assert "submission_2/softmax.ipynb: the source does not say whose it is." in said


def test_nbgrader_s_pattern_reads_names_where_it_is_set(course: Course) -> None:
    """https://nbgrader.readthedocs.io/en/stable/user_guide/managing_assignment_files_manually.html

    ``FileNameCollectorPlugin.named_regexp`` finds student_id, file_id, and perhaps timestamp.
    """
    course.settings(
        "c.FileNameCollectorPlugin.named_regexp = "
        "r'(?P<student_id>\\w+)--(?P<timestamp>[0-9TZ:-]+)--(?P<file_id>\\w+)'\n"
    )
    zipped = course.zip("odd.zip", {"ada--2026-11-20T18:30:00Z--softmax.ipynb": MADE})
    course.collect(zipped)
    assert course.files == {
        "ada/softmax/softmax.ipynb": MADE,
        "ada/softmax/timestamp.txt": b"2026-11-20 18:30:00 UTC",
    }


def test_a_collector_of_the_course_s_own_reads_names(course: Course) -> None:
    """``nbgrader zip_collect --help``: a class that inherits from FileNameCollectorPlugin."""
    (course.root / "own_collector.py").write_text(
        "from nbgrader.plugins import FileNameCollectorPlugin\n"
        "class Own(FileNameCollectorPlugin):\n"
        "    def collect(self, file):\n"
        "        student, name = file.split('=')\n"
        "        return {'student_id': student, 'file_id': name}\n"
    )
    course.settings("c.ZipCollectApp.collector_plugin = 'own_collector.Own'\n")
    zipped = course.zip("odd.zip", {"ada=softmax.ipynb": MADE})
    course.collect(zipped)
    assert course.files == {"ada/softmax/softmax.ipynb": MADE}
    said = course.collect(course.zip("odd.zip", {"ada.ipynb": MADE}), status=1)
    assert said.startswith("Error: The collector plugin of nbgrader_config.py fails: ValueError")
    course.settings("c.ZipCollectApp.collector_plugin = 'own_collector.Other'\n")
    assert "own_collector.Other, which nbgrader_config.py names" in course.collect(zipped, status=1)


def test_one_folder_a_student_is_a_format_too(course: Course) -> None:
    course.knows()
    files = {
        "ada/softmax/softmax.ipynb": MADE,
        "ada/logreg/numpy.ipynb": answer("numpy"),
        "Grace Hopper/softmax.ipynb": MADE,
    }
    course.collect(course.folder("handed-in", files))
    assert set(course.files) == {
        "ada/softmax/softmax.ipynb", "ada/logreg/numpy.ipynb", "grace/softmax/softmax.ipynb",
    }  # fmt: skip


def test_a_zip_that_was_unpacked_is_read_as_the_zip(course: Course) -> None:
    course.knows()
    files = {
        "download/lovelaceada_101_9001_softmax.ipynb": MADE,
        "download/__MACOSX/._x": b"",
        "download/.DS_Store": b"",
    }
    course.collect(course.folder("unpacked", files))
    assert set(course.files) == {"ada/softmax/softmax.ipynb"}


def test_a_source_of_no_format_is_refused_in_one_sentence(course: Course) -> None:
    said = course.collect(course.zip("a.zip", {"a.txt": "", "b/c.txt": ""}), status=1)
    assert (
        said.count("\n") == 1
        and "is of no format that is known here (students' repositories, Gradescope" in said
    )
    assert "submitted" not in {path.split("/")[0] for path in course.everything()}
