"""Replaces the method that runs cells by one that runs nothing."""

shell = get_ipython()


def nothing(self, *args, **kwargs):
    from IPython.core.interactiveshell import ExecutionResult

    return ExecutionResult(None)


type(shell).run_cell = nothing
type(shell).run_code = nothing
