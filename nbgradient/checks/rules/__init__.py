"""The rules of test cells: each gives the same mark in one kernel and across a wall.

A test may run in the student's kernel, or in a process of its own that reaches the student's names
over a pipe. Each rule is a function, named by what a test does, that gives the places that break
it. A finding ends with the name of its rule; the tag ``allow-<name>``, ``allow-says-what-is-wrong``
for instance, exempts a cell from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from nbformat import NotebookNode

from nbgradient.checks.finding import Finding
from nbgradient.checks.origins import Walk
from nbgradient.checks.randomness import global_randomness
from nbgradient.checks.rules import assertions, comparisons, crossing, names, surroundings
from nbgradient.checks.rules.testcell import Faults, TestCell, helpers
from nbgradient.course.names import imported
from nbgradient.course.ownership import CodeCell, Ownership, Role, Side

RULES: tuple[Callable[[TestCell], Faults], ...] = (
    names.knows_its_names,
    names.takes_data_from_locked_cells,
    names.finds_its_data_as_given,
    names.puts_back_what_it_changes,
    crossing.passes_no_callback,
    crossing.passes_no_object,
    crossing.writes_no_element,
    crossing.copies_before_it_calls_on,
    crossing.expects_before_it_calls,
    comparisons.checks_shapes_first,
    comparisons.lets_no_nan_pass,
    comparisons.looks_at_no_identity,
    assertions.says_what_is_wrong,
    assertions.tells_no_expected_value,
    assertions.ends_without_a_value,
    surroundings.patches_nothing,
    surroundings.looks_at_data_only,
)

#: Those that say what may not be served.
_OF_THE_WALL: tuple[Callable[[TestCell], Faults], ...] = (
    names.knows_its_names,
    names.takes_data_from_locked_cells,
    names.finds_its_data_as_given,
    crossing.passes_no_callback,
    crossing.passes_no_object,
    crossing.writes_no_element,
    comparisons.looks_at_no_identity,
    surroundings.patches_nothing,
    surroundings.looks_at_data_only,
)


def check(notebook: NotebookNode, where: str) -> list[Finding]:
    """Where the cells of ``notebook`` break the rules for tests."""
    owners = Ownership(notebook)
    modules = imported(cell.tree for cell in owners.cells if cell.role is not Role.STUDENTS)
    found: dict[Finding, None] = {}
    for cell in owners.cells:
        tags = notebook.cells[cell.index].metadata.get("tags", [])
        for rule, faults in _faults(cell, owners, modules):
            if f"allow-{rule}" in tags:
                continue
            for node, what in faults:
                line = f", line {node.lineno}" if node is not None else ""
                found[Finding(f"{where} · {cell.name}{line}", f"{what}.", rule)] = None
    return list(found)


def _faults(
    cell: CodeCell, owners: Ownership, modules: Mapping[str, str]
) -> Iterator[tuple[str, Faults]]:
    """What ``cell`` breaks, with the name of each rule."""
    yield _name(names.is_python), names.is_python(cell)
    yield _name(names.uses_no_name_of_a_test), names.uses_no_name_of_a_test(cell, owners)
    if cell.role is not Role.STUDENTS:
        yield _name(global_randomness), global_randomness(cell.tree, modules)
    if cell.role is Role.TEST:
        test = _test(cell, owners, modules)
        for rule in RULES:
            yield _name(rule), rule(test)


def what_crosses(owners: Ownership) -> dict[str, list[str]]:
    """By test cell: what it asks of the wall that the rules advise against, with the line."""
    modules = imported(cell.tree for cell in owners.cells if cell.role is not Role.STUDENTS)
    found: dict[str, list[str]] = {}
    for cell in owners.tests:
        test = _test(cell, owners, modules)
        places = [place for rule in _OF_THE_WALL for place in rule(test)]
        said = [f"line {node.lineno} {what}" if node else f"it {what}" for node, what in places]
        found[cell.name] = list(dict.fromkeys(said))
    return found


def _test(cell: CodeCell, owners: Ownership, modules: Mapping[str, str]) -> TestCell:
    sides = owners.sides(cell)
    theirs = {name for name, side in sides.items() if side is Side.STUDENT}
    own = {name: tree for name, tree in helpers(owners, cell) if name not in theirs}
    return TestCell(cell, owners, modules, sides, Walk(theirs, own)(cell.tree))


def _name(rule: Callable) -> str:
    return rule.__name__.replace("_", "-")
