"""The description of the API: as people read it at /docs, and as programs read it."""

import re
from html.parser import HTMLParser
from typing import Any

from access_matrix import CALLS, KNOWN, OPEN
from named_things import in_the_matrix
from served_desks import World

from api.http.manual import manual

EMPTY = {"responses": {"200": {"description": ""}}, "tags": ["t"], "operationId": "o", "description": "Words."}


class Page(HTMLParser):
    """What is on a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags, self.ids, self.words = set[str](), list[str](), list[str]()
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.words.append(data)


def operations(document: Any) -> list[tuple[str, str, Any]]:
    """Return what a document describes."""
    return [(method, path, each) for path, all_ in document["paths"].items() for method, each in all_.items()]


def test_page_shows_every_route_and_model(sqlite_world: World) -> None:
    """Whoever comes without a key reads of each route what it does and who may, and of each model its fields."""
    nobody = sqlite_world.caller("nobody")
    answer, document = nobody.get("/docs"), nobody.json("/openapi.json")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    words = Page(answer.text).words
    for method, path, each in operations(document):
        place = words.index(f"{method.upper()} {path}")
        for_ = words.index("For", place)
        assert "".join(words[place + 1 : for_]) == each["description"].replace("`", "")
        said = words[for_ + 1]
        assert said == ", ".join(each.get("x-roles", [])) or said in ("anybody", "whoever is known")
    assert {*each["responses"]} <= set(words)
    for name, schema in document["components"]["schemas"].items():
        assert name in words
        assert schema.get("properties", {}).keys() <= set(words)


def test_page_needs_nothing_from_elsewhere(sqlite_world: World) -> None:
    """It has no script, loads nothing, and each of its links leads to a place that there is: no policy stops it."""
    page = Page(sqlite_world.caller("nobody").get("/docs").text)
    assert page.tags.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "form", "base"})
    assert not [name for name, _ in page.attributes if name == "src" or name.startswith("on")]
    links = {value for name, value in page.attributes if name == "href"}
    assert {link for link in links if not link.startswith("#")} == {"/openapi.json"}
    assert {link[1:] for link in links if link.startswith("#")} <= set(page.ids)
    assert len(set(page.ids)) == len(page.ids)


def test_described_roles_are_those_that_may(sqlite_world: World) -> None:
    """The description says the same as the matrix, by which every route is tried with every role."""
    for method, path, each in operations(sqlite_world.caller("nobody").json("/openapi.json")):
        roles = CALLS[f"{method.upper()} {in_the_matrix(path)}"].roles
        known = KNOWN if each.get("security") else OPEN
        assert set(each.get("x-roles", known)) == roles, (method, path)


def test_page_shows_texts_as_texts() -> None:
    """Markup in a description is shown and not obeyed."""
    document = {
        "info": {"title": "<b>", "version": "1", "description": "a <script> b"},
        "paths": {"/<i>": {"get": EMPTY}},
        "components": {"schemas": {"S": {"type": "object", "properties": {"f": {"enum": ["<u>"]}}}}},
    }
    page = Page(manual(document))
    assert page.tags.isdisjoint({"b", "script", "i", "u"})
    assert {"<b> 1", "a <script> b", "GET /<i>", "<u>"} <= set(page.words)


def test_kinds_of_values_are_said_in_words() -> None:
    """Lists, choices, limits and what may be missing."""
    fields = {
        "a": {"type": "array", "items": {"type": "integer", "minimum": 0}, "maxItems": 3},
        "b": {"anyOf": [{"$ref": "#/components/schemas/S"}, {"type": "null"}]},
        "c": {"type": "object", "additionalProperties": {"type": "string", "format": "date-time"}},
        "d": {"const": 4},
        "e": {},
        "f": {"oneOf": [{"$ref": "#/components/schemas/S"}, {"$ref": "#/components/schemas/S"}, {"type": "string"}]},
    }
    document = {
        "info": {"title": "T", "version": "1", "description": ""},
        "paths": {},
        "components": {"schemas": {"S": {"properties": fields, "required": ["a", "b", "c", "d"]}}},
    }
    cells = [re.sub("<.*?>", "", cell) for cell in re.findall("<td>(.*?)</td>", manual(document))]
    assert cells[::2] == [
        "list of integer, from 0, at most 3",
        "S or null",
        "object of date-time",
        "4",
        "any value, optional",
        "S or string, optional",
    ]
