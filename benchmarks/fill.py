"""How often and how fast an afternoon is filled: ``python -m benchmarks.fill [DAY ...]`` (days of March 2026)."""

import statistics
import sys
import time
from datetime import datetime
from zoneinfo import ZoneInfo

from constraints import rules_for
from engine.questions.fill import fill
from scenarios.demo import demo_problem


def main() -> None:
    """Fill every engineer's afternoon on the demo desk, nothing published; print process seconds and what is proven."""
    days = [int(each) for each in sys.argv[1:]] or [3, 4]
    problem = demo_problem()
    rules, zone = rules_for(problem.desk), ZoneInfo(problem.desk.time_zone)
    seconds, proven = [], 0
    for day in days:
        for engineer in problem.engineers:
            start, end = (datetime(2026, 3, day, hour, tzinfo=zone) for hour in (13, 17))
            began = time.process_time()
            answer = fill(problem, rules, engineer.id, start, end)
            seconds.append(time.process_time() - began)
            proven += answer.schedule.status == "optimal"
            print(
                f"{start:%a %d} {engineer.id:16} {seconds[-1]:.2f} s, {answer.candidates:3} candidates, "
                f"{len(answer.choices)} chosen, {len(answer.alternatives)} alternatives, "
                f"{answer.schedule.status}, gap {answer.schedule.gap:.2%}"
            )
    print(f"median {statistics.median(seconds):.2f} s, longest {max(seconds):.2f} s of process time")
    print(f"proven optimal: {proven} of {len(seconds)}")


if __name__ == "__main__":
    main()
