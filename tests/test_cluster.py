"""On a cluster, tasks are done as in a pool of this machine, and what can fail there is said."""

from __future__ import annotations

import math
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from graded import grade, outcomes, to_grade
from machines import Machines, can_be_apart, heeding_interrupts, interrupt, machines, until
from nbgrader.api import Grade, Gradebook
from small_course import hand_in, make, solved, source
from traitlets.config import Config

from nbgradient import cli
from nbgradient.course.folders import CourseError
from nbgradient.course.needs import needs
from nbgradient.examiner.engine import Source
from nbgradient.examiner.pool import BrokenPoolError
from nbgradient.examiner.worker_process import DiedError
from nbgradient.grading import tasks
from nbgradient.grading.cluster import client as client_module
from nbgradient.grading.cluster import gate as gate_module
from nbgradient.grading.cluster import packing, plugin, versions
from nbgradient.grading.cluster.client import Cluster, ClusterPool
from nbgradient.grading.cluster.gate import Gate, NotWantedError
from nbgradient.grading.cluster.node_process import MODULE, NodeProcess

NBGRADIENT = str(Path(sys.executable).with_name("nbgradient"))
ENDLESS = "def double(x):\n    while True:\n        pass"
WRONG = "def double(x):\n    return x + 2"


@pytest.fixture(autouse=True)
def no_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small course needs no images."""
    monkeypatch.delenv("NBGRADIENT_DATA", raising=False)


def settings(root: Path) -> Config:
    config = Config()
    config.CourseDirectory.root = str(root)
    return config


def a_job(root: Path, answer: bytes, shared: dict) -> tasks.Job:
    return tasks.Job("one", shared["source"], answer, {"data.csv": shared["file"], "own.py": b"1"},
                     shared["sums"], shared["config"])  # fmt: skip


@pytest.fixture
def shared(tmp_path: Path) -> dict:
    """What the jobs of one notebook share."""
    text, file = pickle.dumps(source()).hex(), os.urandom(100_000)
    made = Source(text, needs([source()]), {"data.csv": file}, tmp_path / "notes")
    return {
        "source": made,
        "file": file,
        "sums": {"double": "0" * 64},
        "config": settings(tmp_path),
    }


def test_what_tasks_share_is_in_no_task(tmp_path: Path, shared: dict) -> None:
    packer = packing.Packer(shared["config"])
    jobs = [a_job(tmp_path, answer, shared) for answer in (b"first", b"second")]
    packed = [packer.pack(tasks.grade, (job,)) for job in jobs]
    assert len(packer.parcels) == 1
    assert all(len(it.task) < 1_000 and set(it.keys) == set(packer.parcels) for it in packed)
    assert all(len(content) > 100_000 for content in packer.parcels.values())


def test_a_task_is_unpacked_as_it_was_with_notes_of_the_node(tmp_path: Path, shared: dict) -> None:
    packer = packing.Packer(shared["config"])
    job = a_job(tmp_path, b"first", shared)
    packed = packer.pack(tasks.grade, (job,))
    theirs = settings(tmp_path / "node")
    unpacker = packing.Unpacker(theirs, tmp_path / "node" / "notes")
    for key, content in packer.parcels.items():
        unpacker.add(key, content)
    function, (found,) = unpacker.unpack(packed.task)
    assert function is tasks.grade
    assert (found.source, found.files, found.checksums) == (job.source, job.files, job.checksums)
    assert found.config is theirs and found.source.notes == tmp_path / "node" / "notes"


def test_another_library_than_here_is_named(tmp_path: Path, shared: dict) -> None:
    parcel = packing.Parcel(shared["source"], {}, {"numpy": "0.1", "no-such-package": "1"})
    said = r"numpy [\d.]+ instead of 0\.1, no-such-package is missing instead of 1"
    with pytest.raises(CourseError, match=said):
        packing.Unpacker(Config(), tmp_path).add("key", pickle.dumps(parcel))


def test_the_data_goes_along_and_the_course_in_it_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = tmp_path / "course"
    course.mkdir()
    (course / "gradebook.db").write_text("marks")
    (tmp_path / "images.npz").write_text("images")
    monkeypatch.setenv("NBGRADIENT_DATA", str(tmp_path))
    assert packing.Setup.of(Config(), course).data == {"images.npz": b"images"}


def test_data_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "images.npz").write_text("images")
    monkeypatch.setenv("NBGRADIENT_DATA", str(tmp_path))
    monkeypatch.setattr(packing, "MOST_DATA", 5)
    with pytest.raises(CourseError, match="is not sent to other machines"):
        packing.Setup.of(Config(), tmp_path / "course")


def test_settings_that_cannot_be_sent_are_refused(tmp_path: Path) -> None:
    config = Config()
    config.Engine.seed = lambda: 1
    with pytest.raises(CourseError, match="by their full names, as text"):
        packing.Setup.of(config, tmp_path)


def test_who_wants_to_be_alone_waits_for_the_others_and_comes_before_the_next() -> None:
    gate, order = Gate(), []
    others = threading.Event()

    def passes(name: str, alone: bool, go: threading.Event | None = None) -> threading.Thread:
        def run() -> None:
            with gate.passed(alone, lambda: True):
                order.append(name)
                if go:
                    go.wait(60)

        thread = threading.Thread(target=run)
        thread.start()
        return thread

    threads = [passes("first", False, others)]
    until(lambda: order == ["first"])
    threads.append(passes("alone", True))
    until(lambda: gate._waiting_alone)
    threads.append(passes("later", False))
    time.sleep(0.2)
    assert order == ["first"]
    others.set()
    for thread in threads:
        thread.join(60)
    assert order == ["first", "alone", "later"]


def test_who_is_not_wanted_any_more_waits_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate_module, "LOOK", 0.05)
    gate = Gate()
    with gate.passed(True, lambda: True), pytest.raises(NotWantedError):
        with gate.passed(False, lambda: False):
            pass


def test_a_node_with_other_versions_refuses_and_names_them(tmp_path: Path) -> None:
    wanted = versions.of_engine() | {"Python": "2.7"}
    setup = packing.Setup(wanted, pickle.dumps(Config()), None, {})
    node = NodeProcess(pickle.dumps(setup), 1, str(tmp_path), "tcp://host:1")
    try:
        said = node.refusal.result(120)
    finally:
        node.close()
    assert said and "tcp://host:1 cannot grade" in said
    assert f"Python {versions.python()} instead of 2.7" in said
    assert not list(tmp_path.iterdir())


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A scheduler and a worker with two threads."""
    with machines(tmp_path_factory.mktemp("cluster")) as made:
        made.worker(1, threads=2)
        yield made


@pytest.fixture(scope="module")
def pool(
    cluster: Machines, tmp_path_factory: pytest.TempPathFactory, sandbox: None
) -> Iterator[ClusterPool]:
    with Cluster(cluster.address) as found:
        with found.pool(settings(tmp_path_factory.mktemp("course"))) as made:
            yield made


def node(pool: ClusterPool) -> int | None:
    """The number of the process of the pool's only node."""
    (found,) = pool._client.run(plugin.process, pool._run).values()
    return found


def workers_of(pool: ClusterPool) -> list[str]:
    return list(pool._client.scheduler_info()["workers"])


def test_a_pool_on_a_cluster_does_as_one_of_this_machine(pool: ClusterPool) -> None:
    assert [pool.submit(divmod, 7, n).result(120) for n in (2, 3)] == [(3, 1), (2, 1)]
    assert pool.submit_alone(math.sqrt, 4).result(120) == 2
    with pytest.raises(ZeroDivisionError):
        pool.submit(divmod, 1, 0).result(120)


def test_a_death_costs_its_own_task_and_neither_node_nor_worker(pool: ClusterPool) -> None:
    number, workers = node(pool), workers_of(pool)
    death = pool.submit(os._exit, 1)
    with pytest.raises(DiedError):
        death.result(120)
    assert pool.submit(divmod, 7, 2).result(120) == (3, 1)
    assert (node(pool), workers_of(pool)) == (number, workers)


def test_a_dead_node_is_started_again_and_its_tasks_are_done(pool: ClusterPool) -> None:
    number, workers = node(pool), workers_of(pool)
    going_on = [pool.submit(divmod, 7, 2), pool.submit(time.sleep, 2)]
    time.sleep(1)
    os.kill(number, signal.SIGKILL)
    assert [it.result(120) for it in going_on] == [(3, 1), None]
    assert node(pool) not in (None, number)
    assert workers_of(pool) == workers


def test_a_task_whose_node_dies_twice_is_given_up(pool: ClusterPool) -> None:
    task, killed = pool.submit(time.sleep, 60), None
    for _ in range(2):
        until(lambda old=killed: node(pool) not in (None, old))
        pool._client.run(plugin.refusal, pool._run)  # waits until it has started
        time.sleep(1)
        killed = node(pool)
        os.kill(killed, signal.SIGKILL)
    with pytest.raises(DiedError):
        task.result(30)
    assert pool.submit(divmod, 7, 2).result(120) == (3, 1)


def refused(tmp_path: Path, *arguments: str) -> str:
    """What the command says of the cluster, in one line."""
    root = make(tmp_path / "course")
    hand_in(root, "mary", one=solved(), two=solved())
    before = os.getcwd()
    os.chdir(root)
    try:
        done = CliRunner().invoke(cli.main, ["grade", "first", *arguments])
    finally:
        os.chdir(before)
    assert done.exit_code == 1 and not isinstance(done.exception, CourseError)
    *_, said = done.output.strip().splitlines()
    assert said.startswith("Error: ") and not (root / "gradebook.db").exists()
    return said


def test_a_scheduler_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    start = time.monotonic()
    assert "There is no Dask scheduler at tcp://127.0.0.1:1 " in refused(
        tmp_path, "--scheduler", "127.0.0.1:1"
    )
    assert time.monotonic() < start + client_module.PROMPT + 25


def test_a_scheduler_without_workers_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "ARRIVAL", 1)
    with machines(tmp_path / "cluster") as made:
        assert "has no worker: start some" in refused(tmp_path, "--scheduler", made.address)


def test_without_dask_the_option_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "nbgradient.grading.cluster.client")
    monkeypatch.setitem(sys.modules, "distributed", None)
    said = refused(tmp_path, "--scheduler", "tcp://127.0.0.1:1")
    assert "pip install 'nbgradient[cluster]'" in said


def test_only_the_two_sides_of_the_cluster_import_dask() -> None:
    modules = "nbgradient.cli, nbgradient.grading.run, nbgradient.grading.cluster.node"
    check = (
        f"import sys, {modules}; sys.exit('distributed' in sys.modules or 'dask' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", check]).returncode == 0


def a_class(root: Path, number: int) -> Path:
    """A small course with hand-ins of ``number`` students, some of them wrong, one deadly."""
    make(root)
    deadly = "import os\ndef double(x):\n    os._exit(1)"
    for student in range(number):
        code = [None, WRONG, deadly][student % 3]
        one = solved() if code is None else solved(code)
        hand_in(root, f"student{student}", one=one, two=solved())
    return root


def marks(root: Path) -> dict[tuple, float | None]:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        found = [
            ((grade.student.id, grade.notebook.name, grade.name), grade.auto_score)
            for grade in book.db.query(Grade)
        ]
    assert len(dict(found)) == len(found)  # nothing is there twice
    return dict(found)


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize("apart", [can_be_apart()])  # networks of their own need root
def test_a_cluster_that_loses_machines_gives_the_marks_of_this_one(
    apart: bool, tmp_path: Path
) -> None:
    here, there = a_class(tmp_path / "here", 6), a_class(tmp_path / "there", 6)
    expected = grade(here)
    with machines(tmp_path / "cluster", apart) as made:
        for number in (1, 2, 3):
            made.worker(number)
        with Cluster(made.address) as cluster:
            cluster._client.wait_for_workers(3, timeout=120)
            found = []
            for outcome in outcomes(there, to_grade(there), 1, pool=cluster.pool):
                found.append(outcome)
                if len(found) == 1:
                    lost = made.below("worker-1", "python")
                    assert any(MODULE in " ".join(process.cmdline()) for process in lost)
                    made.kill("worker-1")
                if len(found) == 2:
                    made.processes["worker-2"].terminate()  # which it notices
        until(lambda: not any(process.is_running() for process in lost))
        until(lambda: not any(made.below(f"worker-{n}", MODULE) for n in (2, 3)))
    assert sorted(it.submission.student for it in found) == sorted(expected)
    assert not any(it.error for it in found)
    assert marks(here) == marks(there) and len(marks(there)) == 6 * 2 * 3


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox")
def test_a_command_that_is_interrupted_or_loses_all_ends_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    root = make(tmp_path / "course")
    hand_in(root, "mary", one=solved(ENDLESS), two=solved())
    hand_in(root, "zoe", one=solved(ENDLESS), two=solved())
    with machines(tmp_path / "cluster") as made:
        made.worker(1)
        for end in ("interrupted", "lost"):
            command = subprocess.Popen(
                [NBGRADIENT, "grade", "first", "--scheduler", made.address],
                cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                preexec_fn=heeding_interrupts,
            )  # fmt: skip
            until(lambda: made.below("worker-1", '"trusted"'))  # what runs submissions
            if end == "interrupted":
                interrupt(command)
            else:
                made.kill("scheduler")
            said = command.communicate(timeout=120)[0]
            assert command.returncode == {"interrupted": 130, "lost": 1}[end]
            assert "Traceback" not in said
            until(lambda: not made.below("worker-1", MODULE), 60)
    assert said.strip().splitlines()[-1].startswith("Error: The Dask scheduler at ")
    assert "What was graded stays" in said


def test_workers_with_other_versions_are_named_before_anything_is_done(
    cluster: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "of_engine", lambda: {"Python": "2.7"})
    said = r"The worker tcp://.* cannot grade: .* versions .*: Python 3\.\d+ instead of 2\.7\."
    with Cluster(cluster.address) as found, pytest.raises(BrokenPoolError, match=said):
        found.pool(settings(tmp_path))


def test_nothing_goes_on_after_a_shutdown_at_once(cluster: Machines, pool: ClusterPool) -> None:
    going_on = [pool.submit(time.sleep, 1_000) for _ in range(4)]
    time.sleep(1)
    pool.shutdown(cancel_futures=True)
    assert all(isinstance(it.exception(1), DiedError) for it in going_on)
    until(lambda: not cluster.below("worker-1", MODULE), 30)
    with pytest.raises(RuntimeError):
        pool.submit(divmod, 1, 1)


def test_a_cluster_without_workers_breaks_the_pool(
    cluster: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "PATIENCE", 1)
    with Cluster(cluster.address) as found, found.pool(settings(tmp_path)) as pool:
        waiting = pool.submit(time.sleep, 1_000)
        cluster.kill("worker-1")
        with pytest.raises(BrokenPoolError, match="No worker is left"):
            waiting.result(60)
        with pytest.raises(BrokenPoolError):
            pool.submit(divmod, 7, 2)
