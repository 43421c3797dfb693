"""What a worker does all day; it runs in a process of its own."""

import gc
import pickle
from collections import OrderedDict
from multiprocessing.connection import Connection

from api.spawned import step_back
from engine.errors import OpendayError, SolverFault, bug_text
from engine.limits import Limits
from engine.questions.explain import explain
from engine.timeline import instant_at
from scenarios.generator import generate

from .held import Held, prepare
from .key import DeskKey
from .messages import READY, TAKEN, Answered, Asked

DESKS = 3
"""Desks that a worker keeps: more than one, since people still look at yesterday's version while others go on."""
_NICE = 3
"""How far an answer steps back behind the web process, which only hands on what is there already."""
Desks = OrderedDict[DeskKey, Held]


def work(connection: Connection) -> None:
    """Answer questions until nobody can ask any more."""
    step_back(_NICE)
    load_machine_code()
    take_stock()
    connection.send(READY)
    desks: Desks = OrderedDict()
    while True:
        try:
            asked, before = connection.recv_bytes(), _made(desks)
            connection.send(TAKEN)
            connection.send(Answered(answer_of(desks, asked), tuple(desks)))
        except (EOFError, BrokenPipeError):
            return
        if before != _made(desks):
            take_stock()


def answer_of(desks: Desks, question: bytes) -> bytes | OpendayError:
    """Return the pickled answer to a pickled question, or the error that it ended with."""
    try:
        asked: Asked = pickle.loads(question)
        return pickle.dumps(asked.question(_held(desks, asked), *asked.given))
    except OpendayError as error:
        return error
    except Exception as error:
        return SolverFault(bug_text(error))


def _held(desks: Desks, asked: Asked) -> Held:
    """Return the desk that a question is about, and forget the one that nobody has asked about for the longest."""
    if asked.problem is not None:
        desks[asked.key] = Held(asked.problem)
        if len(desks) > DESKS:
            # It may go at once, and not only when stock is taken.
            gc.unfreeze()
            desks.popitem(last=False)
    desks.move_to_end(asked.key)
    return desks[asked.key]


def _made(desks: Desks) -> dict[DeskKey, set[str]]:
    """Return what has been made of each desk."""
    return {key: set(vars(held)) for key, held in desks.items()}


def take_stock() -> None:
    """Let go of what nobody needs any more, and never again look through what is left for garbage.

    It is done when the code is loaded, and after an answer for which a desk, or something of one, was made: later
    questions would each look through all of it once or twice.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def load_machine_code() -> None:
    """Answer small questions about a small desk, so that the first real one finds the kernels loaded."""
    held = Held(generate(2, 6, 1, 1))
    prepare(held)
    warm, context = held.warm_desk, held.context
    shift = warm.context.shifts[0]
    start, end = (instant_at(context.origin, minute, context.zone) for minute in (shift.start, shift.hard_end))
    found = warm.fill(shift.engineer_id, start, end, Limits(deterministic=0.5))
    explain(held.problem, held.rules, found.schedule, held.problem.schedulable[0].id)
