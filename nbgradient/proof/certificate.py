"""The certificate: a page with the rates and what is behind them, and a figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from nbgradient.proof.certify import RIGHT, SEEDS, WRONG, Result, Stability
from nbgradient.proof.mutants import KINDS

#: The least share of mutants that the tests have to notice, before any is excluded.
MUTATION_SCORE = 0.95


@dataclass(frozen=True)
class Rates:
    """The counts of some exercises together, and the rates that follow."""

    results: list[Result]
    stability: list[Stability]

    def of(self, notebook: str) -> Rates:
        """Those of one notebook."""
        return Rates(
            [result for result in self.results if result.exercise.notebook == notebook],
            [run for run in self.stability if run.notebook == notebook],
        )

    def count(self, of: Callable[[Result], int]) -> int:
        """The sum of ``of`` over the exercises."""
        return sum(map(of, self.results))

    @property
    def mutants(self) -> int:
        """How many mutants there are."""
        return self.count(lambda r: len(r.exercise.mutants))

    @property
    def killed(self) -> int:
        """How many mutants a test noticed."""
        return self.mutants - self.count(lambda r: len(r.survivors) + len(r.excluded))

    @property
    def mutation_score(self) -> float:
        """The share of mutants that a test noticed; 1 if there are none."""
        return self.killed / self.mutants if self.mutants else 1.0

    def by_kind(self) -> dict[str, tuple[int, int]]:
        """How many mutants of each kind there are, and how many of them a test noticed."""
        made: Counter[str] = Counter()
        left: Counter[str] = Counter()
        for result in self.results:
            unnoticed = {*result.survivors, *result.excluded}
            for mutant in result.exercise.mutants:
                made[mutant.kind] += 1
                left[mutant.kind] += mutant.change in unnoticed
        return {kind: (made[kind], made[kind] - left[kind]) for kind in KINDS if made[kind]}

    @property
    def told(self) -> int:
        """How many wrong answers get a message that names the mistake."""
        return self.count(lambda r: r.wrong - len(r.silent))

    @property
    def runs(self) -> int:
        """How often an instructor's notebook was run with another seed."""
        return sum(run.runs for run in self.stability)

    @property
    def unstable(self) -> int:
        """How many tests failed in these runs."""
        return sum(len(run.failing) for run in self.stability)

    def faults(self) -> list[str]:
        """What keeps the tests from being certified, a sentence each."""
        found = []
        for result in self.results:
            where = f"{result.exercise.notebook}, {result.exercise.name}"
            for kind in ("accepted", "rejected", "silent", "differing"):
                found += [f"{where}: {kind}: {said}" for said in getattr(result, kind)]
            found += [f"{where}: no test notices: {change}" for change in result.survivors]
        for run in self.stability:
            found += [f"{run.notebook}, {run.data}: {said}" for said in run.failing]
        if self.mutation_score < MUTATION_SCORE:
            found.append(f"Only {self.mutation_score:.1%} of the mutants are noticed.")
        return found

    def lacks(self) -> list[str]:
        """What the bank still lacks, a sentence each; it keeps nothing from being certified."""
        return [
            f"{r.exercise.notebook}, {r.exercise.name}: {r.wrong} wrong and {r.right} right answers"
            f" (should be {WRONG} and {RIGHT}, where there can be as many)"
            for r in self.results
            if r.wrong < WRONG or r.right < RIGHT
        ]


def write(rates: Rates, folder: Path) -> Path:
    """Write ``certificate.md`` and its figure into ``folder``; return the page's path."""
    picture = folder / "pictures" / "certificate.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    is_drawn = _draw(rates.results, picture)
    page = folder / "certificate.md"
    page.write_text(_page(rates, is_drawn), encoding="utf-8")
    return page


def _page(rates: Rates, is_drawn: bool) -> str:
    wrong, right = rates.count(lambda r: r.wrong), rates.count(lambda r: r.right)
    lines = [
        "# Certificate: are the tests fair?",
        "",
        "`nbgradient certify` wrote this page. It put every answer of the bank, and every mutant "
        "of every solution, to the tests, on the engine, and a tenth of the bank, drawn by "
        f"chance, in a plain kernel, too; and the solutions with {len(SEEDS)} other seeds. "
        "On the engine an answer stands alone: all other exercises hold the solution, and of the "
        "cells below it those are run that can tell it from another answer.",
        "",
        "| | found | of |",
        "|---|---:|---:|",
        f"| wrong answers that a test accepts | {rates.count(_of('accepted'))} | {wrong} |",
        f"| points taken from what is right | {rates.count(_of('rejected'))} | {wrong + right} |",
        f"| wrong answers whose message names the mistake | {rates.told} | {wrong} |",
        f"| mutants that a test notices | {rates.killed} ({rates.mutation_score:.1%}) "
        f"| {rates.mutants} |",
        f"| mutants excluded, with a reason | {rates.count(_of('excluded'))} | {rates.mutants} |",
        f"| mutants that nothing notices | {rates.count(_of('survivors'))} | {rates.mutants} |",
        f"| answers with other marks in a plain kernel | {rates.count(_of('differing'))} "
        f"| {rates.count(lambda r: r.plain)} |",
        f"| tests that fail a solution with another seed | {rates.unstable} | {rates.runs} runs |",
        "",
        *(["![Wrong and right answers by exercise](pictures/certificate.png)", ""] * is_drawn),
        "## Mutants by kind",
        "",
        "| what was changed | made | noticed |",
        "|---|---:|---:|",
        *(f"| {kind} | {made} | {found} |" for kind, (made, found) in rates.by_kind().items()),
        "",
        "## By exercise",
        "",
        "| notebook | exercise | wrong | accepted | right | rejected | message | mutants "
        "| noticed |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|",
        *map(_row, rates.results),
        "",
        "## With other seeds",
        "",
        "The instructor's notebook with other random numbers in all cells of a student.",
        "",
        "| notebook | data | runs | tests that failed |",
        "|---|---|---:|---:|",
        *(f"| {s.notebook} | {s.data} | {s.runs} | {len(s.failing)} |" for s in rates.stability),
    ]
    if faults := rates.faults():
        lines += ["", "## What is wrong", "", *(f"- {fault}" for fault in faults)]
    excluded = [
        f"- `{r.exercise.notebook}`, `{r.exercise.name}`: `{change}`: "
        f"{r.exercise.equivalents[change]}"
        for r in rates.results
        for change in r.excluded
    ]
    if excluded:
        lines += ["", "## Mutants that mean the same as the solution", "", *excluded]
    return "\n".join(lines) + "\n"


def _of(kind: str) -> Callable[[Result], int]:
    return lambda result: len(getattr(result, kind))


def _row(result: Result) -> str:
    rates, exercise = Rates([result], []), result.exercise
    cells = (
        exercise.notebook, exercise.name, result.wrong, len(result.accepted), result.right,
        len(result.rejected), f"{rates.told}/{result.wrong}", rates.mutants, rates.killed,
    )  # fmt: skip
    return "| " + " | ".join(map(str, cells)) + " |"


def _draw(results: list[Result], path: Path) -> bool:
    """A bar for each exercise: its answers and its mutants, and what went wrong with them.

    Without Matplotlib, which a course may not need, nothing is drawn.
    """
    try:
        import matplotlib.pyplot as plt
    except ImportError:
        return False
    names = [result.exercise.name for result in results]
    figure, panel = plt.subplots(figsize=(8, 1 + 0.17 * len(results)), layout="constrained")
    kinds = {
        "wrong, refused": ("#4878a8", lambda r: r.wrong - len(r.accepted)),
        "right, accepted": ("#6aa84f", lambda r: r.right),
        "mutants, noticed": ("#b7b7b7", lambda r: Rates([r], []).killed),
        "excluded": ("#e8e8e8", lambda r: len(r.excluded)),
        "wrong": ("#cc0000", lambda r: len(r.accepted + r.rejected + r.survivors)),
    }
    left = [0] * len(results)
    for label, (color, number) in kinds.items():
        widths = list(map(number, results))
        panel.barh(range(len(results)), widths, left=left, color=color, label=label)
        left = [a + b for a, b in zip(left, widths, strict=True)]
    panel.set_yticks(range(len(results)), names, fontsize=6)
    panel.invert_yaxis()
    panel.margins(y=0.01)
    panel.set_xlabel("answers tried")
    panel.legend(loc="lower right")
    figure.savefig(path, dpi=110)
    plt.close(figure)
    return True
