"""How a question is asked while another one waits for its reply.

The examiner asks, and the student's code, before it answers, may call a function that a test passed
in: its reply is then ``{"callback": …}``. The examiner answers that with a value or an error, or
asks a question of its own first, because the function calls the student's code in turn. So both
sides take turns on one line, and the last question is always the first to be answered.
"""

from __future__ import annotations

#: How deep functions of a test, and the student's code that they call, may call each other.
MAX_NESTED = 20
#: How many calls of a test's functions a test may answer.
MAX_CALLBACKS = 200_000

TOO_DEEP = "Your code and the functions that a test gave it call each other too deep."
TOO_LATE = "A function that a test gave you can be called in that test alone, and in your process."
