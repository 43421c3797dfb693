"""An engineer's certificate lapses."""

import datetime as dt
from typing import Literal

from engine.domain.base import Identifier
from engine.domain.problem import Problem
from engine.flaws import closest

from ..change import Change
from ..days import day_of
from ..moments import When
from ..names import EngineerRef
from ..parts import renewed, with_engineer


class CertificateLapsed(Change):
    """The engineer's certificate is not valid from a day on; one that lapses sooner stays so."""

    change: Literal["certificate_lapsed"] = "certificate_lapsed"
    engineer: EngineerRef
    certificate: Identifier
    day: When = "start"

    def apply(self, problem: Problem) -> Problem:
        """Let it expire on the day before."""
        engineer = problem.engineer[self.engineer]
        names = {each.name for each in engineer.certificates}
        if self.certificate not in names:
            hint = closest(self.certificate, names)
            message = f"{engineer.label} has no certificate {self.certificate!r}"
            raise ValueError(message + (f"; maybe {hint}" if hint else ""))
        last = day_of(self.day, problem) - dt.timedelta(days=1)
        certificates = tuple(
            renewed(each, expires=min(last, each.expires or last)) if each.name == self.certificate else each
            for each in engineer.certificates
        )
        return with_engineer(problem, renewed(engineer, certificates=certificates))

    def say(self, problem: Problem) -> str:
        """Say whose certificate, and from when on."""
        day = day_of(self.day, problem)
        return (
            f"the certificate {self.certificate} of {problem.engineer[self.engineer].label} is no longer valid "
            f"from {day:%a} {day.day} {day:%b}"
        )
