"""An engineer gets a certificate."""

import datetime as dt
from typing import Literal

from engine.domain.base import Identifier
from engine.domain.engineer import Certificate
from engine.domain.problem import Problem

from ..change import Change
from ..names import EngineerRef
from ..parts import renewed, with_engineer


class CertificateGained(Change):
    """The engineer has the certificate from now on, up to and including the day on which it expires."""

    change: Literal["certificate_gained"] = "certificate_gained"
    engineer: EngineerRef
    certificate: Identifier
    expires: dt.date | None = None
    """None does not lapse."""

    def apply(self, problem: Problem) -> Problem:
        """Add the certificate, in place of an older one of the same name."""
        engineer = problem.engineer[self.engineer]
        gained = Certificate(name=self.certificate, expires=self.expires)
        held = [each for each in engineer.certificates if each.name != self.certificate]
        # By name, so that two certificates make the same engineer whichever is told first.
        certificates = tuple(sorted([*held, gained], key=lambda each: each.name))
        return with_engineer(problem, renewed(engineer, certificates=certificates))

    def say(self, problem: Problem) -> str:
        """Say who gets which certificate."""
        until = f" until {self.expires}" if self.expires else ""
        return f"{problem.engineer[self.engineer].label} has the certificate {self.certificate}{until}"
