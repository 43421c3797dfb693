"""The machine code that warm workers run on, made before anybody waits for their answers."""

from api.spawned import spawn
from engine.preparing import is_made
from engine.solvers.day import kernel
from engine.solvers.day.solve import PROOF

from .work import load_machine_code


def make_machine_code() -> None:
    """Have it made in a process of its own, if this machine has none yet, and wait until it is there.

    Otherwise the first who comes would wait for it, longer than a browser does.
    """
    if not is_made(PROOF, kernel.__file__):
        spawn("openday machine code", load_machine_code).join()
