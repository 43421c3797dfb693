"""Tickets moved, lost and gained between schedules made by hand."""

from build import engineer, problem, ticket
from hand_made import solved

from scenarios.comparison.fate import fates, unrest

PEOPLE = (engineer("ann"), engineer("ben"))
BEFORE = problem(*(ticket(f"t{n}") for n in (1, 2, 3, 4, 5, 8)), engineers=PEOPLE)
AFTER = problem(*(ticket(f"t{n}") for n in (1, 2, 3, 4, 6, 7, 8)), engineers=PEOPLE)
FIRST = (
    ("t1", "ann", 0, 60),
    ("t2", "ann", 60, 120),
    ("t4", "ann", 120, 180),
    ("t5", "ben", 0, 60),
    ("t8", "ben", 60, 120),
)
THEN = (
    ("t1", "ann", 0, 60),
    ("t2", "ben", 0, 60),
    ("t3", "ann", 60, 120),
    ("t6", "ann", 120, 180),
    ("t8", "ben", 120, 180),
)


def test_every_kind() -> None:
    """t1 stays, t2 moves, t3 comes in, t4 falls out, t5 is no more, t6 and t7 are new, t8 is later."""
    found = {each.ticket.id: each.kind for each in fates(solved(BEFORE, FIRST), solved(AFTER, THEN))}
    assert found == {
        "t2": "moved",
        "t3": "gained",
        "t4": "lost",
        "t5": "gone",
        "t6": "new",
        "t7": "left_out",
        "t8": "retimed",
    }


def test_lost_comes_first_then_the_rest_in_their_order() -> None:
    """The order is that in which they are told."""
    kinds = [each.kind for each in fates(solved(BEFORE, FIRST), solved(AFTER, THEN))]
    assert kinds == ["lost", "left_out", "gained", "new", "moved", "retimed", "gone"]


def test_sure_is_what_no_seed_before_had() -> None:
    """t1 goes to ben on both seeds; but one seed before had t2 with ben as well."""
    desk = problem(ticket("t1"), ticket("t2"), engineers=PEOPLE)
    with_ann = (("t1", "ann", 0, 60), ("t2", "ann", 60, 120))
    mixed = (("t1", "ann", 0, 60), ("t2", "ben", 60, 120))
    with_ben = (("t1", "ben", 0, 60), ("t2", "ben", 60, 120))
    found = {each.ticket.id: each for each in fates(solved(desk, with_ann, mixed), solved(desk, with_ben, with_ben))}
    assert found["t1"].is_sure
    assert not any(each.is_sure for key, each in found.items() if key == "t2")


def test_one_seed_is_never_sure() -> None:
    """With a single run a move may be the solver's whim."""
    assert not any(each.is_sure for each in fates(solved(BEFORE, FIRST), solved(AFTER, THEN)) if each.kind == "moved")


def test_the_same_schedule_has_no_fates() -> None:
    """Nothing moves where nothing does."""
    assert fates(solved(BEFORE, FIRST), solved(BEFORE, FIRST)) == ()


def test_unrest_counts_engineers_that_differ() -> None:
    """Of three schedules two give t1 to the same engineer and one does not: 0, 1 and 1 differ, 2/3 on average."""
    desk = problem(ticket("t1"), engineers=PEOPLE)
    runs = solved(desk, (("t1", "ann", 0, 60),), (("t1", "ann", 60, 120),), (("t1", "ben", 0, 60),)).schedules
    assert unrest(runs) == 2 / 3
    assert unrest(runs[:1]) is None
