"""What holds the tests and decides the marks, and never trusts what comes from a candidate.

The modules, from the wall inwards: ``sandbox`` builds the walls around a warm process; ``slot``
keeps a warm process and hands out candidates; ``proxy`` stands for a student's objects;
``paper`` is what a source notebook's tests need; ``exam`` asks one submission; ``verdict`` is what
a test cell came to, in words that a student may read; ``grade`` is nbgrader's preprocessor.
"""
