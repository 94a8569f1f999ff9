"""Prints the environment, which might hold secrets."""

import os

print(dict(os.environ))
