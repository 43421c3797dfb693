"""Who is likely to resolve a ticket, learned from the earlier ones."""

import random

import pytest

from engine.learning.resolver import Resolvers, Settings

SETTINGS = Settings(chains=(("group", "category"), ("opener",)))


def told(model: Resolvers, tickets: int, seed: int = 1) -> Resolvers:
    """Tell a model of tickets, one every hour: group A is ann's, group B is bob's, but printers there are cid's."""
    rng = random.Random(seed)
    for at in range(tickets):
        group, category = rng.choice("AB"), rng.choice(["mail", "printer"])
        who = "ann" if group == "A" else "cid" if category == "printer" else "bob"
        facts = {"group": group, "category": category, "opener": rng.choice("xyz")}
        model.arrive(f"T-{at}", facts, at / 24)
        model.resolve(f"T-{at}", who, at / 24 + 0.02)
    return model


def test_nobody_is_known_at_first() -> None:
    """Before anybody was seen there is nobody to recommend."""
    assert Resolvers(SETTINGS).rank({"group": "A"}, 0.0) == ()


def test_it_learns_who_does_what() -> None:
    """After sixty tickets each kind goes to whoever resolves it, most surely where it is always the same one."""
    model = told(Resolvers(SETTINGS), 60)
    for group, category, who in (("A", "mail", "ann"), ("B", "mail", "bob"), ("B", "printer", "cid")):
        first = model.rank({"group": group, "category": category, "opener": "x"}, 2.6)[0]
        assert first.engineer_id == who
        assert first.probability > 0.8


def test_a_kind_never_seen_backs_off() -> None:
    """A new category of group A is judged by the group."""
    model = told(Resolvers(SETTINGS), 60)
    assert model.rank({"group": "A", "category": "phone", "opener": "new"}, 2.6)[0].engineer_id == "ann"


def test_probabilities() -> None:
    """Those of all engineers sum to one, from the likeliest down, and an answer can be cut short."""
    ranked = told(Resolvers(SETTINGS), 40).rank({"group": "B", "category": "mail"}, 2.0)
    chances = [each.probability for each in ranked]
    assert sum(chances) == pytest.approx(1.0)
    assert chances == sorted(chances, reverse=True)
    short = Settings(chains=SETTINGS.chains, most=2)
    assert told(Resolvers(short), 40).rank({"group": "B", "category": "mail"}, 2.0) == ranked[:2]


def test_the_same_past_gives_the_same_answer() -> None:
    """The answer is a function of what was told, to the last bit; asking changes nothing."""
    first, second = told(Resolvers(SETTINGS), 50), told(Resolvers(SETTINGS), 50)
    facts = {"group": "B", "category": "printer", "opener": "z"}
    assert first.rank(facts, 3.0) == first.rank(facts, 3.0) == second.rank(facts, 3.0)


def test_who_has_tickets_counts_until_they_are_resolved() -> None:
    """Whoever is given the tickets of a kind gets likelier at once; when others resolve them that is taken back."""
    facts = {"group": "A", "category": "mail", "opener": "x"}

    def chance(model: Resolvers, day: float) -> float:
        return next(each.probability for each in model.rank(facts, day) if each.engineer_id == "bob")

    model = told(Resolvers(SETTINGS), 40)
    before = chance(model, 2.0)
    for at in range(4):
        model.arrive(f"N-{at}", facts, 2.0)
        model.hold(f"N-{at}", "bob", 2.0)
    during = chance(model, 2.0)
    for at in range(4):
        model.resolve(f"N-{at}", "ann", 2.1)
    assert during > 2 * before
    assert chance(model, 2.1) < during / 2


def test_what_never_arrived_is_passed_over() -> None:
    """Events of tickets that are not open leave no trace."""
    model = told(Resolvers(SETTINGS), 30)
    before = model.rank({"group": "A"}, 2.0)
    model.hold("T-unknown", "bob", 1.5)
    model.resolve("T-1", "bob", 1.5)
    assert model.rank({"group": "A"}, 2.0) == before


def test_new_habits_are_learned() -> None:
    """When dan takes over group A, he comes first within twenty tickets."""
    model = told(Resolvers(SETTINGS), 60)
    facts = {"group": "A", "category": "mail", "opener": "x"}
    for at in range(20):
        model.arrive(f"N-{at}", facts, 3.0 + at / 10)
        model.resolve(f"N-{at}", "dan", 3.05 + at / 10)
    assert model.rank(facts, 5.0)[0].engineer_id == "dan"


def test_who_had_a_ticket_that_arrives_anew_has_it_no_more() -> None:
    """An open ticket that is told of twice leaves its holder as if she had never had it."""
    facts = {"group": "A", "category": "mail", "opener": "x"}
    twice, once = told(Resolvers(SETTINGS), 40), told(Resolvers(SETTINGS), 40)
    for model in (twice, once):
        model.arrive("N-1", facts, 2.0)
        model.hold("N-1", "bob", 2.0)
    twice.arrive("N-1", facts, 2.1)
    once.hold("N-1", None, 2.1)
    assert twice.rank(facts, 2.2) == once.rank(facts, 2.2)
