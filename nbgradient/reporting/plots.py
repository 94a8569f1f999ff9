"""The plots of the report: each an SVG for light pages, one for dark ones, and a text for both.

What is drawn is as wide as a phone shows it without making its letters too small to read. Letters
stay letters, which the browser sets, so a plot takes some kilobytes.
"""

from __future__ import annotations

import base64
import io
import textwrap
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

import matplotlib as mpl
import seaborn as sns
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

from nbgradient.reporting.statistics import FEW

#: The colours of look.css, in light and in dark.
_INK, _LINE, _BLUE, _ORANGE = "#1c1e21", "#d5d9de", "#0072b2", "#b34700"
_DARK = {_INK: "#e6e8eb", _LINE: "#3a3f45", _BLUE: "#5cb3e8", _ORANGE: "#f0914d"}

#: Inches; and how high a row is.
_WIDTH, _ROW, _AXIS = 4.3, 0.3, 0.65
#: With more values than these, each of them is drawn no more.
_MOST_POINTS = 150
#: The letters of a name in a line, and the lines.
_LETTERS, _LINES = 24, 2

_STYLE: dict[Any, Any] = {
    "axes.edgecolor": _LINE,
    "axes.facecolor": "none",
    "axes.labelcolor": _INK,
    "axes.labelsize": 9,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": _INK,
    "axes.titlesize": 9,
    "figure.facecolor": "none",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9,
    "grid.color": _LINE,
    "svg.fonttype": "none",
    "svg.hashsalt": "nbgradient",  # so that the names within are the same each time
    "text.color": _INK,
    "text.parse_math": False,  # a name may hold a dollar
    "xtick.color": _LINE,
    "xtick.labelcolor": _INK,
    "ytick.color": _LINE,
    "ytick.labelcolor": _INK,
    "ytick.left": False,
}


@dataclass(frozen=True)
class Plot:
    """A drawing, as SVG for a light page, and a sentence that says what it shows."""

    svg: str
    alt: str

    def html(self) -> Markup:
        """The drawing in a page, in the colours that the page is shown in."""
        dark = self.svg
        for light, other in _DARK.items():
            dark = dark.replace(light, other)
        return Markup(
            '<picture><source media="(prefers-color-scheme: dark)" srcset="{}">'
            '<img class="plot" src="{}" alt="{}"></picture>'
        ).format(_address(dark), _address(self.svg), self.alt)


def of_points(marks: Mapping[str, Sequence[float]]) -> Plot:
    """The shares of the points of each assignment, of those whose mark is final."""
    with _drawn():
        figure, axes = _rows(marks)
        axes.set_xlim(-0.03, max([1.0, *(value for own in marks.values() for value in own)]) + 0.03)
        axes.xaxis.set_major_formatter(PercentFormatter(1))
        axes.set_xlabel("share of the points")
        drawn = _svg(figure)
    middles = [
        f"{name} {median(own):.0%} ({len(own)} students)" for name, own in marks.items() if own
    ]
    return Plot(drawn, f"Median share of the points: {', '.join(middles) or 'none yet'}.")


def of_seconds(seconds: Mapping[str, Sequence[float]]) -> Plot:
    """How long the notebooks took."""
    with _drawn():
        figure, axes = _rows(seconds)
        axes.set_xlim(left=0)
        axes.set_xlabel("seconds")
        drawn = _svg(figure)
    middles = [f"{name} {median(own):.1f} s" for name, own in seconds.items() if own]
    return Plot(drawn, f"Median time of a notebook: {', '.join(middles)}.")


def of_assignment(name: str, marks: Sequence[float]) -> Plot:
    """How many students have which share of the points of an assignment."""
    with _drawn():
        figure = Figure((_WIDTH, 2.0), layout="constrained")
        axes = figure.subplots()
        sns.histplot(
            x=list(marks), bins=10, binrange=(0, max([1.0, *marks])), color=_BLUE, alpha=1,
            edgecolor="none", shrink=0.9, ax=axes,
        )  # fmt: skip
        axes.xaxis.set_major_formatter(PercentFormatter(1))
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set(xlabel="share of the points", ylabel="students")
        axes.grid(axis="y")
        axes.set_axisbelow(True)
        drawn = _svg(figure)
    above = sum(mark >= 0.5 for mark in marks)
    return Plot(
        drawn,
        f"Points of {len(marks)} students in {name}: {above} have half of them or more, the median "
        f"is {median(marks):.0%}.",
    )


def of_exercises(
    titles: Sequence[str], difficulties: Sequence[float | None],
    discriminations: Sequence[float | None],
) -> Plot:  # fmt: skip
    """The mean share of the points in each exercise, and its discrimination if there is any."""
    with _drawn():
        is_both = any(value is not None for value in discriminations)
        height = _AXIS + _ROW * 1.1 * len(titles)
        figure = Figure((_WIDTH, height), layout="constrained")
        left, *right = figure.subplots(1, 1 + is_both, sharey=True, squeeze=False)[0]
        rows = range(len(titles))
        left.barh(rows, [value or 0 for value in difficulties], height=0.6, color=_BLUE)
        left.set_xlim(0, 1)
        left.set_xticks([0, 0.5, 1])
        left.xaxis.set_major_formatter(PercentFormatter(1))
        left.set_title("mean share")
        left.set_yticks(rows, [_folded(title) for title in titles])
        left.set_ylim(len(titles) - 0.5, -0.5)
        if right:
            _discriminations(right[0], discriminations)
        drawn = _svg(figure)
    return Plot(drawn, _said_of_exercises(titles, difficulties, discriminations))


def _discriminations(axes: Axes, values: Sequence[float | None]) -> None:
    known = [(row, value) for row, value in enumerate(values) if value is not None]
    colours = [_ORANGE if value < 0.1 else _BLUE for _, value in known]
    rows, found = [row for row, _ in known], [value for _, value in known]
    axes.hlines(rows, 0, found, colors=colours, linewidth=1.5)
    axes.scatter(found, rows, c=colours, s=28, zorder=3)
    axes.axvline(0, color=_LINE, linewidth=1, zorder=0)
    axes.set_xlim(min([-0.1, *found]) - 0.1, 1)
    axes.set_title("discrimination")


def _said_of_exercises(
    titles: Sequence[str], difficulties: Sequence[float | None],
    discriminations: Sequence[float | None],
) -> str:  # fmt: skip
    shares = [(value, title) for value, title in zip(difficulties, titles, strict=True)
              if value is not None]  # fmt: skip
    if not shares:
        return "No exercise has a mark yet."
    (least, hardest), (most, easiest) = min(shares), max(shares)
    said = (
        f"Mean share of the points in each exercise, from {least:.0%} in “{hardest}” to {most:.0%} "
        f"in “{easiest}”."
    )
    known = [value for value in discriminations if value is not None]
    if known:
        said += f" The discrimination is between {min(known):.2f} and {max(known):.2f}."
    return said


def _rows(values: Mapping[str, Sequence[float]]) -> tuple[Figure, Axes]:
    """A row for each name: a box if it has enough values, and each value if these are few."""
    names = list(values)
    figure = Figure((_WIDTH, _AXIS + 1.7 * _ROW * len(names)), layout="constrained")
    axes = figure.subplots()
    boxed = {name: list(own) if len(own) >= FEW else [] for name, own in values.items()}
    dotted = {name: list(own) if len(own) <= _MOST_POINTS else [] for name, own in values.items()}
    x, y = _long(boxed)
    if x:
        sns.boxplot(
            x=x, y=y, order=names, orient="h", width=0.55, fill=False, color=_BLUE, linewidth=1.2,
            showfliers=False, ax=axes,
        )  # fmt: skip
    x, y = _long(dotted)
    if x:
        sns.stripplot(
            x=x, y=y, order=names, orient="h", color=_ORANGE, size=2.6, alpha=0.75, jitter=0.18,
            ax=axes,
        )  # fmt: skip
    axes.set_yticks(range(len(names)), [_folded(name) for name in names])
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set(xlabel="", ylabel="")
    axes.grid(axis="x")
    axes.set_axisbelow(True)
    return figure, axes


def _long(values: Mapping[str, Sequence[float]]) -> tuple[list[float], list[str]]:
    pairs = [(value, name) for name, own in values.items() for value in own]
    return [value for value, _ in pairs], [name for _, name in pairs]


def _folded(text: str) -> str:
    """``text`` in a few short lines, without what stands in brackets at its end."""
    if text.endswith(")") and " (" in text:
        text = text[: text.rindex(" (")]
    lines = textwrap.wrap(text, _LETTERS)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1][: _LETTERS - 1]}…"]
    return "\n".join(lines)


@contextmanager
def _drawn() -> Iterator[None]:
    """Draw in the style of the page, without warnings that nobody can do anything about: a letter
    that the measuring font lacks is the browser's to set."""
    with mpl.rc_context(_STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")
        # Seaborn's own use of Matplotlib.
        warnings.filterwarnings("ignore", category=mpl.MatplotlibDeprecationWarning)
        yield


def _svg(figure: Figure) -> str:
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    drawn = file.getvalue()
    return drawn[drawn.index("<svg") :]


def _address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
