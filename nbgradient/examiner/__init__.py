"""What holds the tests and decides the marks, and never trusts what comes from a candidate.

The modules, from the wall inwards: ``reader`` reads what was handed in; ``sandbox`` builds the
walls around a warm process; ``slot`` starts runs of it, and ``candidate`` speaks to one;
``fair_time`` counts its time; ``client`` asks a snapshot, ``remote`` is a student's object,
and ``loans`` for what is lent; ``paper`` is what a source notebook's tests need;
``question`` puts one test, ``exam`` all of a submission's; ``verdict`` is what a test came to, in
words that a student may read; ``engine`` has the options and ties these together. ``pool`` has all
of this done in processes that ``worker_process`` watches from outside; ``preprocessors`` are the
engine as nbgrader sees it.
"""
