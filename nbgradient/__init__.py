"""Auto-graded Jupyter assignments on the first steps of neural networks, built on nbgrader."""
