"""Late work: times, due dates and extensions, and what is taken off."""
