"""Tables, and figures as people read them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from rich import box
from rich.table import Column, Table
from rich.text import Text

from engine.domain.problem import Problem
from engine.words import instant_text

Cell = str | Text


def table(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], more: str = "") -> Table:
    """Return a table; ``more`` is a line below it. Cells are shown as they are: no mark-up is read in them."""
    made = Table(
        *columns,
        title=title,
        title_justify="left",
        title_style="bold",
        caption=more or None,
        caption_justify="left",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1),
    )
    for row in rows:
        made.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in row))
    return made


def left(header: str, *, most: int | None = None) -> Column:
    """Return a column of text; with a greatest width it is cut, not wrapped."""
    return Column(header, max_width=most, no_wrap=most is not None, overflow="ellipsis" if most else "fold")


def right(header: str) -> Column:
    """Return a column of figures."""
    return Column(header, justify="right", no_wrap=True)


def and_more(shown: int, total: int, what: str = "") -> str:
    """Return ``... and N more``, the empty text when all are shown."""
    return f"... and {total - shown} more{what and f' {what}'}" if total > shown else ""


def number(value: float) -> str:
    """Return a whole number with its thousands apart."""
    return f"{value:,.0f}"


def cost_text(thousandths: int) -> str:
    """Return a cost, given in thousandths of an engineer-minute, in engineer-minutes."""
    return number(thousandths / 1000)


def signed(thousandths: int) -> str:
    """Return a difference of costs, given in thousandths, in engineer-minutes with its sign."""
    return f"{round(thousandths / 1000):+,}"


def dearer_text(thousandths: int) -> str:
    """Return a difference of costs, given in thousandths, in engineer-minutes: ``29 dearer`` or ``1,678 cheaper``."""
    minutes = round(thousandths / 1000)
    return f"{abs(minutes):,} {'dearer' if minutes > 0 else 'cheaper'}" if minutes else "at the same price"


def percent(share: float, digits: int = 1) -> str:
    """Return a share of 1 in per cent; it is only rounded up to 100 when it is all."""
    shown = round(100 * share, digits)
    return f"{100 - 10**-digits if share < 1 and shown >= 100 else shown:.{digits}f} %"


def share_text(part: int, whole: int) -> str:
    """Return ``3 of 4 (75 %)``."""
    return f"{part:,} of {whole:,} ({percent(part / whole, 0)})" if whole else "none"


def count(amount: int, one: str, many: str = "") -> str:
    """Return ``1 ticket`` or ``2 tickets``."""
    return f"{amount:,} {one if amount == 1 else many or one + 's'}"


def moment(instant: datetime, zone: ZoneInfo) -> str:
    """Return an instant in a zone, as ``Tue 3 Mar 14:30``."""
    return instant_text(instant.astimezone(zone))


def span(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """Return two instants in a zone, the day once: ``Tue 3 Mar 14:30-15:00``."""
    if one_day(start, end, zone):
        return f"{moment(start, zone)}-{end.astimezone(zone):%H:%M}"
    return f"{moment(start, zone)} to {moment(end, zone)}"


def one_day(start: datetime, end: datetime, zone: ZoneInfo) -> bool:
    """Whether two instants are on the same day in a zone."""
    return start.astimezone(zone).date() == end.astimezone(zone).date()


def engineer_text(problem: Problem, engineer_id: str) -> str:
    """Return ``Mike Moreau (mike-moreau)``, the id alone where there is no name."""
    label = problem.engineer[engineer_id].label
    return label if label == engineer_id else f"{label} ({engineer_id})"


def place_text(problem: Problem, client_id: str, site_id: str | None) -> str:
    """Return for whom and where: a client and ``remote``, or its site, whose name often names the client already."""
    client = client_text(problem, client_id)
    if site_id is None:
        return f"{client}, remote"
    site = problem.site[site_id].name or site_id
    return site if site.startswith(client) else f"{client}, {site}"


def client_text(problem: Problem, client_id: str) -> str:
    """Return a client's name."""
    client = problem.client.get(client_id)
    return client.label if client else client_id
