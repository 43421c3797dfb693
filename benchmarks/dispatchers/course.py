"""One dispatcher's decisions, one after the other, each on what the engine has shown her by what it had learned."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.domain.preference import Preference
from engine.learning.decision import Decision, Outcome
from engine.learning.known import priced
from engine.learning.learn import learn
from engine.learning.learned import Learned
from engine.learning.replay import ranked
from engine.learning.settings import Settings
from scenarios.dispatchers import Dispatcher

from .waiting import Waiting

START = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
A_DAY = 25
SHOWN = 5
AFTER = (0, 50, 100, 200, 400)
"""Numbers of decisions after which the agreement is measured."""


@dataclass(frozen=True)
class Agreement:
    """How often the place that she takes is the first that is shown, and among the first three."""

    top1: float
    top3: float


def moment(number: int) -> dt.datetime:
    """Return when the nth decision is made: so many a day, evenly from eight to six."""
    return START + dt.timedelta(days=number // A_DAY, minutes=600 // A_DAY * (number % A_DAY))


def decide(person: Dispatcher, asked: Waiting, number: int, weights: Mapping[str, int]) -> Decision:
    """Return what a dispatcher does with a recommendation at some weights."""
    shown = ranked(asked.places, weights)
    taken = person.choose(asked.ticket, asked.places, moment(number), number)
    return Decision(
        id=f"{number:04}",
        at=moment(number),
        actor=person.name,
        outcome=Outcome.ACCEPT if taken == shown[0] else Outcome.MODIFY,
        ticket=asked.ticket,
        weights_version=1,
        weights=dict(weights),
        options=tuple(shown[:SHOWN]),
        chosen=taken,
    )


def agreement(
    person: Dispatcher,
    asked: Sequence[Waiting],
    number: int,
    weights: Mapping[str, int],
    wishes: Sequence[Preference] = (),
) -> Agreement:
    """Return how far a dispatcher and a ranking agree on tickets that nothing was learned from.

    Parameters
    ----------
    number : int
        How many decisions she has made before.
    wishes : sequence of Preference
        What has been confirmed; it moves the ranking, and not her.
    """
    first = third = 0
    for at, each in enumerate(asked):
        when = moment(number - number % A_DAY + at % A_DAY)
        taken = person.choose(each.ticket, each.places, when, number)
        places = [priced(place, each.ticket, wishes, when.date()) for place in each.places] if wishes else each.places
        rank = [place.engineer_id for place in ranked(places, weights)].index(taken.engineer_id)
        first += rank < 1
        third += rank < 3
    return Agreement(first / len(asked), third / len(asked))


@dataclass(frozen=True)
class Course:
    """What came of one dispatcher's decisions.

    Parameters
    ----------
    agreements : list of Agreement
        After each number of decisions in `AFTER`.
    confirmed : Agreement
        After the last one, with every preference confirmed that was proposed then.
    learned : Learned
        In the end.
    """

    agreements: list[Agreement]
    confirmed: Agreement
    learned: Learned


def course(
    person: Dispatcher,
    asked: Sequence[Waiting],
    tested: Sequence[Waiting],
    defaults: Mapping[str, int],
    settings: Settings,
) -> Course:
    """Let a dispatcher decide on tickets, with weights learned anew every second evening."""
    made: list[Decision] = []
    learned = learn(defaults, made, START, settings)
    agreements = [agreement(person, tested, 0, defaults)]
    for number, each in enumerate(asked, 1):
        made.append(decide(person, each, number - 1, learned.weights))
        if number % (2 * A_DAY) == 0:
            learned = learn(defaults, made, made[-1].at, settings)
        if number in AFTER:
            agreements.append(agreement(person, tested, number - 1, learned.weights))
    wishes = [each.preference for each in learned.unexplained if each.preference]
    known = learn(defaults, made, made[-1].at, settings, preferences=wishes)
    confirmed = agreement(person, tested, len(asked) - 1, known.weights, wishes)
    return Course(agreements, confirmed, learned)
