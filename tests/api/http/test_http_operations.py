"""What whoever runs the service asks it, and where a browser is led."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from anyio.to_thread import current_default_thread_limiter, run_sync
from served_desks import Template, World, opened, problem_of
from waiting import PATIENCE

from api.warm.pool import WarmPool


def test_service_is_up_and_ready(world: World) -> None:
    """Anybody may ask, without a key."""
    nobody = world.caller("nobody")
    assert nobody.json("/health") == {"status": "ok"}
    assert world.caller().get("/board").status_code == 200
    assert nobody.json("/ready") == {"status": "ready"}


def test_service_whose_threads_all_wait_is_up(sqlite_world: World) -> None:
    """Whoever watches over it is told that it lives, however many requests wait for something."""
    limiter = sqlite_world.portal.call(current_default_thread_limiter)
    sqlite_world.portal.call(setattr, limiter, "total_tokens", 1)
    has_begun, may_end = threading.Event(), threading.Event()

    def wait() -> None:
        has_begun.set()
        may_end.wait()

    waiting = sqlite_world.portal.start_task_soon(run_sync, wait)
    with ThreadPoolExecutor(1) as threads:
        try:
            assert has_begun.wait(PATIENCE)
            asked = threads.submit(sqlite_world.caller("nobody").json, "/health")
            assert asked.result(PATIENCE) == {"status": "ok"}
        finally:
            may_end.set()
    waiting.result(PATIENCE)


def test_service_without_a_worker_is_not_ready(sqlite_template: Template, tmp_path: Path) -> None:
    """It is up all the same, and says when to ask again."""
    with WarmPool(0) as nobody_there, opened(sqlite_template, tmp_path, nobody_there) as world:
        nobody = world.caller("nobody")
        answer = nobody.get("/ready")
        problem_of(answer, 503)
        assert int(answer.headers["retry-after"]) > 0
        assert nobody.get("/health").status_code == 200
        assert world.caller().get("/desk").status_code == 200


def test_figures_are_by_route_and_never_by_id(world: World) -> None:
    """Requests are counted under the route's path, whatever ids they name; unknown paths share one name."""
    caller, admin = world.caller(), world.caller("admin")
    for ticket in ("T-1003", "T-1004", "T-9"):
        caller.get(f"/tickets/{ticket}")
    caller.get("/no-such-path-42")
    caller.get("/board")
    caller.post("/plans", {"seconds": 1})
    figures = admin.get("/metrics")
    assert figures.headers["content-type"].startswith("text/plain")
    assert 'openday_requests_total{method="GET",route="/tickets/{row_id}",status="200"}' in figures.text
    assert 'openday_requests_total{method="GET",route="/tickets/{row_id}",status="404"}' in figures.text
    assert 'openday_jobs{state="queued"} 1.0' in figures.text
    assert 'openday_warm_workers{state="up"} 1.0' in figures.text
    assert "T-1003" not in figures.text
    assert "no-such-path" not in figures.text


def test_made_up_methods_share_one_figure(sqlite_world: World) -> None:
    """Whoever has no key cannot fill the memory with figures of methods that there are not."""
    nobody, admin = sqlite_world.caller("nobody"), sqlite_world.caller("admin")
    for number in range(3):
        assert nobody.ask(f"MADEUP{number}", "/health").status_code == 405
    figures = admin.get("/metrics").text
    assert 'openday_requests_total{method="other",route="/health",status="405"}' in figures
    assert "MADEUP" not in figures


def test_figures_are_open_on_loopback_where_the_operator_says_so(
    sqlite_template: Template, tmp_path: Path, pool: WarmPool
) -> None:
    """A scraper on the same machine needs no key then."""
    with opened(sqlite_template, tmp_path, pool, open_metrics=True) as world:
        assert world.caller("nobody").get("/metrics").status_code == 200


def test_browser_is_led_to_the_page(sqlite_world: World) -> None:
    """The root leads there, with or without a slash."""
    nobody = sqlite_world.caller("nobody")
    assert nobody.get("/").headers["location"] == "/app/"
    assert nobody.get("/app/").status_code in (200, 503)
    assert "text/html" in nobody.get("/app/").headers["content-type"]
