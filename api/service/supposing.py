"""What if: a scenario told in words before it is run, by the warm workers."""

import re
from typing import Any, Literal

from api.warm.held import Held
from engine.errors import DataError, Flaw
from scenarios.changed import steps
from scenarios.scenario import Scenario
from scenarios.situation import Situation

Against = Literal["planned", "published"]
"""Beside what variants stand: the desk planned as it is, or what is published."""
_PLACE = re.compile(r"changes\[(\d+)\]\.(.+)")


def told(held: Held, scenario: Scenario) -> list[dict[str, Any]]:
    """Return each variant with its changes as they would be made, in words too.

    Raises
    ------
    DataError
        With what is wrong in any variant, at its place in the scenario.
    """
    variants, flaws = list[dict[str, Any]](), list[Flaw]()
    for at, variant in enumerate(scenario.told):
        try:
            _, made = steps(Situation(held.problem), variant.changes, "request")
        except DataError as error:
            flaws += [_placed(flaw, scenario, at) for flaw in error.flaws]
            continue
        changes = [{"change": each.change.model_dump(mode="json"), "words": each.words} for each in made]
        variants.append({"name": variant.name, "changes": changes})
    if flaws:
        raise DataError(flaws)
    return variants


def require(held: Held, scenario: Scenario, against: Against) -> None:
    """Refuse what cannot be run at a desk.

    Raises
    ------
    DataError
        As `told` does, and where nothing is published to stand beside.
    """
    told(held, scenario)
    if against == "published" and held.problem.published is None:
        hint = "compare with the desk planned as it is"
        raise DataError([Flaw("request", 0, "against", against, "nothing is published at this desk yet", hint)])


def _placed(flaw: Flaw, scenario: Scenario, variant: int) -> Flaw:
    """Return a flaw of a variant at its place in the scenario: what holds in all stands there once."""
    found = _PLACE.fullmatch(flaw.field)
    assert found is not None, "a flaw of a change names its place"
    at, common = int(found[1]), len(scenario.changes)
    place = f"changes.{at}" if at < common else f"variants.{variant}.changes.{at - common}"
    return Flaw(flaw.file, flaw.line, f"scenario.{place}.{found[2]}", flaw.value, flaw.message, flaw.hint)
