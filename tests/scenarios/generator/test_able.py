"""Who could take a ticket."""

from scenarios.generator import generate
from scenarios.generator.able import Takers, can_take


def test_asked_once_for_all_like_tickets() -> None:
    """Looked up by class, every ticket has just those engineers of whom the plain question is answered with yes."""
    problem = generate(24, 300, 5, 3)
    takers = Takers(problem.engineers)
    for ticket in problem.tickets:
        client, site = problem.client[ticket.client_id], problem.site.get(ticket.site_id or "")
        expected = [each for each in problem.engineers if can_take(each, ticket, client, site)]
        assert takers.of(ticket, client, site) == expected
