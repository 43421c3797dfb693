"""The answer to "who takes all these tickets?", in words."""

from zoneinfo import ZoneInfo

from engine.domain.problem import Problem
from engine.questions.burst import Burst, Placed

from .fills import parts_text
from .screen import say, show
from .tables import cost_text, count, left, right, signed, span, table


def say_burst(problem: Problem, found: Burst) -> None:
    """Print who takes which of several tickets, in the order in which they took their places."""
    placed = [each for each in found.placed if each.place]
    if placed:
        columns = (left("ticket"), left("engineer"), left("when"), right("price"), right("regret"), left("otherwise"))
        show(table("Who takes what", columns, (_row(problem, each) for each in placed)))
        for at, each in enumerate(placed, 1):
            assert each.place is not None
            say(f"{at}. {each.ticket_id} {problem.ticket[each.ticket_id].summary}: {parts_text(each.place.by_rule)}")
        say(f"All together {signed(found.cost)}. Engineer-minutes, less is better, against leaving them out.")
        say("Each price is with those above it placed. Regret: what another engineer, or leaving it out, costs more.")
    for each in found.placed:
        if each.place is None:
            say(f"Not {each.ticket_id}: {each.why}", "yellow")
    people = {each.place.engineer_id for each in placed if each.place}
    if placed:
        say(f"{count(len(placed), 'ticket')} placed, with {count(len(people), 'engineer')}.")
    else:
        say("Nothing is placed.")


def _row(problem: Problem, each: Placed) -> tuple[str, ...]:
    assert each.place is not None
    zone, given = ZoneInfo(problem.desk.time_zone), each.place.assignment
    otherwise = problem.engineer[each.next_engineer_id].label if each.next_engineer_id else "nobody"
    who = problem.engineer[each.place.engineer_id].label
    when = span(given.start, given.end, zone)
    return each.ticket_id, who, when, signed(each.place.cost), cost_text(each.regret), otherwise
