"""Required certificates: held, and still valid on the local day on which the shift starts."""

from collections.abc import Iterable
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.problem import Problem
from engine.reading import Reading
from engine.shifts import Shift


class Certificates(Rule):
    """Hard: no ticket without its certificates, nor with one that has lapsed by that day."""

    name: ClassVar[str] = "certificates"
    topic: ClassVar[str] = "skill"
    words: ClassVar[str] = "certif*, certified for, licen*, accredit*, lapsed"
    reads: ClassVar[tuple[str, ...]] = ("ticket.certificates", "engineer.certificates")
    yields_to_pin: ClassVar[bool] = True

    def applies(self, problem: Problem) -> bool:
        """Whether any ticket needs a certificate."""
        return any(ticket.certificates for ticket in problem.tickets)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Gate by the set of certificates, shift by shift."""

        def holds_all(shift: Shift, needed: tuple[str, ...]) -> bool:
            held = problem.engineer[shift.engineer_id].certificates
            valid = {each.name for each in held if each.expires is None or each.expires >= shift.day}
            return valid.issuperset(needed)

        builder.gate(
            lambda ticket: tuple(sorted(set(ticket.certificates))),
            lambda key: builder.where_shift(lambda shift: holds_all(shift, key)),
        )

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find certificates that are missing or have lapsed."""
        for work in reading.all_works:
            held = {each.name: each.expires for each in work.engineer.certificates}
            for needed in work.ticket.certificates:
                asks = f"{work.ticket.id} needs the certificate {needed}"
                if needed not in held:
                    words = f"{asks}, which {work.engineer.label} does not have"
                    yield self.hard(1, work.ticket.id, work.engineer.id, words, needed)
                    continue
                expires = held[needed]
                if expires is not None and expires < work.shift.day:
                    until = f"that of {work.engineer.label} is valid until {expires}"
                    words = f"{asks}, {until}, the shift is on {work.shift.day}"
                    yield self.hard((work.shift.day - expires).days, work.ticket.id, work.engineer.id, words, needed)
