"""All rules in one table, said by the rules themselves: ``python -m constraints._catalogue > docs/rules.md``."""

import inspect
import json

from engine.constraint import Rule

from . import RULES

_HEAD = """# The rules

Made from the rules by `make docs`. A gate's findings are hard and no weight switches it off; a price is an amount in
engineer-minutes times its weight in thousandths, which `[weights]` of desk.toml sets. `[rules.NAME]` sets parameters.
A reason that a dispatcher gives is about the topic of the rule whose words it uses; `*` ends a word that may go on.

| rule | weight | what it says | fields it depends on | parameters and their defaults | topic | words |
|---|---|---|---|---|---|---|
"""


def page() -> str:
    """Return the table of the rules in Markdown."""
    return _HEAD + "".join(f"{_row(rule)}\n" for rule in RULES)


def _row(rule: type[Rule]) -> str:
    weight = "gate" if rule.default_weight is None else str(rule.default_weight)
    says = inspect.cleandoc(rule.__doc__ or "").splitlines()[0].replace("``", "`")
    reads = ", ".join(f"`{each}`" for each in rule.reads)
    defaults = rule().model_dump(mode="json")
    parameters = ", ".join(f"`{name}` = {json.dumps(value)}" for name, value in defaults.items())
    return f"| {rule.name} | {weight} | {says} | {reads} | {parameters} | {rule.topic} | `{rule.words}` |"


if __name__ == "__main__":
    print(page(), end="")
