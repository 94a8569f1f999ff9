"""Hands in a pipe, at which whoever opens it waits for ever."""

import os

print(os.path.exists("pipe.txt"))


# %% pipe pipe.txt
