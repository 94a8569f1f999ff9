"""Ends the kernel in the middle of the notebook."""

exit()
import os

os._exit(0)
