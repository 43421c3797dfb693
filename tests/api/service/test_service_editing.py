"""Changing a desk's data: checked whole, written whole, and thought out again when others were faster."""

import json
from collections.abc import Iterator
from typing import Any

import build
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stored_desks import NOW, add_desks

from api.service import editing
from api.service.editing import merge
from api.service.errors import Busy
from api.service.fit import unfit
from api.service.service import Service
from api.settings import Settings
from api.store import desks
from api.store.database import Database
from api.store.desks import Edit, Snapshot
from api.warm.pool import WarmPool
from engine.domain.engineer import Engineer
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.errors import DataError, UnknownId

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def service(any_database: Database) -> Iterator[Service]:
    """Return a service with the desk acme and nobody to ask."""
    add_desks(any_database, "acme")
    with WarmPool(0) as nobody:
        yield Service(Settings(database=any_database.url), any_database, nobody, clock=lambda: NOW)


@pytest.mark.parametrize(
    ("target", "patch", "merged"),
    [
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        (["a", "b"], ["c", "d"], ["c", "d"]),
        ({"a": "b"}, ["c"], ["c"]),
        ({"a": "foo"}, None, None),
        ({"a": "foo"}, "bar", "bar"),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_merge_patch_does_what_its_standard_says(target: Any, patch: Any, merged: Any) -> None:
    """The test cases of RFC 7396, appendix A."""
    assert merge(target, patch) == merged


@given(target=JSON, patch=JSON)
def test_merge_patch_twice_is_once(target: Any, patch: Any) -> None:
    """Whatever is patched with whatever: doing it again changes nothing, and the patch itself stays as it is."""
    before = json.dumps(patch)
    once = merge(target, patch)
    assert merge(once, patch) == once
    assert json.dumps(patch) == before


@given(value=JSON)
def test_what_passes_as_fit_can_be_written_anywhere(value: Any) -> None:
    """A text without a flaw can be encoded and has no zero character; every other one is found."""
    text = json.dumps(value, ensure_ascii=False)
    is_fit = "\\u0000" not in text and not any(0xD800 <= ord(each) < 0xE000 for each in text)
    assert (not list(unfit(value))) == is_fit


def test_change_is_thought_out_again_when_others_were_faster(service: Service) -> None:
    """The second thought sees what the others have written, and nothing of theirs is lost."""
    seen: list[tuple[int, int]] = []

    def think(now: Snapshot) -> editing.Change:
        seen.append((now.data_version, now.problem.engineer["ann"].tier))
        if len(seen) == 1:
            hire = editing.replace_rows("engineers", [build.engineer("ann", tier=4)], action="write")
            editing.change(service, "acme", "bob", hire)
        model = editing.patched(now, "engineers", "ann", {"name": "Ann"})
        return editing.replace_rows("engineers", [model], action="edit")(now)

    changed = editing.change(service, "acme", "ann", think)
    assert seen == [(1, 1), (2, 4)]
    ann = service.snapshot("acme").problem.engineer["ann"]
    assert (changed.data_version, ann.name, ann.tier) == (3, "Ann", 4)
    assert changed.after == service.snapshot("acme")


def test_who_is_always_too_late_is_told_so(service: Service) -> None:
    """After so many thoughts the service gives up, with nothing written."""

    def think(now: Snapshot) -> editing.Change:
        with service.database.write() as session:
            desks.count_up(session, "acme", now.data_version)
        return editing.replace_rows("engineers", [build.engineer("zoe")], action="write")(now)

    with pytest.raises(Busy, match="nothing was written"):
        editing.change(service, "acme", "ann", think)
    assert set(service.snapshot("acme").problem.engineer) == {"ann", "bob"}
    assert service.snapshot("acme").data_version == 1 + editing.ATTEMPTS


def test_imported_schedule_is_judged_before_anything_is_locked(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Judging it takes its time, once, however often the change is thought out; nobody waits for that to write."""
    problem = build.problem(
        build.ticket("t1"), engineers=(build.engineer("ann"),), published=build.schedule(("t1", "ann", 0, 60))
    )
    judged: list[int] = []

    def judge(given: Problem) -> Schedule | None:
        # On SQLite a writer would wait here for one that has begun, and give up.
        with service.database.write() as session:
            desks.count_up(session, "acme", 1)
        judged.append(1)
        return given.published

    monkeypatch.setattr(editing, "published_of", judge)
    change = editing.take_over(problem, "ann")
    assert judged == [1]
    editing.change(service, "acme", "ann", change)
    editing.change(service, "acme", "ann", change)
    assert judged == [1]
    assert service.snapshot("acme").published == problem.published


def test_imported_desk_with_flaws_is_not_judged(service: Service) -> None:
    """Its flaws are told first; a schedule of work that is not there could not be read."""
    problem = build.problem(engineers=(build.engineer("ann"),), published=build.schedule(("t1", "ann", 0, 60)))
    with pytest.raises(DataError, match="t1"):
        editing.take_over(problem, "ann")
    assert service.snapshot("acme").data_version == 1


def test_answer_is_kept_with_the_change_or_not_at_all(service: Service) -> None:
    """What fails while it is remembered has changed nothing."""

    def fail(_session: object, changed: editing.Changed) -> None:
        assert (changed.data_version, changed.rows) == (2, 1)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        editing.change(service, "acme", "ann", editing.delete_row("engineers", "bob"), fail)
    assert set(service.snapshot("acme").problem.engineer) == {"ann", "bob"}


def test_row_with_flaws_is_refused_with_all_of_them(service: Service) -> None:
    """A model that is none, and one that does not fit the desk."""
    now = service.snapshot("acme")
    with pytest.raises(DataError) as caught:
        editing.parsed(Engineer, {"id": "zoe", "tier": 9, "working_hours": "always", "name": "\x00"})
    assert {flaw.field for flaw in caught.value.flaws} == {"tier", "time_zone", "working_hours"}
    with pytest.raises(DataError, match="cannot be kept"):
        editing.parsed(Engineer, build.engineer("zoe").model_dump() | {"name": "\x00"})
    with pytest.raises(DataError, match="an id stays as it is"):
        editing.patched(now, "engineers", "ann", {"id": "zoe"})
    with pytest.raises(UnknownId):
        editing.patched(now, "engineers", "zoe", {})
    home = editing.replace_rows("engineers", [build.engineer("ann", home_site="nowhere")], action="write")
    with pytest.raises(DataError, match="no such site"):
        editing.change(service, "acme", "ann", home)


def test_written_row_is_told_as_it_is_stored(service: Service) -> None:
    """What the change returns is what the next reader gets, busy time included."""
    with service.database.write() as session:
        desks.write(session, "acme", [Edit("engineers", "ann", build.engineer("ann", name="Ann"))])
        desks.count_up(session, "acme", 1)
    think = editing.replace_rows("engineers", [build.engineer("ann", tier=2), build.engineer("zoe")], action="write")
    changed = editing.change(service, "acme", "ann", think)
    assert changed.after.problem == service.snapshot("acme").problem
    assert [each.id for each in changed.after.problem.engineers] == ["ann", "bob", "zoe"]
