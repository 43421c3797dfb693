"""The ready situations fit any desk."""

from pathlib import Path

import pytest

from engine.domain.problem import Problem
from engine.limits import Limits
from scenarios.demo import demo_problem
from scenarios.generator import generate
from scenarios.library import library, library_text, names
from scenarios.scenariofile import read_scenario, scenario_text
from scenarios.situation import Situation
from scenarios.whatif import variants_of, whatif

DESKS = {"demo": demo_problem(), "large": generate(25, 300, 5, 7), "small": generate(5, 40, 7, 3)}


def test_there_are_enough_and_each_says_what_it_is_for() -> None:
    """At least ten, each named after its file, with one sentence that ends in a question."""
    assert len(names()) >= 10
    for name in names():
        scenario = library(name)
        assert scenario.name == name
        assert scenario.purpose.endswith("?")


@pytest.mark.parametrize("desk", DESKS)
@pytest.mark.parametrize("name", names())
def test_each_fits_every_desk(name: str, desk: str) -> None:
    """All of its changes can be made, are told in words, and leave another situation than there was."""
    problem: Problem = DESKS[desk]
    for variant in variants_of(Situation(problem), library(name)):
        assert variant.situation != Situation(problem)
        assert all(variant.said)


@pytest.mark.parametrize("name", ["big-client-outage", "without-batching"])
def test_two_of_them_run(name: str) -> None:
    """New work and a rule that is off, from the file to the comparison."""
    problem = generate(5, 30, 5, 2)
    found = whatif(Situation(problem), library(name), Limits(deterministic=0.3), (0,), workers=1)
    assert found is not None
    (variant,) = found.variants
    assert variant.is_repriced == (name == "without-batching")
    assert variant.count("new", "left_out") == (4 if name == "big-client-outage" else 0)


def test_a_file_is_read_as_it_is_shown(tmp_path: Path) -> None:
    """What is copied from the library is the same scenario, and so is what a scenario is written as."""
    for name in names():
        for text in (library_text(name), scenario_text(library(name))):
            file = tmp_path / f"{name}.yaml"
            file.write_text(text, encoding="utf-8")
            assert read_scenario(file) == library(name)


def test_unknown_names() -> None:
    """Nothing outside the folder can be named."""
    for name in ("nothing", "../demo", ""):
        with pytest.raises(KeyError):
            library(name)
