"""A site is closed for a while."""

import datetime as dt
from typing import Literal

from engine.contradictions import least_minutes
from engine.domain.problem import Problem
from engine.domain.ticket import Status, Ticket, TimeWindow

from ..change import Change
from ..moments import When, clock_words, instant
from ..names import SiteRef
from ..parts import each_ticket, renewed


class SiteClosed(Change):
    """Nobody works at the site between two instants.

    Its open tickets keep what is left of their windows (of the planning window, where they have none). Those that have
    nothing long enough left in the planning window wait: they are on hold, as the client cannot have them done. Work
    under way goes on.
    """

    change: Literal["site_closed"] = "site_closed"
    site: SiteRef
    start: When = "start"
    end: When = "end"

    def apply(self, problem: Problem) -> Problem:
        """Cut the closure out of the windows of the site's tickets."""
        start, end = instant(self.start, problem.desk), instant(self.end, problem.desk)
        if end <= start:
            raise ValueError(f"the closure ends at {self.end}, not after its start {self.start}")
        closure = TimeWindow(start=start, end=end)
        meant = {each.id for each in problem.tickets if each.site_id == self.site and each.status is Status.OPEN}
        return each_ticket(problem, lambda each: _outside(closure, problem, each) if each.id in meant else each)

    def say(self, problem: Problem) -> str:
        """Say which site, and from when to when."""
        site, desk = problem.site[self.site], problem.desk
        return f"{site.name or site.id} is closed from {clock_words(self.start, desk)} to {clock_words(self.end, desk)}"


def _outside(closure: TimeWindow, problem: Problem, ticket: Ticket) -> Ticket:
    plan, setup = problem.desk.planning_window, problem.site[ticket.site_id or ""].setup_minutes
    needed = dt.timedelta(minutes=least_minutes(problem, ticket))
    since = max(problem.desk.now, ticket.earliest_start or problem.desk.now)
    # The set-up is done at the site as well, right before the work.
    opens = closure.end + dt.timedelta(minutes=setup)
    windows = ticket.time_windows or (TimeWindow(start=plan.start, end=plan.end),)
    left, is_cut = list[TimeWindow](), False
    for each in windows:
        if closure.end <= each.start or each.end <= closure.start:
            left.append(each)
            continue
        is_cut = True
        spans = ((each.start, min(each.end, closure.start)), (max(each.start, opens), each.end))
        left += [TimeWindow(start=low, end=high) for low, high in spans if max(low, since) + needed <= high]
    if not is_cut:
        return ticket
    if not any(max(each.start, since) + needed <= min(each.end, plan.end) for each in left):
        return renewed(ticket, status=Status.ON_HOLD)
    return renewed(ticket, time_windows=tuple(left))
