"""A rule to copy: say here, in one line of the desk's own words, what the rule is about."""

from collections.abc import Iterable
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.base import Minutes
from engine.domain.problem import Problem
from engine.reading import Reading


class Template(Rule):
    """Price: some minutes for every ticket that an engineer of its own tier does not do.

    Begin with "Hard:" for a gate and "Price:" for a price; a rule that is both is two rules. The fields are the rule's
    parameters, which ``[rules.<name>]`` of desk.toml sets, so each has a bound and a default.
    """

    name: ClassVar[str] = "template"
    """The file's name; also the weight key, the JSON key and the label on a plot."""
    reads: ClassVar[tuple[str, ...]] = ("ticket.tier", "engineer.tier")
    """The fields of the domain that it depends on, for docs/rules.md. A rule that writes by facts, pins or what was
    published names ``ticket.pin`` or ``problem.published``: replanning writes only such rules again for each plan."""
    default_weight: ClassVar[int | None] = 1000
    """Thousandths; leave the line out for a gate. A gate on who may take a ticket sets ``yields_to_pin`` as well."""
    factor: ClassVar[str] = "skills"
    """Which of the things that a dispatcher weighs it speaks of, one of `engine.constraint.FACTORS`, or none."""
    topic: ClassVar[str] = "skill"
    """What a reason that names the rule is about, one of `engine.constraint.TOPICS`."""
    words: ClassVar[str] = "tier*, too senior"
    """The words by which dispatchers name it, with commas between them: ``*`` ends a word that may go on."""
    minutes: Minutes = 10

    def applies(self, problem: Problem) -> bool:
        """Whether the data needs the rule at all; leave the method out where it always does."""
        return len({engineer.tier for engineer in problem.engineers}) > 1

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Write the rule into the forms, by index; this is all that a solver ever learns of it.

        A gate calls ``builder.gate``, a price on who does what ``builder.assign``: both take a key, which puts like
        tickets into one class, and what holds for a class. Amounts are whole, free of weights, never negative, and
        never depend on which other tickets or engineers there are. `engine.builder` lists every form and how it merges.
        """
        builder.assign(
            lambda ticket: ticket.tier,
            lambda tier: builder.per_engineer(lambda engineer: self.minutes if engineer.tier != tier else 0),
        )

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find the same amounts in a finished schedule, and say them in words.

        This face is the truth. It reads the schedule as stated, by its own arithmetic: what it shares with ``compile``,
        no test can catch. A gate yields ``self.hard``, with the size of the breach, and ``other`` where one ticket and
        engineer can break the rule in several ways.
        """
        for work in reading.all_works:
            if work.engineer.tier != work.ticket.tier:
                words = f"{work.ticket.id} is tier {work.ticket.tier} work, {work.engineer.label} is not of that tier"
                yield self.price(self.minutes, work.ticket.id, work.engineer.id, words)
