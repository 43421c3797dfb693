"""What a recommended resolver is compared with: the two rules of today's desks, and tables of who is most frequent."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from statistics import median

from api.connectors.incidents.evidence import Arrived, Event, Held, Resolved
from api.connectors.incidents.resolving import Links

MOST = 5
"""Engineers in an answer."""
_HALF_LIFE_DAYS = 14.0
_SKILLED = 1.0
"""Points of practice that somebody needs to count as skilled: more than one incident, lately."""
_DAY = 86_400.0


class MostFrequent:
    """Who resolved most incidents with the same facts; then who resolved most of all.

    Parameters
    ----------
    facts : tuple of str
        Facts of the first row that make a table's key.
    """

    def __init__(self, facts: tuple[str, ...]) -> None:
        self._facts = facts
        self._tables: dict[Hashable, Counter[str]] = defaultdict(Counter)

    def learn(self, facts: Mapping[str, str], resolver: str) -> None:
        """Count an incident."""
        self._tables[()][resolver] += 1
        if self._facts:
            self._tables[self._key(facts)][resolver] += 1

    def rank(self, facts: Mapping[str, str]) -> list[str]:
        """Return the likeliest five."""
        own = self._tables[self._key(facts)].most_common(MOST)
        return list(dict.fromkeys(each for each, _ in [*own, *self._tables[()].most_common(2 * MOST)]))[:MOST]

    def _key(self, facts: Mapping[str, str]) -> Hashable:
        return tuple(facts[name] for name in self._facts)


class Desk:
    """What a dispatcher who follows a rule has before her: who is skilled in what, and who holds how many incidents.

    Parameters
    ----------
    skill : str
        Fact that names the skill an incident asks for, "group" or "category". An incident of no group asks for that in
        which most of its category were resolved. Resolving an incident earns a point, which fades.
    """

    def __init__(self, skill: str) -> None:
        self._skill = skill
        self._links = Links()
        self._facts: dict[str, Mapping[str, str]] = {}
        self._holder: dict[str, str] = {}
        self._load: Counter[str] = Counter()
        self._usual: dict[str, Counter[str]] = defaultdict(Counter)
        self._points: dict[str, dict[str, tuple[float, float]]] = defaultdict(dict)

    def tell(self, event: Event) -> None:
        """Take in an event."""
        if isinstance(event, Arrived):
            self._facts[event.number] = event.facts
        elif isinstance(event, Held):
            self._hold(event.number, self._links.resolver(event))
        elif isinstance(event, Resolved):
            self._links.add(event)
            self._hold(event.number, None)
            self._earn(event)

    def best_skilled(self, event: Arrived) -> list[str]:
        """Return those with most points first, of those who hold no more than is usual among them; then the others."""
        points = self._skilled(event)
        usual = median(self._load[each] for each in points) if points else 0
        return sorted(points, key=lambda each: (self._load[each] > usual, -points[each], each))[:MOST]

    def best_of_all(self, event: Arrived) -> list[str]:
        """Return those with most points first, whatever they hold."""
        points = self._skilled(event)
        return sorted(points, key=lambda each: (-points[each], each))[:MOST]

    def lowest_workload(self, event: Arrived) -> list[str]:
        """Return those who hold fewest first, of those who are skilled; then the others."""
        points = self._skilled(event)
        rank = {each: (points[each] < _SKILLED, self._load[each], -points[each], each) for each in points}
        return sorted(points, key=lambda each: rank[each])[:MOST]

    def _hold(self, number: str, who: str | None) -> None:
        before = self._holder.pop(number, None)
        if before is not None:
            self._load[before] -= 1
        if who is not None:
            self._holder[number] = who
            self._load[who] += 1

    def _earn(self, event: Resolved) -> None:
        facts = self._facts[event.number]
        skill = event.group if self._skill == "group" else facts[self._skill]
        if skill:
            self._usual[facts["category"]][skill] += 1
            day = event.at.timestamp() / _DAY
            held = self._points[skill]
            held[event.resolver] = self._faded(held.get(event.resolver, (0.0, day)), day) + 1.0, day

    def _skilled(self, event: Arrived) -> dict[str, float]:
        """Return the points of everybody who has any in what the incident asks for."""
        skill, day = event.facts[self._skill], event.at.timestamp() / _DAY
        if not skill:
            usual: Sequence[tuple[str, int]] = self._usual[event.facts["category"]].most_common(1)
            skill = usual[0][0] if usual else ""
        return {who: self._faded(kept, day) for who, kept in self._points.get(skill, {}).items()}

    @staticmethod
    def _faded(kept: tuple[float, float], day: float) -> float:
        points, since = kept
        return float(points * 0.5 ** ((day - since) / _HALF_LIFE_DAYS))
