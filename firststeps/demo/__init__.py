"""A fictional class that hands in the course, to see grading at work without a real one."""
