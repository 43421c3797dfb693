"""What was learned from decisions, in words."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from engine.compile import weights_of
from engine.constraint import Rules
from engine.context import Context
from engine.domain.base import Frozen
from engine.domain.problem import Problem
from engine.flaws import closest
from engine.learning.decision import Decision
from engine.learning.known import with_preferences
from engine.learning.learn import learn
from engine.learning.learned import Learned
from engine.learning.replay import Agreement, as_shown, replay
from engine.learning.settings import Settings

from .moments import refusal
from .screen import say, show
from .tables import count, left, right, share_text, table

_WEEK = dt.timedelta(days=7)
_DOUBTED = 0.75
"""Share of what decisions ask for below which it is said that the weights hold back."""


class Replay(Frozen):
    """The decisions of the last week, as they were shown and as other weights would have shown them."""

    shown: Agreement
    desk: Agreement
    learned_before: Agreement
    learned: Agreement


class Answer(Frozen):
    """What the command answers."""

    before: dict[str, int]
    learned: Learned
    replay: Replay | None = None


def require_rules(rules: Rules, names: Sequence[str]) -> None:
    """Raise DataError for a rule to freeze that there is none of, or that has no weight."""
    priced = [rule.name for rule in rules if rule.default_weight is not None]
    for name in names:
        if name not in priced:
            raise refusal("--freeze", name, "there is no rule of this name with a weight", closest(name, priced))


def learned_of(
    problem: Problem,
    rules: Rules,
    decisions: Sequence[Decision],
    at: dt.datetime,
    frozen: Sequence[str],
    *,
    with_replay: bool,
) -> Answer:
    """Return what a desk learns from decisions, and where it is asked for, what that would have changed last week."""
    weights = weights_of(Context(problem), rules)
    wishes = [wish for client in problem.clients for wish in client.preferences]
    settings = Settings(time_zone=problem.desk.time_zone)
    found = learn(weights, decisions, at, settings, frozen, wishes)
    if not with_replay:
        return Answer(before=weights, learned=found)
    week = [each for each in decisions if at - _WEEK < each.at <= at]
    # A week ago nobody knew what has been confirmed since: neither preferences nor what a reason was understood as.
    then = [each.model_copy(update={"understood": None}) for each in decisions]
    earlier = learn(weights, then, at - _WEEK, settings, frozen)
    today = at.astimezone(ZoneInfo(problem.desk.time_zone)).date()
    priced = [with_preferences(each, wishes, today) for each in week]
    compared = Replay(
        shown=as_shown(week),
        desk=replay(week, weights),
        learned_before=replay(week, earlier.weights),
        learned=replay(priced, found.weights),
    )
    return Answer(before=weights, learned=found, replay=compared)


def say_learned(problem: Problem, found: Answer) -> None:
    """Print the weights that have moved, because of how many decisions, and what remains unexplained."""
    learned = found.learned
    because: dict[str, int] = defaultdict(int)
    for step in learned.steps:
        because[step.rule] = max(because[step.rule], step.count)
    rows = [
        (rule.replace("_", " "), str(before), str(after), f"{after / before:.2f}", str(because[rule]))
        for rule, before in found.before.items()
        if (after := learned.weights[rule]) != before
    ]
    if rows:
        columns = (left("rule"), right("before"), right("after"), right("factor"), right("decisions"))
        show(table("Weights", columns, rows))
    else:
        say("No weight has moved.")
    say(f"From {count(learned.decisions, 'decision')} still counting; {count(len(learned.steps), 'step')} in all.")
    if learned.followed < _DOUBTED:
        say(
            f"The weights follow {learned.followed:.0%} of what decisions ask for: the desk's own foresee them as well."
            " Maybe confirm a preference, where one is asked about."
        )
    names = {each.id: each.label for each in problem.engineers} | {each.id: each.label for each in problem.clients}
    for group in learned.unexplained:
        say(f"- {group.in_words(names)}", whole=True)


def say_replay(found: Replay) -> None:
    """Print how often the engineer who was taken would have been first, and among the first three."""
    named = (
        ("as shown", found.shown),
        ("the desk's weights", found.desk),
        ("learned before that week", found.learned_before),
        ("learned by now", found.learned),
    )
    rows = [(name, share_text(each.top1, each.count), share_text(each.top3, each.count)) for name, each in named]
    show(table("The last week's decisions", (left("ranked by"), right("first"), right("among three")), rows))
