"""An axis of a sweep: the values that the weights of some rules take."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from engine.domain.base import Frozen, Identifier

HEAVIEST = 100_000
"""The largest weight there is, in thousandths."""
Value = Annotated[float, Field(ge=0, le=HEAVIEST)]


class Axis(Frozen):
    """What a weight runs through: a list of values, or a range of them.

    Written as a bare list it is one of ``values``. Values are weights in thousandths, as in desk.toml; with ``times``
    they are what the desk's own weights are multiplied by, so that several rules may keep their proportions.
    """

    rules: tuple[Identifier, ...] = ()
    """Rules that move together; none is the one that the axis is named after."""
    values: tuple[Value, ...] = ()
    low: Value | None = Field(default=None, alias="from")
    high: Value | None = Field(default=None, alias="to")
    steps: int = Field(default=3, ge=2, le=1000)
    """Values of the range in a grid, both ends among them; a sample is drawn from the whole range."""
    spacing: Literal["ratio", "even"] = "ratio"
    times: bool = False

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, data: Any) -> Any:
        return {"values": data} if isinstance(data, list | tuple) else data

    @model_validator(mode="after")
    def _is_list_or_range(self) -> Self:
        has_range = self.low is not None and self.high is not None
        if bool(self.values) == has_range or (self.low is None) != (self.high is None):
            raise ValueError("an axis has either a list of values that is not empty, or both from and to")
        if self.low is not None and self.high is not None:
            if self.high <= self.low:
                raise ValueError("to is not above from")
            if self.spacing == "ratio" and not self.low:
                raise ValueError("a range from 0 has no ratio; write spacing: even, or start above 0")
        if len(set(self.values)) < len(self.values):
            raise ValueError("a value stands there twice")
        return self

    @property
    def grid(self) -> tuple[float, ...]:
        """The values of a grid."""
        if self.values:
            return self.values
        return tuple(self._between(step / (self.steps - 1)) for step in range(self.steps))

    def at(self, share: float) -> float:
        """Return the value at a share of the axis, from 0 to below 1: one of the list, or any of the range."""
        if self.values:
            return self.values[int(share * len(self.values))]
        return self._between(share)

    def _between(self, share: float) -> float:
        """Return a value of the range, rounded to what a person would write."""
        assert self.low is not None
        assert self.high is not None
        if self.spacing == "even":
            value = self.low + share * (self.high - self.low)
        else:
            value = self.low * (self.high / self.low) ** share
        return round(value, 3) if self.times else float(round(value))
