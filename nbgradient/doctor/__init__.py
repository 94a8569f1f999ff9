"""Says before a term what would go wrong with a course: by looking, and by trying it.

It changes nothing: no gradebook is made, and nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from traitlets.config import Config

from nbgradient.doctor import looking, trying
from nbgradient.doctor.files import SourceNotebook
from nbgradient.doctor.symptom import Symptom
from nbgradient.examiner.engine import Engine

__all__ = ["Symptom", "examine"]


def examine(
    notebooks: list[SourceNotebook], config: Config, jobs: int = 1, trust: bool = False
) -> Iterator[Symptom]:
    """All that is found in ``notebooks`` of a course with the settings ``config``.

    ``trust`` runs them without a sandbox, ``jobs`` at a time.

    Raises:
        SandboxError: the notebooks cannot be sandboxed here.
    """
    if trust:
        config.Engine.trust_submissions = True
    engine = Engine(config=config)
    engine.check()
    with engine.pool(min(jobs, max(1, len(notebooks)))) as pool:
        trials = {item.where: trying.submit(item, notebooks, config, pool) for item in notebooks}
        for item in notebooks:
            yield from looking.symptoms(item)
            yield from trying.symptoms(item, trials[item.where], engine)
