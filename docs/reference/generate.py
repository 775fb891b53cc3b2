"""Write the pages of the reference that the code itself can tell: ``make docs``; ``--check`` fails on drift.

``cli.md`` is written whole from the commands and their help, ``rest.md`` from the server's OpenAPI document.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from standoff.cli.app import app
from standoff.server import Access, make_app

HERE = Path(__file__).resolve().parent
_CLI_HEAD = """\
# The command line

Written by `make docs` from the commands themselves; `make check` fails when the two differ.

Results go to standard output; notes, progress and errors to standard error. Whatever goes wrong is said in a
sentence that ends in what to do, without a traceback. What a report holds never reaches a terminal as a
command to it: control characters are left out of tables and escaped in JSON Lines.
"""


_REST_HEAD = """\
# REST

Written by `make docs` from the server's OpenAPI document; `make check` fails when the two differ. The document itself
is at `/api/v1/openapi.json` of every `standoff serve`.

* **Records** are those of [the records](records.md), key by key.
* **Reading** is open on the machine itself. **Writing** needs the header `Authorization: Bearer TOKEN`, with the token
  that `standoff serve` printed; so does reading where it was started with `--host`.
* **Lists** hold `records` and `next`. Ask again with `cursor` set to `next` until that is null; the header `Link` says
  the same. `limit` is at most 200.
* **An id** may be cut to as much of its beginning as tells it from the others.
* **A parameter** that an address does not have is refused: misspelt, it would filter nothing.
* **What goes wrong** is `application/problem+json` ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)), with `advice`
  on what to do next.
* **Jobs** do what takes long. Ask `/jobs/{id}` until `state` is `done` or `failed`.
"""


def _plain(text: str | None) -> str:
    return re.sub(r"[ \t]*\n[ \t]*", " ", (text or "").strip()).replace("|", "\\|")


def _shown_default(parameter: Any) -> str:
    default = parameter.default
    if parameter.required or default is None or default is False or callable(default):
        return ""
    return f" Default: `{getattr(default, 'value', default)}`."


def _value(parameter: Any) -> str:
    return "" if parameter.is_flag else " " + (parameter.metavar or "VALUE").replace("|", "\\|")


def _command(path: str, command: Any) -> Iterator[str]:
    parameters = [parameter for parameter in command.params if not getattr(parameter, "hidden", False)]
    arguments = [each for each in parameters if each.param_type_name == "argument"]
    options = [each for each in parameters if each.param_type_name == "option" and "--help" not in each.opts]
    subcommands = getattr(command, "commands", None)
    shown = " ".join(
        f"{argument.metavar or argument.name.upper()}{'...' if argument.nargs == -1 else ''}" for argument in arguments
    )
    yield f"## `{' '.join([path, *([shown] if shown else []), *(['COMMAND'] if subcommands else [])])}`"
    yield "\n".join(line.strip() for line in (command.help or "").strip().splitlines())
    if arguments or options:
        rows = ["| | |", "|---|---|"]
        rows += [f"| `{each.metavar or each.name.upper()}` | {_plain(each.help)} |" for each in arguments]
        rows += [
            f"| `{', '.join(sorted(each.opts, key=len, reverse=True))}{_value(each)}` "
            f"| {_plain(each.help)}{_shown_default(each)} |"
            for each in options
        ]
        yield "\n".join(rows)
    for name, subcommand in (subcommands or {}).items():
        if not subcommand.hidden:
            yield from _command(f"{path} {name}", subcommand)


def cli_page() -> str:
    """The page of the command line."""
    return "\n\n".join([_CLI_HEAD.strip(), *_command("standoff", typer.main.get_command(app))]) + "\n"


def _type(schema: dict[str, Any], named: dict[str, Any]) -> str:
    """What a value may be, in a few words."""
    if "$ref" in schema:
        return _type(named[schema["$ref"].rsplit("/", 1)[1]], named)
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return ", ".join(f"`{each}`" for each in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(_type(each, named) for each in schema["anyOf"] if each.get("type") != "null")
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}), named)}".replace("list of object", "list of objects")
    if schema.get("type") == "object" and schema.get("properties"):
        return "object of " + ", ".join(f"`{each}`" for each in schema["properties"])
    if schema.get("format") in ("binary", "date"):
        return {"binary": "file", "date": "day"}[schema["format"]]
    return {"string": "text", "boolean": "true or false"}.get(schema.get("type", ""), schema.get("type", "any"))


def _table(rows: list[tuple[str, str, str]]) -> str:
    return "\n".join(["| | | |", "|---|---|---|", *(f"| `{a}` | {b} | {_plain(c)} |" for a, b, c in rows)])


def _bodies(content: dict[str, Any], named: dict[str, Any]) -> Iterator[str]:
    """The shapes that a request may send."""
    for kind, given in content.items():
        schema = given["schema"]
        for each in schema.get("oneOf", [schema]):
            shape = named[each["$ref"].rsplit("/", 1)[1]] if "$ref" in each else each
            required = shape.get("required", [])
            rows = [
                (
                    name,
                    _type(field, named) + ("" if name in required else ", may be left out"),
                    field.get("description"),
                )
                for name, field in shape["properties"].items()
            ]
            yield f"Send `{kind}`:"
            yield _table(rows)


def rest_page() -> str:
    """The page of the REST API. What many addresses take is said once."""
    document = make_app(HERE, Access()).openapi()
    named = document["components"]["schemas"]
    operations = [
        (path.removeprefix("/api/v1"), method.upper(), operation)
        for path, both in document["paths"].items()
        for method, operation in both.items()
        if not path.endswith(".json")  # the same as without
    ]
    filters: dict[str, Any] = next(each for path, _, each in operations if path == "/incidents.csv")
    common = [each["name"] for each in filters["parameters"]]
    parts = [_REST_HEAD.strip(), "## Filters of incidents"]
    parts.append("What `/incidents`, `/claims.csv`, `/map` and `/summary` take; all that are given must be met.")
    parts.append(_table([_parameter(each, named) for each in filters["parameters"]]))
    for path, method, operation in operations:
        parts.append(f"## `{method} /api/v1{path}`")
        parts.append("\n".join(line.strip() for line in operation["description"].strip().splitlines()))
        parameters = operation.get("parameters", [])
        if set(common) <= {each["name"] for each in parameters}:
            parts.append("Takes the [filters of incidents](#filters-of-incidents).")
            parameters = [each for each in parameters if each["name"] not in common]
        if parameters:
            parts.append(_table([_parameter(each, named) for each in parameters]))
        parts += _bodies(operation.get("requestBody", {}).get("content", {}), named)
        status, answer = next((code, each) for code, each in operation["responses"].items() if code != "default")
        kinds = ", ".join(f"`{each}`" for each in answer.get("content", {}))
        parts.append(f"Answers {status}, {kinds}: {answer['description'][:1].lower()}{answer['description'][1:]}")
    return "\n\n".join(parts) + "\n"


def _parameter(given: dict[str, Any], named: dict[str, Any]) -> tuple[str, str, str]:
    return given["name"], _type(given["schema"], named), given.get("description", "")


def main() -> int:
    """Write the pages, or with ``--check`` name those that no longer agree with the code."""
    is_checking = "--check" in sys.argv[1:]
    drifted = []
    for name, page in (("cli.md", cli_page()), ("rest.md", rest_page())):
        path = HERE / name
        if is_checking:
            if not path.exists() or path.read_text(encoding="utf-8") != page:
                drifted.append(name)
        else:
            path.write_text(page, encoding="utf-8")
    if drifted:
        print(f"docs/reference/{', '.join(drifted)} no longer agree with the code: run `make docs`.", file=sys.stderr)
    return 1 if drifted else 0


if __name__ == "__main__":
    sys.exit(main())
