"""The best tickets that did not make it into a fill, and why."""

from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ..cost import cost
from ..instance import Instance
from ..solvers.draft import Draft
from ..solvers.insertion import best_on, optimistic
from ..timeline import length
from ..timing import Timed
from ..words import minutes_text
from .left_out import left_out

MOST, MOST_LOOKED_AT = 5, 20
"""Tickets that are told, and those with the highest drop costs, of which the nearest are told."""
MOST_TRIALS, MOST_EACH = 60, 8
"""Insertions into a shift, each of some thousandths of a second, after which no further ticket is looked at, or no
further exchange of one that has been found an exchange."""


@dataclass(frozen=True)
class RunnerUp:
    """A ticket that competed and lost.

    ``displaced`` is the chosen ticket that would have to leave for it (empty when it would fit beside all of them), and
    ``extra_cost`` what that exchange would cost, in thousandths; None when no exchange of one ticket lets it in.
    """

    ticket_id: str
    displaced: str
    extra_cost: int | None
    why: str


def runners_up(
    opened: Instance, timed: Timed, candidates: tuple[int, ...], others: Iterable[RunnerUp] = ()
) -> tuple[RunnerUp, ...]:
    """Return the losers that came nearest, by what letting them in would cost; some may be known beforehand."""
    chosen = sorted(set(timed.span).difference(opened.facts))
    lost = sorted((t for t in candidates if t not in timed.span), key=lambda t: (-opened.drop[t], opened.tickets[t]))
    drafts = [_Without(-1, Draft(opened, timed.plan), 0)]
    for ticket in chosen:
        rest = left_out(opened, timed, ticket)
        drafts.append(_Without(ticket, Draft(opened, rest.plan), cost(opened, rest) - cost(opened, timed)))
    drafts.sort(key=lambda each: (each.loss, each.out))
    found, left = list[RunnerUp](), MOST_TRIALS
    for ticket in lost[:MOST_LOOKED_AT]:
        first = unplanned(opened, ticket, timed.span)
        each, trials = (_waits(opened, ticket, first), 0) if first >= 0 else _runner_up(opened, drafts, ticket)
        found, left = [*found, each], left - trials
        if left <= 0 and len(found) >= MOST:
            break
    found = sorted((*found, *others), key=lambda each: (each.extra_cost is None, each.extra_cost or 0))
    return tuple(found[:MOST])


class _Without(NamedTuple):
    """The plan without one chosen ticket (-1 for none), and what that costs."""

    out: int
    draft: Draft
    loss: int

    def room(self, shift: int) -> int:
        """Return the free ticks of a shift that nothing takes."""
        form, times = self.draft.instance.shifts[shift], self.draft.times[shift]
        taken = times.load - sum(fact.load for fact in form.facts if fact.ticket >= 0)
        return length(form.free) - taken - sum(end - start for start, end in times.breaks)


def waiting(opened: Instance, candidates: Collection[int]) -> dict[int, RunnerUp]:
    """Return the candidates that nothing lets in: what they wait for is neither planned nor a candidate that can come.

    By their drop costs, the highest first.
    """
    found, there = dict[int, RunnerUp](), {*candidates, *opened.facts}
    while late := {t: first for t in candidates if t in there and (first := unplanned(opened, t, there)) >= 0}:
        found |= {ticket: _waits(opened, ticket, first) for ticket, first in late.items()}
        there -= late.keys()
    return dict(sorted(found.items(), key=lambda each: (-opened.drop[each[0]], each[1].ticket_id)))


def unplanned(opened: Instance, ticket: int, planned: Container[int]) -> int:
    """Return the first ticket that one waits for and that is not planned, -1 when there is none."""
    return next((each.before for each in opened.predecessors.get(ticket, ()) if each.before not in planned), -1)


def _waits(opened: Instance, ticket: int, first: int) -> RunnerUp:
    return RunnerUp(opened.tickets[ticket], "", None, f"it waits for {opened.tickets[first]}, which is unassigned")


def _runner_up(opened: Instance, drafts: list[_Without], ticket: int) -> tuple[RunnerUp, int]:
    """Return what is to be said of a ticket that lost, and the insertions that it took to know."""
    best, trials = None, 0
    least = min((price for price, _ in optimistic(opened, ticket)), default=0) - opened.drop[ticket]
    for each in drafts:
        if best is not None and (each.loss + least > best[0] or trials >= MOST_EACH):
            break  # the others lose more
        for shift in opened.candidates[ticket]:
            if opened.pairs[ticket][opened.shifts[shift].engineer][0] > each.room(shift):
                continue
            option, trials = best_on(each.draft, ticket, shift), trials + 1
            if option:
                extra = each.loss + option.delta - opened.drop[ticket]
                best = min(best or (extra, each.out), (extra, each.out))
    return _said(opened, ticket, best, is_empty=len(drafts) == 1), trials


def _said(opened: Instance, ticket: int, best: tuple[int, int] | None, *, is_empty: bool) -> RunnerUp:
    """Return a loser with the least cost of letting it in, and who would have to leave."""
    name = opened.tickets[ticket]
    if best is None:
        longest = max((ticks for ticks, _ in opened.pairs[ticket].values()), default=0)
        where = "nowhere in the free time" if is_empty else "beside no two of the chosen tickets"
        return RunnerUp(name, "", None, f"its {minutes_text(longest)} fit {where}")
    extra, out = best
    if out < 0:
        return RunnerUp(name, "", extra, f"it would fit, but cost {extra / 1000:.0f} more than it is worth there")
    displaced = opened.tickets[out]
    price = f"cost {extra / 1000:.0f} more" if extra >= 0 else f"save {-extra / 1000:.0f}, which more time would find"
    return RunnerUp(name, displaced, extra, f"it would take the place of {displaced} and {price}")
