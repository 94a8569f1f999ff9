"""What the gradebook, and the folders, have of an assignment, and how they follow ``source/``."""
