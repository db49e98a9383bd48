"""JSON schemas of the files, for editors; and `watcher.toml` with every key, commented. Both from the models."""

import json
import textwrap
from typing import Any

import tomlkit

from watcher.settings.feeds import FeedsFile
from watcher.settings.model import Section, SettingsFile

__all__ = ["SCHEMAS", "schema_text", "settings_text"]

SCHEMAS = ("watcher.schema.json", "feeds.schema.json", "watch.schema.json")
"""File names, as the files' first lines name them."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text(name: str) -> str:
    """One of SCHEMAS, as it is shipped."""
    if name == "watch.schema.json":
        from watcher.matching.watchlist import json_schema

        schema = json_schema()
    else:
        model = SettingsFile if name == "watcher.schema.json" else FeedsFile
        schema = {"$schema": _DIALECT, **model.model_json_schema(), "title": f"watcher: {name.partition('.')[0]}.toml"}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def settings_text() -> str:
    """`watcher.toml` with every key at its default, under a comment that says what it means."""
    parts = [
        "#:schema ./watcher.schema.json",
        "# Settings of watcher. Every key is optional; these are the defaults.",
        "# Durations are 30s, 10m, 1h, 2d or a number of seconds; sizes are 64KB or 15MB.",
        "# Each can be overridden from the environment: WATCHER_<SECTION>__<KEY>, e.g. WATCHER_POLL__INTERVAL=10m.",
    ]
    for name, field in SettingsFile.model_fields.items():
        section = field.annotation
        assert isinstance(section, type)
        assert issubclass(section, Section)
        parts += ["", "", f"# {section.__doc__}", f"[{name}]", *_keys(section)]
    return "\n".join(parts) + "\n"


def _keys(section: type[Section]) -> list[str]:
    lines: list[str] = []
    defaults: dict[str, Any] = section().model_dump()
    for key, field in section.model_fields.items():
        lines.append("")
        lines += [f"# {line}" for line in textwrap.wrap(" ".join((field.description or "").split()), width=100)]
        value = defaults[key]
        if isinstance(value, float) and value == int(value):
            value = int(value)
        lines.append(f"{key} = {tomlkit.item(value).as_string()}")
    return lines[1:]
