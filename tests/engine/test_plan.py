"""Plans as solvers decide them."""

from engine.plan import Kind, Plan, Token

FIRST = (Token(Kind.TASK, 4), Token(Kind.BREAK, 0), Token(Kind.TASK, 2, (1,)))
PLAN = Plan({3: FIRST, 5: (Token(Kind.FACT, 0), Token(Kind.TRIP))}, frozenset({7}))


def test_tasks_with_their_shifts() -> None:
    """Only tasks are assigned work; facts, trips and breaks are not."""
    assert list(PLAN.tasks()) == [(4, 3), (2, 3)]


def test_replace_changes_some_shifts() -> None:
    """Other shifts keep their order; the holds stay unless new ones are given; the old plan is as it was."""
    changed = PLAN.replace({5: ()})
    assert (changed.sequences, changed.held) == ({3: FIRST, 5: ()}, frozenset({7}))
    assert PLAN.replace({}, frozenset()).held == frozenset()
    assert len(PLAN.sequences[5]) == 2


def test_an_empty_plan() -> None:
    """A plan that names no shift assigns nothing."""
    assert list(Plan().tasks()) == []


def test_without_idle_shifts() -> None:
    """Only orders with work are named; the holds stay."""
    assert PLAN.without_idle() == Plan({3: FIRST}, frozenset({7}))
