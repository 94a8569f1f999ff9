"""Rules on the names that a test uses, and on the data behind them."""

from __future__ import annotations

import ast

from nbgradient.checks.rules.testcell import Faults, TestCell
from nbgradient.course.names import names_of, root
from nbgradient.course.ownership import CodeCell, Ownership, Role, Side


def is_python(cell: CodeCell) -> Faults:
    """A locked cell or a test is Python: nobody can know what another one binds or asks."""
    if cell.problem is not None and cell.role is not Role.STUDENTS:
        yield None, f"is not Python: {cell.problem}"


def uses_no_name_of_a_test(cell: CodeCell, owners: Ownership) -> Faults:
    """Tests stand alone, so that one can fail without the next: no cell uses what one binds."""
    for name in sorted(cell.names.uses | cell.names.reads_when_called):
        binders = [
            other
            for other in owners.cells
            if other.index < cell.index and name in other.names.binds
        ]
        if binders and binders[-1].role is Role.TEST:
            yield None, f"uses {name}, which the test cell {binders[-1].name} bound last"


def knows_its_names(test: TestCell) -> Faults:
    """Each name that it uses is bound by a cell that runs when grading."""
    for name, side in test.sides.items():
        if side is Side.NOBODY:
            yield None, f"uses {name}, which no cell before it binds when grading"


def takes_data_from_locked_cells(test: TestCell) -> Faults:
    """Data and helpers come from the test, or from locked cells that use no student's name."""
    for name, side in test.sides.items():
        binder = test.owners.binder(name, test.cell.index)
        if side is not Side.STUDENT or binder is None or binder.role is not Role.GIVEN:
            continue
        if name in binder.functions:
            yield None, f"uses the helper {name}: its cell {binder.name} uses a student's name"
        elif name in _own_part(binder, test.owners):
            yield None, f"uses {name}: split its cell {binder.name}, which uses a student's name"


def _own_part(cell: CodeCell, owners: Ownership) -> set[str]:
    """What a cell that uses student's names binds without them."""
    theirs = {name for name, side in owners.sides(cell).items() if side is Side.STUDENT}
    own: set[str] = set()
    for statement in cell.tree.body:
        names = names_of([statement])
        if (names.uses | names.reads_when_called) & theirs:
            theirs |= names.binds | names.changes
            own -= names.binds
        else:
            own |= names.binds
            theirs -= names.binds
    return own


def finds_its_data_as_given(test: TestCell) -> Faults:
    """No cell of the student's side changes the test's data in place: it would be theirs."""
    for name, side in test.sides.items():
        giver = test.owners.giver(name, test.cell.index)
        if side is Side.PYTHON or giver is None or not test.owners.is_examiners(giver):
            continue
        for other in test.owners.cells:
            between = giver.index < other.index < test.cell.index and other.role is not Role.TEST
            if between and name in other.names.changes and not test.owners.is_examiners(other):
                yield None, f"uses {name}, which {other.name} changes in place"


def puts_back_what_it_changes(test: TestCell) -> Faults:
    """An attribute of the student's object that is set is set again, to what it was."""
    stores = [
        node
        for node in test.nodes(ast.Attribute)
        if isinstance(node.ctx, ast.Store)
        and test.sides.get(root(node) or "") is Side.STUDENT
        and root(node) not in test.cell.names.binds
    ]
    texts = [ast.unparse(node) for node in stores]
    for node, text in zip(stores, texts, strict=True):
        if texts.count(text) == 1:
            yield node, f"sets {text} and does not put it back"
