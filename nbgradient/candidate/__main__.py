"""``python -m nbgradient.candidate SETTINGS``: the warm process; the sandbox runs it."""

import json
import sys

from nbgradient.candidate.zygote import main

main(json.loads(sys.argv[1]))
