"""How often the program is killed: a little in every run of the tests, for long by `make torture`."""

import os
import signal

ROUNDS = int(os.environ.get("NIANBAO_TORTURE", "32"))
"""Rounds in all; a quarter of them on the whole program in a terminal, the rest on drafts alone."""

PROGRAM_ROUNDS = ROUNDS // 4
DRAFT_ROUNDS = ROUNDS - PROGRAM_ROUNDS

SEED = 8
if os.name != "nt":
    ENDS = (signal.SIGKILL, signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)
    """How a program ends against its will, the worst most often."""
