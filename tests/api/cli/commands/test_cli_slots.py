"""``openday slots``."""

from pathlib import Path

from cli_said import Cli


def test_times_to_offer(cli: Cli, desk: Path) -> None:
    """A table of half days, each with engineer and price; as JSON the same, the cheapest at no extra cost."""
    asked = [cli("slots", desk, "--ticket", f"T-{number}", "--json") for number in range(1001, 1007)]
    answer = max((each.json for each in asked if each.code == 0), key=lambda each: len(each["offers"]))
    assert [each["extra_cost"] for each in answer["offers"]].count(0) >= 1
    assert {each["part"] for each in answer["offers"]} == {"morning", "afternoon"}
    said = cli("slots", desk, "--ticket", answer["ticket_id"], "--most", "1")
    assert said.code == 0
    assert "Times to offer" in said.out
    assert f"{len(answer['offers']) + answer['others'] - 1} other half day" in said.out


def test_slip_in_the_id(cli: Cli, desk: Path) -> None:
    """A slip in the id is answered with close matches."""
    said = cli("slots", desk, "--ticket", "T1001")
    assert said.code == 2
    assert "Maybe you mean T-1001" in said.err
