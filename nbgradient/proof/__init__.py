"""Certifies that the tests are fair: what they make of right, wrong and mutated answers.

The modules, in the order in which they work: ``mutants`` makes answers that are probably wrong;
``seeds`` makes solutions with other random numbers; ``slices`` tells which cells matter to an
answer; ``trial`` puts answers to the engine, or to a plain kernel, which ``warm_kernel`` makes
quick; ``run`` puts all of them, on all cores; ``page`` writes the certificate.
"""
