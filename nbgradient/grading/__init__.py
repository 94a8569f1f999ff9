"""Grading what students handed in: one submission at a time, each as if it were alone."""
