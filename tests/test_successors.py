"""Which cell of a changed assignment is which one of before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nbgradient.grading.assignment import successors

NAMES, TEXTS = st.sampled_from("abc"), st.sampled_from("xyz")
DIGESTS = st.dictionaries(st.tuples(NAMES, NAMES), TEXTS, max_size=9)


@given(DIGESTS, DIGESTS)
def test_each_cell_goes_to_one_place_and_no_two_go_to_the_same(old: dict, new: dict) -> None:
    found = successors.cells(old, new)
    assert found.keys() <= old.keys()
    assert set(found.values()) <= new.keys()
    assert len(set(found.values())) == len(found)


@given(DIGESTS, DIGESTS)
def test_a_cell_that_keeps_its_name_in_its_notebook_is_the_same(old: dict, new: dict) -> None:
    found = successors.cells(old, new)
    assert all(found[place] == place for place in old.keys() & new.keys())


@given(DIGESTS, DIGESTS)
def test_a_cell_by_another_name_or_elsewhere_has_its_text(old: dict, new: dict) -> None:
    renamed = successors.notebooks(old, new)
    for one, two in successors.cells(old, new).items():
        if two != (renamed.get(one[0], one[0]), one[1]):
            assert old[one] == new[two]
            assert one[1] == two[1] or renamed.get(one[0], one[0]) == two[0]


@given(DIGESTS)
def test_what_has_not_changed_stays(digests: dict) -> None:
    assert successors.cells(digests, digests) == {place: place for place in digests}
    assert successors.notebooks(digests, digests) == {}


@given(DIGESTS)
def test_a_notebook_by_another_name_is_known_by_its_cells(digests: dict) -> None:
    alone = {place: text for place, text in digests.items() if place[0] == "a"}
    renamed = {("z", name): text for (_, name), text in alone.items()}
    assert successors.notebooks(alone, renamed) == ({"a": "z"} if alone else {})


def test_a_cell_of_which_nothing_is_known_but_its_name_is_not_taken_for_another() -> None:
    old, new = {("a", "q"): None, ("a", "t"): "x"}, {("a", "r"): "y", ("a", "t"): "x"}
    assert successors.cells(old, new) == {("a", "t"): ("a", "t")}
