"""What a plan after events writes into a desk's data, kept with its version so that an undo can take it back."""

import datetime as dt
from typing import Any

from api.store.desks import KINDS, Edit, still_there
from constraints import by_name
from engine.domain.base import Frozen
from engine.domain.engineer import Busy
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.errors import DataError
from engine.validate import check_rules, validate

from .editing import SINGULAR
from .errors import Settled

_PLAN_ANEW = "Maybe correct the data where it is otherwise, and replan"


class RowWritten(Frozen):
    """A row as it was and as it has become; None is not there. Busy time is apart."""

    kind: str
    id: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None


class BusyWritten(Frozen):
    """Busy time that an engineer has no more, and that came."""

    engineer_id: str
    before: tuple[Busy, ...] = ()
    after: tuple[Busy, ...] = ()


class Written(Frozen):
    """What has become otherwise in a desk's data.

    Parameters
    ----------
    now : datetime
        The desk's now at that moment.
    """

    now: dt.datetime
    rows: tuple[RowWritten, ...] = ()
    busy: tuple[BusyWritten, ...] = ()

    @property
    def reverse(self) -> "Written":
        """The same, backwards."""
        rows = (each.model_copy(update={"before": each.after, "after": each.before}) for each in self.rows)
        busy = (each.model_copy(update={"before": each.after, "after": each.before}) for each in self.busy)
        return Written(now=self.now, rows=tuple(rows), busy=tuple(busy))


def written_between(old: Problem, new: Problem) -> Written:
    """Return what one problem has otherwise than another one, but for the desk itself."""
    rows, busy = list[RowWritten](), list[BusyWritten]()
    for kind in KINDS:
        was, now = ({each.id: each for each in getattr(of, kind)} for of in (old, new))
        for id_ in {**was, **now}:
            before, after = _body(was.get(id_)), _body(now.get(id_))
            if before != after:
                rows.append(RowWritten(kind=kind, id=id_, before=before, after=after))
    for engineer in new.engineers:
        known = old.engineer[engineer.id].busy if engineer.id in old.engineer else ()
        gone = tuple(each for each in known if each not in engineer.busy)
        came = tuple(each for each in engineer.busy if each not in known)
        if gone or came:
            busy.append(BusyWritten(engineer_id=engineer.id, before=gone, after=came))
    return Written(now=old.desk.now, rows=tuple(rows), busy=tuple(busy))


def edits_of(written: Written) -> list[Edit]:
    """Return the rows to write."""
    return [Edit(each.kind, each.id, _model(each.kind, each.after)) for each in written.rows]


def applied(problem: Problem, written: Written, published: Schedule | None) -> Problem:
    """Return a problem with something written into it.

    Parameters
    ----------
    published : Schedule or None
        What is published, as it is stored.

    Raises
    ------
    Settled
        When a row is no longer as it was before.
    DataError
        When the desk would not be valid.
    """
    found = {kind: {each.id: each for each in getattr(problem, kind)} for kind in KINDS}
    for row, edit in zip(written.rows, edits_of(written), strict=True):
        there = found[row.kind].get(row.id)
        # As models: what was kept may be of an older release, with fewer fields.
        if _body(there) != _body(_model(row.kind, row.before)):
            raise Settled(f"{SINGULAR[row.kind]} {row.id} has been changed since. {_PLAN_ANEW}")
        if edit.model is None:
            del found[row.kind][row.id]
        else:
            busy = {"busy": there.busy} if there is not None and hasattr(there, "busy") else {}
            found[row.kind][row.id] = edit.model.model_copy(update=busy)
    for each in written.busy:
        engineer = found["engineers"].get(each.engineer_id)
        if engineer is not None:
            kept = tuple(busy for busy in engineer.busy if busy not in each.before)
            came = tuple(busy for busy in each.after if busy not in kept)
            found["engineers"][each.engineer_id] = engineer.model_copy(update={"busy": (*kept, *came)})
    made = problem.model_copy(
        update={"published": None} | {kind: tuple(parts.values()) for kind, parts in found.items()}
    )
    flaws = [*validate(made), *check_rules(made.desk, by_name())]
    if flaws:
        raise DataError(flaws)
    return made.model_copy(update={"published": still_there(published, made) if published else None})


def _model(kind: str, body: dict[str, Any] | None) -> Frozen | None:
    return KINDS[kind][1].model_validate(body) if body is not None else None


def _body(model: Any) -> dict[str, Any] | None:
    return model.model_dump(mode="json", exclude={"busy"}) if model is not None else None
