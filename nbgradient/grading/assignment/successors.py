"""Which cell of a changed assignment is which one of before: marks go from one to the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping

#: A notebook's name, and a grade_id in it.
Place = tuple[str, str]
#: The digest of an instructor's cell by its place; None where it is not known.
Digests = Mapping[Place, str | None]


def notebooks(old: Iterable[Place], new: Iterable[Place]) -> dict[str, str]:
    """The new name of each notebook that only got another one.

    It is gone by its old name, and one that is new has most of its cells.
    """
    before, after = _names(old), _names(new)
    gone, come = before.keys() - after.keys(), after.keys() - before.keys()
    pairs = [(one, two) for one in gone for two in come if _is_most(before[one], after[two])]
    return dict(_only(pairs))


def cells(old: Digests, new: Digests) -> dict[Place, Place]:
    """The new place of each cell that is still there.

    It is the same cell if it has its name in its notebook; or else if it is the only one that is
    gone and the only one that is new with its name and text, in whichever notebook, or with its
    text in its notebook.
    """
    renamed = notebooks(old, new)

    def by_name(place: Place) -> Place:
        return renamed.get(place[0], place[0]), place[1]

    found = {place: by_name(place) for place in old if by_name(place) in new}
    features: tuple[Callable[[Place, str], Hashable], ...] = (
        lambda place, text: (place[1], text),
        lambda place, text: (renamed.get(place[0], place[0]), text),
    )
    for feature in features:
        taken = set(found.values())
        gone = {place: text for place, text in old.items() if text and place not in found}
        come = {place: text for place, text in new.items() if text and place not in taken}
        found |= _pairs(_alone(gone, feature), _alone(come, feature))
    return found


def _names(places: Iterable[Place]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for notebook, name in places:
        found[notebook].add(name)
    return found


def _is_most(one: set[str], two: set[str]) -> bool:
    return 2 * len(one & two) > max(len(one), len(two))


def _only(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of ``pairs`` of which neither part is in another one."""
    return [
        pair
        for pair in pairs
        if sum(one == pair[0] for one, _ in pairs) == 1
        and sum(two == pair[1] for _, two in pairs) == 1
    ]


def _alone(
    places: Mapping[Place, str], feature: Callable[[Place, str], Hashable]
) -> dict[Hashable, Place]:
    """The places with a feature that no other one of them has."""
    found: dict[Hashable, list[Place]] = defaultdict(list)
    for place, text in places.items():
        found[feature(place, text)].append(place)
    return {key: some[0] for key, some in found.items() if len(some) == 1}


def _pairs(one: Mapping[Hashable, Place], two: Mapping[Hashable, Place]) -> dict[Place, Place]:
    return {place: two[key] for key, place in one.items() if key in two}
