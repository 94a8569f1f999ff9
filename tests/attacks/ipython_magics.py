"""Takes the place of the magics, and turns every later cell into a magic that does nothing."""

shell = get_ipython()


def nothing(line, cell=None):
    return None


for name in ("time", "timeit", "capture", "run", "matplotlib", "pdb"):
    shell.register_magic_function(nothing, "line_cell", name)
shell.register_magic_function(nothing, "cell", "nothing")
shell.input_transformers_cleanup.insert(0, lambda lines: ["%%nothing\n", *lines])
shell.prefilter_manager.checkers.clear()
