"""What runs beside a stranger's code, inside the sandbox.

Nothing here is secret and nothing that comes out of here is believed: no test, no expected value,
no solution and no gradebook is in reach. The modules, from the outside in: ``zygote`` is the warm
process, forked for each run of a submission, and ``watch`` counts a run's memory; ``namespaces``,
``descriptors``, ``seccomp`` and ``limits`` are the sandbox of a run; ``session`` runs the cells of
one submission; ``shell`` shows what a cell outputs; ``objects`` answers the examiner's questions
about what the cells defined.
"""
