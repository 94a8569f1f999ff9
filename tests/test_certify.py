"""The certificate says what the tests let through, and what they refuse unfairly."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_course import make
from writing import free, given, notebook

from nbgradient.course.folders import Course
from nbgradient.proof import certificate, certify
from nbgradient.proof.bank import BankError
from nbgradient.proof.certify import SEEDS, Findings
from nbgradient.proof.reseed import reseeded

BANK = """\
# %% wrong: adds two
# answers: double
# loses: test_double_negative
# says: negative
def double(x):
    return x + 2


# %% wrong: said to fail a test that it passes
# answers: double
# loses: test_double
# says: negative
def double(x):
    return 4


# %% wrong: with another message than is said
# answers: double
# loses: test_double test_double_negative
# says: halves
def double(x):
    return x / 2


# %% right: said to be right, but is not
# answers: double
def double(x):
    return abs(2 * x)


# %% right: by adding
# answers: double
def double(x):
    return x + x
"""


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """A bank with one fault of each kind, put to the tests of a small course."""
    root = make(tmp_path_factory.mktemp("certified"))
    course = Course(root)
    (root / "bank").mkdir(parents=True)
    for name in ("one", "two"):
        (root / "bank" / f"{name}.py").write_text(BANK)
    reason = '[one.double]\n"return 2 * x -> return 3 * x" = "for the test"\n'
    (root / "bank" / "equivalent.toml").write_text(reason)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NBGRADIENT_DATA", str(root))
        *_, last = certify.certify(certify.exercises(["first"], course), 2, course, seed=0)
    return last


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox")
def test_each_kind_of_fault_is_found_once(findings: Findings) -> None:
    for result in findings.results:
        assert result.accepted == [
            "said to fail a test that it passes: test_double passes.",
        ]
        assert [said.split(":")[0] for said in result.rejected] == [
            "said to be right, but is not",
            "said to fail a test that it passes",
        ]
        assert [said.split(":")[0] for said in result.silent] == [
            "with another message than is said"
        ]
        assert result.survivors == []
    assert findings.trials == findings.planned
    plain = [said for result in findings.results for said in result.differing]
    assert sum(result.plain for result in findings.results) == 1
    assert not any("by adding" in said for said in plain)
    assert [(s.notebook, s.data, s.runs, s.failing) for s in findings.stability] == [
        (name, "no images", len(SEEDS), []) for name in ("one", "two")
    ]


@pytest.mark.slow
def test_the_page_names_every_fault_and_what_the_bank_lacks(
    findings: Findings, tmp_path: Path
) -> None:
    rates = certificate.Rates(findings.results, findings.stability)
    text = certificate.write(rates, tmp_path).read_text()
    for fault in rates.faults():
        assert fault in text
    assert "| wrong answers that a test accepts | 2 | 6 |" in text
    assert "| state from call to call | 2 | 2 |" in text
    assert rates.lacks()[0].startswith("one, double: 3 wrong and 2 right answers")
    assert (tmp_path / "pictures" / "certificate.png").stat().st_size > 1000


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("# answers: double", "# answers: halve", "answers halve, which is no exercise"),
        ("# loses: test_double\n", "# loses: test_double,\n", "loses test_double,, which is no"),
    ],
)
def test_a_bank_that_names_what_is_not_there_is_refused(
    tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    root = make(tmp_path)
    (root / "bank").mkdir(parents=True)
    (root / "bank" / "one.py").write_text(BANK.replace(right, wrong))
    with pytest.raises(BankError, match=said):
        certify.exercises(["first"], Course(root))


SEEDED = """
rng = np.random.default_rng(3)
def start(size, seed=5):
    return initialize(size, seed=seed, random_state=7, scale=9)
"""


def test_seeds_move_in_a_students_cell_and_nowhere_else() -> None:
    source = notebook(given(SEEDED), free(SEEDED))
    locked, own = reseeded(source, 100).cells
    assert locked.source == source.cells[0].source
    for seed in ("default_rng(103)", "seed=105)", "random_state=107", "seed=seed", "scale=9"):
        assert seed in own.source
