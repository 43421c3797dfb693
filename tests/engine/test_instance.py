"""The compiled problem."""

import pickle

import build
from oracles import case

from engine.instance import NOWHERE, Change, Instance
from engine.timing import bare, idling


def pair() -> Instance:
    """Return an instance with links, a group, sites and work of two."""
    return case(
        build.problem(
            build.ticket("a", group="g"),
            build.ticket("b", group="g", depends_on=[{"ticket_id": "a"}]),
            build.ticket("c", engineers_needed=2, site_id="hq"),
            build.ticket("d"),
            desk=build.desk(travel_times=build.roads(("home", "hq", 25))),
            sites=(build.site("home"), build.site("hq", client_id="contoso")),
            engineers=(build.engineer("ann"), build.engineer("bob")),
        )
    ).instance


def test_indices() -> None:
    """Work of two has two tasks; linked are the ordered tickets and those of two; groups are found by ticket."""
    found = pair()
    assert found.ticket_tasks == ((0,), (1,), (2, 3), (4,))
    assert found.task_ticket == (0, 1, 2, 2, 3)
    assert found.linked == {0, 1, 2}
    assert found.group_of == {0: (0,), 1: (0,)}
    assert found.shifts_of == ((0, 1, 2, 3, 4), (5, 6, 7, 8, 9))


def test_travel() -> None:
    """From home to hq 25 ticks, from or to nowhere none."""
    found = pair()
    home, office = (found.places.index(each) for each in ("home", "hq"))
    assert found.travel_ticks(0, home, office) == 25
    assert [found.travel_ticks(0, *way) for way in ((NOWHERE, office), (home, NOWHERE), (home, home))] == [0, 0, 0]


def test_equal_forms_are_equal_instances() -> None:
    """The same problem compiled twice is equal, another one is not, and nothing else is an instance."""
    assert pair() == pair()
    assert pair() != case(build.problem(build.ticket())).instance
    assert pair() != "instance"


def test_travels_to_another_process() -> None:
    """Pickled and read back it is equal; memos and gates stay behind."""
    found = pair()
    found.memo["something"] = 1
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert (again.memo, again.gates) == ({}, ())
    assert again.candidates == found.candidates


def test_tickets_of_like_times_share_a_class() -> None:
    """Remote work without windows is one class; a window or a site with hours of its own makes another."""
    window = {"start": build.at(0), "end": build.at(100)}
    hours = build.site("hq", client_id="contoso", opening_hours="mon-fri 09:00-12:00")
    given = build.problem(
        build.ticket("a"),
        build.ticket("b", priority=1),
        build.ticket("c", time_windows=[window]),
        build.ticket("d", site_id="hq"),
        sites=(hours,),
    )
    classes = case(given).instance.time_class
    assert classes[0] == classes[1]
    assert len(set(classes)) == 3


def test_like_tickets_share_their_rows() -> None:
    """Three like tickets have one row of candidates and one of pairs; another tier has its own."""
    team = (build.engineer("ann"), build.engineer("bob", tier=2))
    tickets = [build.ticket(name) for name in "abc"]
    found = case(build.problem(*tickets, build.ticket("d", tier=2), engineers=team)).instance
    assert (len(found.candidate_shift), len(found.pair_engineer)) == (10, 2)
    assert found.candidate_count == 20
    assert found.candidate_row(2).tolist() == list(found.candidates[2]) == [0, 1, 2, 3, 4]
    assert [column.tolist() for column in found.pair_row(3)] == [[1], [60], [found.pairs[3][1][1]]]


def test_orders_by_either_end() -> None:
    """The one order is found by the ticket that waits and by the one that is waited for."""
    found = pair()
    assert found.predecessors == {1: found.orders}
    assert found.successors == {0: found.orders}


def test_what_other_forms_do_not_touch_is_not_found_out_again() -> None:
    """With other changes all that is derived is there already; with other windows or groups, what comes of them is new;
    of shifts named as changed nothing is remembered. Where none is, both instances know what either finds out later.
    """
    found = pair()
    known = found.time_class, found.group_of, found.linked, found.shifts_of
    moved = found.replaced(changes={0: Change(5, 0, 1)})
    for shift in range(len(found.shifts)):
        idling(found, shift)
    assert all(now is was for now, was in zip((moved.time_class, moved.group_of, moved.linked), known, strict=False))
    other = found.replaced((1,), within=(((0, 60),), *found.within[1:]), groups=())
    assert other.shifts_of is known[3]
    assert other.time_class != found.time_class
    assert other.group_of == {}
    assert 1 not in other.of_shifts("idle times")
    assert bare(other, 1) == bare(found, 1)
    assert other.of_shifts("bare").keys() == found.of_shifts("bare").keys()
    assert len(found.of_shifts("idle times")) == len(moved.of_shifts("idle times")) == len(found.shifts)
