"""What formgrader's pages show beyond nbgrader's own, to those who mark written answers.

nbgrader's pages stay as they are: what is added comes before the end of their head or body, and a
script puts it where it belongs, by the names that nbgrader's own scripts use.
"""
