"""Grades on a Dask cluster: other machines do what the processes of this one would.

Each file runs on one kind of machine, which it names: the one on which the command was given
(``client.py``, ``packing.py``), or one that grades, there in the process of the Dask worker
(``plugin.py``, ``node_process.py``, ``gate.py``) or in the one beside it that holds the pool
(``node.py``). ``versions.py`` is read on all. Only ``client.py`` and ``plugin.py`` import Dask, and
nothing else imports these two.
"""
