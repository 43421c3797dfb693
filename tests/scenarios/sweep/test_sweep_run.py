"""One run of a sweep as a row."""

import pytest
from small_sweeps import figures, small_plan

from constraints import rules_for
from engine.errors import SolverFault
from engine.limits import Limits
from engine.solve import solve
from scenarios.sweep import run as running
from scenarios.sweep.plan import Job
from scenarios.sweep.rows import schema
from scenarios.sweep.run import Row, run


def test_row_is_what_the_plan_comes_to() -> None:
    """Its figures, cost and bound are those of the solve; it is priced by the weights of the run and of the desk."""
    job = small_plan().jobs[0]
    row, problem = run(job), job.situation.problem
    schedule = solve(problem, rules_for(problem.desk), Limits(deterministic=job.effort), job.seed, workers=1).schedule
    assert schedule.score is not None
    assert schedule.kpis is not None
    assert (row["cost"], row["bound"], row["gap"]) == (schedule.score.total, schedule.bound, schedule.gap)
    assert row["travel_minutes"] == schedule.kpis.travel_minutes
    assert row["sla_missed"] == schedule.kpis.sla_targets - schedule.kpis.sla_met
    assert row["weight_travel"] == 0
    assert row["weight_overtime"] == job.own["overtime"]
    amounts = {rule: row[f"amount_{rule}"] for rule in job.own}
    assert sum(row[f"weight_{rule}"] * amount for rule, amount in amounts.items()) == row["cost"]
    assert sum(job.own[rule] * amount for rule, amount in amounts.items()) == row["base_cost"]
    assert row.keys() == set(schema().names) - {"error"}


def off(*rules: str) -> Row:
    """Return the row of a run without some rules."""
    changes = [{"change": "rule_off", "rule": rule} for rule in rules]
    return run(small_plan(changes=changes, weights={"travel": [1000]}, seeds=[0, 1]).jobs[0])


def test_rule_that_is_off_is_priced_all_the_same() -> None:
    """What it would have cost is in the desk's price, not in the run's own; of gates, the breaches are counted."""
    without_price, without_gates = off("unassigned"), off("skill_tier", "skills", "certificates")
    assert without_price["amount_unassigned"] > 0
    assert without_price["base_cost"] - without_price["cost"] == 1000 * without_price["amount_unassigned"]
    assert (without_price["broken"], without_gates["broken"] > 0) == (0, True)


@pytest.mark.parametrize(
    ("error", "words"), [(SolverFault("broke a rule"), "broke a rule"), (KeyError("x"), "KeyError")]
)
def test_run_that_fails_is_a_row(error: Exception, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a solve raises stands in the row, beside what was run."""

    def fails(_job: Job) -> None:
        raise error

    monkeypatch.setattr(running, "_figures", fails)
    job = small_plan().jobs[1]
    row = run(job)
    assert words in row["error"]
    assert (row["key"], row["variant"], row["weight_workload_balance"]) == (job.key, "small", 800)
    assert "cost" not in row


def test_same_job_same_row() -> None:
    """Two runs differ by nothing but the seconds."""
    job = small_plan().jobs[2]
    assert figures(run(job)) == figures(run(job))
