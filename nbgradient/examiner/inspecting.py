"""``inspect`` as tests have it: it can also look at what stands for a student's object."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable
from typing import Any

from nbgradient.examiner.not_served import NotServed
from nbgradient.examiner.remote import RemoteObject, is_remote, line_of, text_of, yes_or_no
from nbgradient.wire.kinds import INSPECTIONS


def _source(thing: RemoteObject) -> str:
    return text_of(thing, "source")


def _source_lines(thing: RemoteObject) -> tuple[list[str], int]:
    return _source(thing).splitlines(keepends=True), 0


def _doc(thing: RemoteObject) -> str | None:
    text = thing.__doc__
    return None if text is None else inspect.cleandoc(text)


def _signature(thing: RemoteObject) -> inspect.Signature:
    try:
        parameters = [
            inspect.Parameter(
                name,
                inspect._ParameterKind(kind),
                default=default[0] if default else inspect.Parameter.empty,
                annotation=annotation[0] if annotation else inspect.Parameter.empty,
            )
            for name, kind, default, annotation in line_of(thing).ask("parameters", thing)
        ]
        return inspect.Signature(parameters)
    except (TypeError, ValueError) as error:
        raise NotServed(f"The signature of a student's function cannot be read: {error}") from None


def _full_argument_spec(thing: RemoteObject) -> inspect.FullArgSpec:
    def specified() -> None:
        """Carries the signature to ``inspect``."""

    specified.__signature__ = _signature(thing)  # type: ignore[attr-defined]
    return inspect.getfullargspec(specified)


def _yes_or_no(question: str) -> Callable[[RemoteObject], bool]:
    return lambda thing: yes_or_no(thing, "inspect", thing, question)


_ANSWERS: dict[str, Callable] = {
    "getsource": _source,
    "getsourcelines": _source_lines,
    "getdoc": _doc,
    "signature": _signature,
    "getfullargspec": _full_argument_spec,
    **{question: _yes_or_no(question) for question in INSPECTIONS},
}


def _either(usual: Callable, remote: Callable) -> Callable:
    def look(thing: Any, *rest: Any, **named: Any) -> Any:
        return remote(thing) if is_remote(thing) else usual(thing, *rest, **named)

    return look


def _standing_in() -> types.ModuleType:
    module = types.ModuleType("inspect", inspect.__doc__)
    vars(module).update(vars(inspect))
    for name, remote in _ANSWERS.items():
        setattr(module, name, _either(getattr(inspect, name), remote))
    return module


INSPECT = _standing_in()
