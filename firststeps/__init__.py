"""What is this course's own and no part of the engine: its images, its demo, its pictures."""
