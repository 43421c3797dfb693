"""The description of the API as a page, made from the OpenAPI document; it runs no script and loads nothing."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

Schema = dict[str, Any]
ANYBODY, KNOWN = "anybody", "whoever is known"
_MODELS = "#/components/schemas/"
_LIMITS = {"minimum": "from {}", "maximum": "to {}", "exclusiveMaximum": "below {}", "pattern": "like {}"}
_LIMITS |= {"maxLength": "at most {} characters", "minItems": "at least {}", "maxItems": "at most {}"}
_STYLE = """:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word; }
table { border-collapse: collapse; width: 100%; } td, th { padding: .3rem .8rem .3rem 0; vertical-align: top; }
th { text-align: start; width: 12rem; }
tr + tr > * { border-top: 1px solid #8886; } code { font-size: .9em; } h3 { margin-top: 2.5rem; }
section > h2 { margin-top: 4rem; }"""


def manual(document: dict[str, Any]) -> str:
    """Return the page that an OpenAPI document makes."""
    title = f"{document['info']['title']} {document['info']['version']}"
    operations = [
        (method.upper(), path, each) for path, methods in document["paths"].items() for method, each in methods.items()
    ]
    tags = list(dict.fromkeys(tag for *_, each in operations for tag in each["tags"]))
    refusals = {status: words for *_, each in operations for status, words in _refusals(each)}
    about = "".join(f"<p>{_prose(part)}</p>" for part in document["info"]["description"].split("\n\n"))
    subjects = ", ".join(f'<a href="#of-{_text(tag)}">{_text(tag)}</a>' for tag in tags)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{_text(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style><h1>{_text(title)}</h1>{about}'
        "<p>A key or token is shown as <code>Authorization: Bearer KEY</code>. "
        'For programs the same is at <a href="/openapi.json">/openapi.json</a>.</p>'
        f'<p>Routes: {subjects}. <a href="#models">Models</a>, <a href="#refusals">refusals</a>.</p>'
        + "".join(_subject(tag, [each for each in operations if tag in each[2]["tags"]]) for tag in tags)
        + '<section id="models"><h2>Models</h2>'
        + "".join(_model(name, schema) for name, schema in document["components"]["schemas"].items())
        + '</section><section id="refusals"><h2>Refusals</h2>'
        + _table((_text(status), _prose(words)) for status, words in sorted(refusals.items()))
        + "</section></html>"
    )


def _subject(tag: str, operations: list[tuple[str, str, dict[str, Any]]]) -> str:
    shown = "".join(_operation(*each) for each in operations)
    return f'<section id="of-{_text(tag)}"><h2>{_text(tag.capitalize())}</h2>{shown}</section>'


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    rows = [("For", _text(_callers(operation)))]
    for each in operation.get("parameters", ()):
        name, kind = f"<code>{_text(each['name'])}</code>", "" if each["required"] else ", optional"
        words = _prose(each.get("description") or each["schema"].get("description", ""))
        rows.append((_text(each["in"].capitalize()), f"{name} ({_type(each['schema'])}{kind}) {words}"))
    body = operation.get("requestBody", {}).get("content", {})
    rows += [("Takes", f"{_type(each.get('schema', {}))} as {_text(media)}") for media, each in body.items()]
    for status, answer in operation["responses"].items():
        if int(status) < 300:
            made = [
                f"{_type(each.get('schema', {}))} as {_text(media)}"
                for media, each in answer.get("content", {}).items()
            ]
            rows.append((_text(status), " or ".join(made) or "nothing"))
    rows.append(("Else", _text(", ".join(status for status, _ in _refusals(operation)))))
    return (
        f'<h3 id="{_text(operation["operationId"])}"><code>{method} {_text(path)}</code></h3>'
        f"<p>{_prose(operation['description'])}</p>{_table(rows)}"
    )


def _refusals(operation: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the statuses other than success that an operation answers with, and what they mean."""
    return [(status, each["description"]) for status, each in operation["responses"].items() if int(status) >= 300]


def _table(rows: Iterable[tuple[str, str]]) -> str:
    return "<table>" + "".join(f'<tr><th scope="row">{name}</th><td>{it}</td></tr>' for name, it in rows) + "</table>"


def _callers(operation: dict[str, Any]) -> str:
    """Return who may call an operation."""
    roles = operation.get("x-roles")
    if roles is None:
        return KNOWN if operation.get("security") else ANYBODY
    return ", ".join(roles)


def _model(name: str, schema: Schema) -> str:
    rows = "".join(
        f'<tr><th scope="row"><code>{_text(field)}</code></th>'
        f"<td>{_type(each)}{'' if field in schema.get('required', ()) else ', optional'}</td>"
        f"<td>{_prose(each.get('description', ''))}</td></tr>"
        for field, each in schema.get("properties", {}).items()
    )
    kind = f"<table>{rows}</table>" if rows else f"<p>{_type(schema)}</p>"
    return f'<h3 id="{_text(name)}">{_text(name)}</h3><p>{_prose(schema.get("description", ""))}</p>{kind}'


def _type(schema: Schema) -> str:
    """Return what values a schema allows, in words."""
    if "$ref" in schema:
        name = _text(schema["$ref"].removeprefix(_MODELS))
        return f'<a href="#{name}">{name}</a>'
    if ways := schema.get("anyOf") or schema.get("oneOf"):
        return " or ".join(dict.fromkeys(_type(each) for each in ways))
    if "enum" in schema or "const" in schema:
        return " or ".join(f"<code>{_text(each)}</code>" for each in schema.get("enum", [schema.get("const")]))
    limits = "".join(f", {_text(each)}" for each in _limits(schema))
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}{limits}"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object of {_type(schema['additionalProperties'])}{limits}"
    return _text(schema.get("format") or schema.get("type", "any value")) + limits


def _limits(schema: Schema) -> Iterator[str]:
    for name, words in _LIMITS.items():
        if name in schema:
            yield words.format(schema[name])


def _prose(words: str) -> str:
    """Return words whose code stands between backticks."""
    return re.sub("`+([^`]+)`+", r"<code>\1</code>", _text(words))


def _text(value: Any) -> str:
    return escape(str(value))
