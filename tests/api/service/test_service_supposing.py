"""A scenario told in words, and refused where it cannot be run."""

import pytest

from api.service.supposing import require, told
from api.warm.held import Held
from engine.errors import DataError
from scenarios.changes.engineer_absent import EngineerAbsent
from scenarios.changes.new_hire import NewHire
from scenarios.generator import generate
from scenarios.scenario import Scenario, Variant

SICK = EngineerAbsent(engineer="@key", reason="sick")
SCENARIO = Scenario(name="sick", changes=(SICK,))


@pytest.fixture(scope="module")
def held() -> Held:
    """Return a desk at which nothing is published."""
    return Held(generate(3, 8, 1, 1))


def test_each_variant_is_told_with_what_holds_in_all(held: Held) -> None:
    """Changes of all stand before a variant's own, things are picked, and one without variants is its own."""
    (only,) = told(held, SCENARIO)
    assert only["name"] == "sick"
    picked = only["changes"][0]["change"]["engineer"]
    assert picked in held.problem.engineer
    hired = NewHire(id="nina", like=picked)
    variants = (Variant(name="a", changes=()), Variant(name="b", changes=(hired,)))
    first, second = told(held, Scenario(name="both", changes=(SICK,), variants=variants))
    assert first["changes"] == only["changes"]
    assert [each["change"]["change"] for each in second["changes"]] == ["engineer_absent", "new_hire"]


def test_a_flaw_of_what_holds_in_all_is_told_once(held: Held) -> None:
    """However many variants it would hold in, it stands in one place."""
    variants = tuple(Variant(name=name, changes=()) for name in "abc")
    scenario = Scenario(name="slip", changes=(EngineerAbsent(engineer="nobody"),), variants=variants)
    with pytest.raises(DataError) as error:
        told(held, scenario)
    assert [flaw.field for flaw in error.value.flaws] == ["scenario.changes.0.engineer_absent"]


def test_nothing_stands_beside_a_schedule_that_is_not_there(held: Held) -> None:
    """Against the published schedule of a desk without one: refused, and what to do instead."""
    require(held, SCENARIO, "planned")
    with pytest.raises(DataError, match="nothing is published") as error:
        require(held, SCENARIO, "published")
    assert error.value.flaws[0].field == "against"
