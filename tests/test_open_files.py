"""Files that the warm process has open, such as fonts, can be read in every fork of it, and each
reads for itself."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from any_course import examined, said, shown
from warmed import warmed
from writing import exercise, free, given, graded, notebook

from nbgradient.examiner.candidate import Budget
from nbgradient.wire.limits import Limits

pytestmark = pytest.mark.usefixtures("sandbox")

PATIENCE = Budget(cell=10, notebook=60, output=1 << 16, outputs=1 << 20)
LIMITS = Limits(memory=1 << 30, cpu=60, file_size=16 << 20, processes=64)

#: An import that leaves a file open; no more of it than two bytes are read ahead.
OPEN = (
    "import builtins, os; builtins.kept = "
    "open(os.environ['NBGRADIENT_DATA'] + '/font', 'rb', buffering=2)"
)

PLOT = r'''
import io

def draw(text="", **settings):
    """Draw with log axes, mathematics, a legend and a title, into a buffer."""
    with plt.rc_context(settings):
        x = np.logspace(0, 3, 50)
        figure, axes = plt.subplots()
        axes.loglog(x, x**2, label=r"$\alpha^{2} \int \frac{a}{b}$")
        axes.legend()
        axes.set(title=f"Field $E_x$ {text}", xlabel="distance $r$ (m)")
        buffer = io.BytesIO()
        figure.savefig(buffer)
    return len(buffer.getvalue())

plt.figure()
plt.semilogy([1, 10, 100])
plt.title("Field $E_x$")
plt.show()
'''

READ = """
import os

file = os.open(os.__file__, os.O_RDONLY)

def read():
    return os.read(file, 8).decode()
"""

FAMILIES = [
    {"font.family": family, "mathtext.fontset": fonts}
    for family, fonts in (("serif", "cm"), ("monospace", "stix"), ("sans-serif", "dejavuserif"))
]


def test_a_file_that_no_path_leads_to_any_more_is_read_in_each_run(tmp_path: Path) -> None:
    """A run has a folder ``/tmp`` of its own, so it does not see the data that lies there."""
    (tmp_path / "font").write_bytes(b"abcdefgh")
    tmp_path.chmod(0o755)
    (tmp_path / "font").chmod(0o600)
    with warmed(OPEN, LIMITS, str(tmp_path)) as slot:
        for _ in range(2):
            with slot.candidate({}, PATIENCE) as candidate:
                told = candidate.run("kept.read(3).decode() + kept.read(3).decode()")
                assert told.outputs[0]["data"]["text/plain"] == "'abcdef'"


def test_a_snapshot_reads_for_itself() -> None:
    text = Path(os.__file__).read_text()
    source = notebook(
        exercise(READ),
        graded(f"assert read() == {text[:8]!r}", "test_first"),
        free("first = read() + read()"),
        graded(f"assert read() == {text[16:24]!r}", "test_second"),
    )
    exam, _ = examined(source)
    assert said(exam) == {}


def test_figures_with_any_font_are_drawn_by_cells_and_tests_after_several_forks() -> None:
    cells = [given("import numpy as np\nimport matplotlib.pyplot as plt"), exercise(PLOT)]
    for number, family in enumerate([{}, *FAMILIES]):
        cells += [
            free(f"assert draw('Quick {number}', **{family})", f"cell_{number}"),
            graded(
                f"assert draw('brown ÄÖÜß {number}') > 1000\nassert draw(**{family}) > 1000",
                f"test_{number}",
            ),
        ]
    for _ in range(2):
        exam, built = examined(notebook(*cells))
        assert said(exam) == {}
        assert "Error" not in shown(built)
