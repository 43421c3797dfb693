"""Where every incident stood at an instant."""

from dataclasses import dataclass

import pandas as pd

from .log import RESOLVED_STATES


@dataclass(frozen=True)
class Standing:
    """The visible events, and of each incident its last visible row.

    Parameters
    ----------
    events : DataFrame
        Rows as `read_log` returns them.
    resolved : DataFrame
        Last rows of incidents that stand Resolved or Closed, with ``done_at`` (when) and ``updates`` (rows so far).
        ``resolver`` is missing where the final resolution lies ahead: what the row holds then is the future's value.
    unresolved : DataFrame
        Last rows of all others, reopened ones among them, with ``responded_at`` and ``opened_at``.
    """

    events: pd.DataFrame
    resolved: pd.DataFrame
    unresolved: pd.DataFrame


def stand(events: pd.DataFrame) -> Standing:
    """Return where the incidents stand after the events; by their states alone, for dates may come from the future."""
    last = events.drop_duplicates("number", keep="last").set_index("number")
    says_resolved = events["state"].isin(RESOLVED_STATES)
    is_touched = (events["state"] != "New") | events["assignee"].notna()
    last = last.assign(
        first_done_at=events[says_resolved].groupby("number")["updated_at"].min(),
        responded_at=events[is_touched].groupby("number")["updated_at"].min(),
        updates=events.groupby("number").size(),
    )
    is_resolved = last["state"].isin(RESOLVED_STATES)
    resolved = last[is_resolved]
    resolved = resolved.assign(done_at=resolved["resolved_at"].fillna(resolved["first_done_at"]))
    return Standing(events, resolved, last[~is_resolved])
