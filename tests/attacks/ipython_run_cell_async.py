"""Patches run_cell_async so that errors are neither shown nor reported."""

shell = get_ipython()
original = type(shell).run_cell_async


async def quiet(self, *args, **kwargs):
    result = await original(self, *args, **kwargs)
    result.error_in_exec = None
    result.error_before_exec = None
    return result


type(shell).run_cell_async = quiet
type(shell).showtraceback = lambda self, *args, **kwargs: None
