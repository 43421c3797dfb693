"""What an hour is worth once it is really added."""

import pytest
from build import engineer
from scanty import RULES, one_day

from engine.limits import Limits
from engine.solve import solve
from scenarios.capacity import capacity_report
from scenarios.capacity.hour import Hour
from scenarios.capacity.measured import Measured, chosen, measure
from scenarios.capacity.report import Report
from scenarios.changes.more_hours import MoreHours

LIMITS = Limits(deterministic=0.5)


def test_the_foretold_and_the_really_added_hour_agree() -> None:
    """Ten hours of work in nine: an hour is foretold to be worth 720, and is, from every seed and by the bounds."""
    short = one_day(10)
    told: list[tuple[int, int]] = []
    report = capacity_report(short, RULES)
    hours = chosen(report, 2)
    found = measure(
        short,
        RULES,
        hours,
        LIMITS,
        (0, 1),
        lambda desk, rules, limits, seed: solve(desk, rules, limits, seed, 1),
        lambda done, of: told.append((done, of)),
    )
    assert {each.hour.who for each in found} == {"ann (tier 1)", "extra tier 1 without a skill"}
    for each in found:
        assert each.hour.worth == pytest.approx(720)
        assert (each.gain, each.noise, each.is_within_noise) == (720, 0, False)
        assert each.least <= 720 <= each.most
        assert len(each.then_done) <= 1
    assert told == [(number, 6) for number in range(1, 7)]


def test_what_is_worthless_is_tested_too_and_found_so() -> None:
    """At a desk with room no time is worth anything: two are tested all the same, and gain no more than the noise."""
    enough = one_day(3, engineers=(engineer("ann"), engineer("bob")))
    report = capacity_report(enough, RULES)
    assert report.where_it_binds() is None
    hours = chosen(report, 2)
    assert [hour.worth for hour in hours] == pytest.approx([0, 0])
    (first, *_) = measure(
        enough,
        RULES,
        hours[:1],
        LIMITS,
        (0, 1),
        lambda desk, rules, limits, seed: solve(desk, rules, limits, seed, 1),
        lambda _done, _of: None,
    )
    assert (first.gain, first.is_within_noise) == (0, True)
    assert chosen(report, 0) == ()


def test_the_noise_is_a_confidence_interval_of_the_difference() -> None:
    """Of two seeds each, 95 % is 12.71 standard errors; with one seed nobody knows."""
    hour = capacity_report(one_day(10), RULES).hours[0]
    assert Measured(hour, 700.0, 700.5, 0, 1).is_within_noise
    assert not Measured(hour, 700.0, 699.5, 0, 1).is_within_noise
    assert not Measured(hour, 0.0, None, 0, 1).is_within_noise


def test_the_time_where_it_binds_is_tested_first() -> None:
    """Of the tier that binds comes first, though time of another tier is dearer."""
    base = capacity_report(one_day(10), RULES)
    dear = Hour("x", 2, (), base.days[0], 60, MoreHours(tier=2, start="now"), worth=9000)
    report = Report(0, 0, base.days, base.loads, base.binding, (), (dear, *base.visitors), base.longer_days)
    binds = report.where_it_binds()
    assert binds is not None
    assert chosen(report, 2) == (binds, dear)
