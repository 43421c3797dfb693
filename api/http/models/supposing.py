"""Changes, scenarios, and what-ifs, as the API tells them."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from api.service.supposing import Against
from scenarios.changes import AnyChange
from scenarios.scenario import Scenario

from .base import Answer, Instant, Request, example
from .comparing import ComparisonOut
from .planning import ProgressOut

MOST_CHANGES = 100
"""Of one scenario; each is checked with the whole desk."""
MOST_SECONDS = 3600
"""That the solves of one what-if may take together."""
_SICK = {
    "name": "sick-week",
    "purpose": "Who covers for the engineer on whom most depends?",
    "changes": [{"change": "engineer_absent", "engineer": "@key", "reason": "sick"}],
}


class ChangeKind(Answer):
    """One thing that can be otherwise; its schema says which fields name what of the desk (`x-names`, `x-moment`)."""

    change: str
    title: str
    description: str
    json_schema: dict[str, Any]


class ChangeKinds(Answer):
    """Everything that can be otherwise."""

    items: list[ChangeKind]


class Scenarios(Answer):
    """The library of situations, each of which runs on any desk that has what it speaks of."""

    items: list[Scenario]


class Supposed(Request):
    """A scenario."""

    scenario: Scenario

    @model_validator(mode="after")
    def _is_not_endless(self) -> Self:
        count = len(self.scenario.changes) + sum(len(each.changes) for each in self.scenario.variants)
        if count > MOST_CHANGES:
            raise ValueError(f"a scenario has at most {MOST_CHANGES} changes here, and this one {count}")
        return self


class PreviewRequest(Supposed):
    """A scenario to be told in words."""

    model_config = example(scenario=_SICK)


class ToldChange(Answer):
    """A change with ids and instants in place of what stood for them, and in words."""

    change: AnyChange
    words: str


class ToldVariant(Answer):
    """One way in which things could be."""

    name: str
    changes: list[ToldChange]


class Preview(Answer):
    """A scenario as it would be run."""

    variants: list[ToldVariant]


class WhatIfRequest(Supposed):
    """A scenario to be run; base and variants are solved with the same limits and the same seeds."""

    model_config = example(scenario=_SICK, each_seconds=10, seeds=3)

    each_seconds: Annotated[float, Field(ge=1, le=300, description="For one schedule, in seconds.")] = 10
    seeds: Annotated[int, Field(ge=1, le=5, description="Schedules of each variant; the spread tells noise.")] = 3
    against: Annotated[
        Against,
        Field(description="Beside what the variants stand: the desk planned as it is, or what is published."),
    ] = "planned"

    @property
    def solves(self) -> int:
        """How many schedules are made: of each variant, and of the desk without any change."""
        return self.seeds * (len(self.scenario.told) + 1)

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if self.solves * self.each_seconds > MOST_SECONDS:
            raise ValueError(
                f"{self.solves} schedules of {self.each_seconds:g} s each take more than an hour together; give fewer "
                "seconds, seeds or variants"
            )
        return self


class WhatIfProgress(Answer):
    """How far a what-if is: the schedule that is being made, those done of all, and how far this one is."""

    name: str
    seed: int
    done: int
    total: int
    progress: ProgressOut | None


class WhatIfOut(Answer):
    """A what-if on its way, or what became of it; nothing of it is ever published."""

    id: str
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    name: str
    purpose: str
    note: str
    each_seconds: float
    seeds: int
    against: Against
    seconds: Annotated[float, Field(description="That all of its schedules may take together.")]
    attempt: int
    created: Instant
    created_by: str
    started: Instant | None
    finished: Instant | None
    progress: WhatIfProgress | None
    error: str | None


class WhatIfFound(WhatIfOut):
    """A what-if with its scenario, and what came out when it has ended."""

    scenario: Scenario
    comparison: ComparisonOut | None
