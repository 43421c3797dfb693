"""The list of rules is whole, in order, and built with a desk's parameters."""

from pathlib import Path

import build
import pytest
from pydantic import ValidationError

import constraints
from constraints._template import Template


def test_every_rule_file_is_listed_in_alphabetical_order() -> None:
    """A rule's file cannot be forgotten in the list, and its name is the file's."""
    files = sorted(path.stem for path in Path(constraints.__file__).parent.glob("[a-z]*.py"))
    assert [rule.name for rule in constraints.RULES] == files
    assert list(constraints.by_name()) == files


def test_rules_take_the_parameters_of_the_desk() -> None:
    """What desk.toml says under a rule's name reaches the rule, the others keep their defaults."""
    rules = constraints.rules_for(
        build.desk(rules={"tier_stretch": {"percent": 50}, "unassigned": {"minutes": [4, 3, 2, 1]}})
    )
    found = {rule.name: rule for rule in rules}
    assert found["tier_stretch"].model_dump() == {"percent": 50}
    assert found["unassigned"].model_dump()["minutes"] == (4, 3, 2, 1)
    assert len(rules) == 34


@pytest.mark.parametrize("rule", constraints.RULES)
def test_parameters_are_bounded(rule: type[constraints.Rule]) -> None:
    """No parameter takes a negative number, and no rule takes one it does not know."""
    with pytest.raises(ValidationError):
        rule.model_validate({"no_such_parameter": 1})
    for name in rule.model_fields:
        with pytest.raises(ValidationError):
            rule.model_validate({name: -1})


def test_no_rule_imports_another() -> None:
    """Rules share nothing but the helpers whose names begin with an underscore."""
    for path in Path(constraints.__file__).parent.glob("[a-z]*.py"):
        imports = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("from .")]
        assert all(line.startswith("from ._") for line in imports), path.name


def test_the_template_is_a_rule_whose_faces_agree() -> None:
    """Whoever copies the template starts from something that works."""
    given = build.problem(build.ticket(), engineers=(build.engineer(), build.engineer("bob", tier=2)))
    assert build.total(given, Template(), {"bob": ["t1"]}) == 10
    assert build.total(given, Template(), {"ann": ["t1"]}) == build.total(given, Template()) == 0
