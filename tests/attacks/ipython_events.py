"""Registers hooks before and after each cell that define every function anew."""


def before(*args):
    get_ipython().user_ns["as_numbers"] = lambda value, shape, what: np.zeros(shape)


for event in ("pre_execute", "pre_run_cell", "post_execute", "post_run_cell"):
    get_ipython().events.register(event, before)
