"""Certifies that the tests are fair: what they make of right, wrong and mutated answers.

The modules, in the order in which they work: ``mutants`` makes answers that are probably wrong;
``trial`` puts one answer to the engine; ``run`` puts all of them, on all cores; ``page`` writes
the certificate.
"""
