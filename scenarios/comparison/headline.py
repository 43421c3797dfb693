"""A comparison in a sentence or two."""

from collections.abc import Sequence

from .comparison import Beside, Comparison
from .noise import noise
from .verdict import Verdict, verdict
from .words import amount_text, signed

_MOST_SAID = 3
_TOLD = ("overtime_minutes", "travel_minutes")
"""Figures that the headline tells besides tickets, SLA and cost, where they differ beyond the noise."""
_WORTH_TELLING = 30
"""Minutes from which on it tells them."""


def headline(comparison: Comparison, beside: Beside) -> str:
    """Return what a variant comes to: ``If Elena is sick: 4 tickets are lost, SLA met 91 -> 84 %, ...``."""
    outcome = f"{', '.join(_outcome(comparison, beside))}; {_how_sure(comparison, beside)}."
    if beside.is_control:
        return f"{beside.side.name}: {outcome}"
    told = f"If {changes_text(beside.side.said)}: {outcome}"
    return told if len(comparison.changed) == 1 else f"{beside.side.name}: {told[0].lower()}{told[1:]}"


def summary(comparison: Comparison) -> str:
    """Return what all variants come to: the headline of the one, or which of several cost least.

    Named together are the cheapest and all that neither the bounds nor the seeds tell from it.
    """
    if len(comparison.changed) == 1:
        return headline(comparison, comparison.changed[0])
    ranked = sorted(comparison.changed, key=lambda each: each.side.cost)
    first, *others = ranked
    known = {each.side.name: _against(first, each) for each in others}
    equals = [each for each in others if known[each.side.name].direction <= 0]
    outcome = f"{', '.join(_outcome(comparison, first))}; {_how_sure(comparison, first)}"
    if equals:
        *names, last = (each.side.name for each in (first, *equals))
        why = _together([known[each.side.name] for each in equals])
        told = [f"{', '.join(names)} and {last} cost least, {why}: {_costs((first, *equals))}"]
        told.append(f"{first.side.name}: {outcome}")
    else:
        told = [f"{first.side.name} costs least: {outcome}"]
    rest = [each for each in others if each not in equals]
    return ". ".join([*told, f"The others: {_costs(rest)}"] if rest else told) + "."


def _how_sure(comparison: Comparison, beside: Beside) -> str:
    """Return the verdict; of a given base it is on what the change does beyond what planning alone does."""
    control = comparison.control
    if control is None or beside.is_control:
        return beside.verdict.words
    more = signed(beside.side.cost - control.side.cost)
    return f"{beside.verdict.words}, beside planning on without the change ({more})"


def _against(first: Beside, other: Beside) -> Verdict:
    """Return what may be said of a variant beside the cheapest one."""
    one, two = first.side, other.side
    return verdict(one.cost, one.bound or 0, two.cost, two.bound, noise(one.costs, two.costs))


def _together(verdicts: Sequence[Verdict]) -> str:
    """Return why variants are named together with the cheapest."""
    codes = {each.code for each in verdicts}
    if codes == {"same"}:
        return "the same on every seed"
    which = "the difference between them is" if len(verdicts) == 1 else "the differences between them are"
    return f"{which} {'not to be told from noise by one seed' if 'one_seed' in codes else 'within the noise'}"


def _costs(given: Sequence[Beside]) -> str:
    return ", ".join(f"{each.side.name} {signed(each.cost_difference)}" for each in given)


def changes_text(said: Sequence[str]) -> str:
    """Return changes as one clause; where there are many, the first and how many more."""
    if not said:
        return "nothing changes"
    if len(said) > _MOST_SAID:
        return f"{said[0]}, and {len(said) - 1} more changes"
    # Changes have commas in themselves.
    return "; ".join(said)


def _outcome(comparison: Comparison, beside: Beside) -> list[str]:
    parts = [
        f"{count} {'ticket is' if count == 1 else 'tickets are'} {word}"
        for kinds, word in ((("lost",), "lost"), (("gained",), "gained"))
        if (count := beside.count(*kinds))
    ]
    placed, out = beside.count("new"), beside.count("left_out")
    if placed or out:
        parts.append(f"{placed} of {placed + out} new {'ticket is' if placed + out == 1 else 'tickets are'} placed")
    if gone := beside.count("gone"):
        parts.append(f"{gone} {'is' if gone == 1 else 'are'} no longer work")
    parts = parts or ["no ticket is lost or gained"]
    sla = beside.figure("sla_met_percent")
    was, now = (amount_text(value, sla.unit) for value in (sla.before, sla.after))
    parts.append(f"SLA met {was.removesuffix(' %')} -> {now}" if was != now else f"SLA met {now} as before")
    for name in _TOLD:
        each = beside.figure(name)
        if each.noise.finding == "beyond" and abs(each.after - each.before) >= _WORTH_TELLING:
            parts.append(
                f"{each.words.lower()} {amount_text(each.before, each.unit)} -> {amount_text(each.after, each.unit)}"
            )
    prices = " by the prices of before" if beside.is_repriced else ""
    parts.append(f"cost {signed(beside.cost_difference)} engineer-minutes{prices}")
    if len(beside.side.broken) > len(comparison.base.broken):
        count = len(beside.side.broken)
        parts.append(f"breaking rules that hold now in {count} {'place' if count == 1 else 'places'}")
    return parts
