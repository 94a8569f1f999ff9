"""Which students' answers are closer than the exercise explains: a hint for a person, no verdict.

``answers`` reads what was handed in; ``tokens`` and ``fingerprints`` make it comparable;
``usual`` says how rare a closeness is in this class; ``pairs`` finds the pairs, ``passages`` what
they share; ``page`` shows it.
"""
