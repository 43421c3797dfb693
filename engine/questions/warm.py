"""A desk compiled once, which answers many questions about open time: at once, then better, then with the proof."""

from datetime import datetime

from ..errors import UnknownId
from ..limits import FILL_SECONDS, IsStopped, Limits, never
from .asked import OnAnswer, Question, quiet
from .filled import Fill
from .frozen_desk import FrozenDesk


class WarmDesk(FrozenDesk):
    """A frozen desk, ready for questions about what else could be done."""

    def fill(
        self,
        engineer_id: str,
        start: datetime,
        end: datetime,
        limits: Limits | None = None,
        seed: int = 0,
        on_answer: OnAnswer = quiet,
        is_stopped: IsStopped = never,
    ) -> Fill:
        """Return the best use of an engineer's open time.

        Unscheduled tickets compete for the span; work for several engineers does not, since one calendar cannot hold
        it.

        Parameters
        ----------
        start, end : datetime
            The open span.
        limits : Limits, optional
            For the whole answer. Nearly half of the seconds, or all but the last one, go to the best answer and its
            proof; then alternatives are made while there is time, as many as it allows. Prices and reasons take what
            they take: a fifth of a second for thirty chosen tickets.
        on_answer : callable
            Told of the first answer, and of every better one or better proof.
        is_stopped : callable
            Asked between steps, some hundredths of a second apart; the best answer so far is returned when it says yes.

        Raises
        ------
        UnknownId
            When the desk has no such engineer.
        """
        if engineer_id not in self.context.problem.engineer:
            raise UnknownId(f"the desk has no engineer {engineer_id!r}")
        asked = Question(self, engineer_id, start, end, limits or Limits(seconds=FILL_SECONDS), seed)
        return asked.answer(on_answer, is_stopped)
