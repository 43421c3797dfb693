"""``openday learn``."""

import datetime as dt
import json
from pathlib import Path

import pytest
from cli_said import Cli
from decided import MONDAY, decided

from api.cli.learning import Replay, learned_of
from constraints import by_name, rules_for
from engine.domain.preference import Preference
from engine.domain.problem import Problem
from engine.files import read_problem
from engine.learning.decision import Decision
from engine.learning.understood import Effect, Understood


@pytest.fixture
def decisions(desk: Path, tmp_path: Path) -> Path:
    """Return a file in which a near place is passed over again and again, six times for a known engineer."""
    problem = read_problem(desk, by_name())
    near, known = problem.engineers[0].id, problem.engineers[1].id
    client = problem.clients[0].id
    places = {near: {"travel": 10, "familiarity": 20}, known: {"travel": 14}}
    worse = {near: {"travel": 10}, known: {"travel": 30, "familiarity": 20}}
    made = [decided(at, known, at // 4, client="other", **places) for at in range(8)]
    made += [decided(20 + at, known, at // 3, client=client, **worse) for at in range(6)]
    file = tmp_path / "decisions.json"
    file.write_text(json.dumps([each.model_dump(mode="json") for each in made]), encoding="utf-8")
    return file


def test_weights_and_what_they_cannot_explain(cli: Cli, desk: Path, decisions: Path) -> None:
    """The table shows what has moved, a line asks about the habit in names, and the last week is compared."""
    said = cli("learn", desk, decisions, "--replay")
    problem = read_problem(desk, by_name())
    near, known, client = problem.engineers[0].label, problem.engineers[1].label, problem.clients[0].label
    assert said.code == 0
    assert "familiarity" in said.out
    asked = f"- You chose {known} over a better-priced {near} 6 times for {client}: prefer {known} there?"
    assert asked in said.out
    assert "learned before that week" in said.out


def test_json_and_freezing(cli: Cli, desk: Path, decisions: Path) -> None:
    """As JSON the weights before and after are there, and a frozen rule has not moved."""
    found = cli("learn", desk, decisions, "--freeze", "familiarity", "--json").json
    assert found["learned"]["weights"]["familiarity"] == found["before"]["familiarity"]
    assert {each["rule"] for each in found["learned"]["steps"]} == {"travel"}
    early = cli("learn", desk, decisions, "--at", "2026-03-01T08:00", "--json").json
    assert early["learned"]["weights"] == early["before"]


def test_bad_input(cli: Cli, desk: Path, decisions: Path, tmp_path: Path) -> None:
    """A rule that has no weight, and a file that is no list of decisions, are named; the exit code is 2."""
    said = cli("learn", desk, decisions, "--freeze", "skills")
    assert (said.code, "--freeze: there is no rule of this name with a weight" in said.err) == (2, True)
    file = tmp_path / "other.json"
    file.write_text('[{"id": "1"}]', encoding="utf-8")
    said = cli("learn", desk, file)
    assert said.code == 2
    assert "other.json, [0].actor: is missing" in said.err


def test_what_was_learned_before_knows_nothing_of_later(desk: Path) -> None:
    """A preference and a reason that are confirmed this week change what is learned by now, and nothing before."""
    problem = read_problem(desk, by_name())
    near, known, client = problem.engineers[0].id, problem.engineers[1].id, problem.clients[0].id
    places = {near: {"travel": 10}, known: {"travel": 30, "familiarity": 20}}
    made = [decided(at, known, at // 2, client=client, **places) for at in range(20)]
    now = MONDAY + dt.timedelta(days=10)
    wish = Preference(client_id=client, engineer_id=known, minutes=60, owner="dora", expires=dt.date(2026, 6, 1))
    loved = problem.clients[0].model_copy(update={"preferences": (wish,)})
    later = problem.model_copy(update={"clients": (loved, *problem.clients[1:])})
    meant = Understood(topic="continuity", rule="familiarity", effect=Effect.EVIDENCE)
    told = [each.model_copy(update={"understood": meant}) for each in made]

    def replayed(of: Problem, decisions: list[Decision]) -> Replay:
        found = learned_of(of, rules_for(problem.desk), decisions, now, (), with_replay=True).replay
        assert found is not None
        return found

    plain, since = replayed(problem, made), replayed(later, told)
    assert since.learned_before == plain.learned_before
    assert since.learned.top1 == since.learned.count > plain.learned_before.top1
