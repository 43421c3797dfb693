"""A what-if as a job: the variants of a scenario solved beside the desk as it is, compared, and kept with the job."""

from typing import Any

from api.service.service import wall_clock
from api.store.database import Database
from api.store.desks import snapshot
from api.store.tables import Job
from engine.limits import Limits
from scenarios.comparison import Comparison
from scenarios.comparison.document import comparison_document
from scenarios.scenario import Scenario
from scenarios.situation import Situation
from scenarios.whatif import whatif

from .lease import finish
from .queue import CANCELLED, DONE
from .teller import Teller


def outcome_of(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as it is kept with its job."""
    return {"comparison": comparison_document(comparison)}


def run_what_if(database: Database, job: Job, lease: str, threads: int) -> None:
    """Run a what-if to its end, and write it; what was stopped keeps the comparison of what was done."""
    wanted = job.request
    with database.read() as session:
        problem = snapshot(session, job.desk_id, wall_clock()).problem
    with Teller(database, job.id, lease) as teller:
        found = whatif(
            Situation(problem),
            Scenario.model_validate(wanted["scenario"]),
            Limits(seconds=wanted["each_seconds"]),
            range(wanted["seeds"]),
            problem.published if wanted["against"] == "published" else None,
            workers=threads,
            on_step=teller.hear,
            is_stopped=teller.is_stopped,
        )
    note = "stopped early, what was done until then is compared" if teller.is_asked_to_stop else ""
    outcome = outcome_of(found) if found else None
    with database.write() as session:
        state = DONE if found else CANCELLED
        finish(session, job.id, lease, wall_clock(), state=state, note=note, outcome=outcome)
