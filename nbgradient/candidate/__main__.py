"""``python -m nbgradient.candidate SETTINGS``: the warm process; the sandbox runs it."""

import json
import sys

from nbgradient.candidate.zygote import main

settings = json.loads(sys.argv[1])
sys.path[:] = dict.fromkeys([*sys.path[1:2], *settings["path"]])
main(settings)
