"""What goes around a question beside its arguments: names, streams, random states.

A question may have a part ``around``, and then its reply has one, too. Its bounds are these.
"""

from __future__ import annotations

#: How many characters a question may print, and how many it may be given to read.
MAX_PRINTED, MAX_INPUT = 1 << 18, 1 << 18
PRINTED_TOO_MUCH = "Your code prints more than a test can read."
