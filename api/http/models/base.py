"""What all models share: no unknown fields in requests, open answers, and the units in words."""

from typing import Annotated, Any, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from api.service.fit import unfit

Cost = Annotated[int, Field(description="In thousandths of an engineer-minute.", examples=[120000])]
Minutes = Annotated[int, Field(ge=0, description="Whole minutes.", examples=[45])]
Instant = Annotated[AwareDatetime, Field(examples=["2026-03-03T13:00:00-06:00"])]


def _in_reach(instant: AwareDatetime) -> AwareDatetime:
    for each in unfit(instant):
        raise ValueError(each.message)
    return instant


AskedInstant = Annotated[Instant, AfterValidator(_in_reach)]
"""One that stands in an address, where no request's body is looked through."""
ID = r"^\S(.*\S)?$"
"""Of an id: no space at either end, and all of it on one line."""
Id = Annotated[str, Field(min_length=1, max_length=128, pattern=ID)]


def example(**fields: Any) -> ConfigDict:
    """Return the configuration of a model that is described with an example."""
    return ConfigDict(json_schema_extra={"examples": [fields]})


class Request(BaseModel):
    """A request's body; a field that nobody knows is an error, not a silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="after")
    def _fit(self) -> Self:
        for each in unfit(self):
            raise ValueError(f"{each.path} {each.message}")
        return self


class Answer(BaseModel):
    """An answer's body."""

    model_config = ConfigDict(extra="allow", frozen=True)
