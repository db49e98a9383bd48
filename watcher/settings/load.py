"""Reading `watcher.toml` and the environment into frozen Settings."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from watcher.errors import ConfigError
from watcher.settings.files import read_file
from watcher.settings.locate import find_folder, redacted, resolved_database, said_path
from watcher.settings.model import Settings, SettingsFile
from watcher.text.nearest import nearest
from watcher.validation import load_toml, validate

__all__ = ["ignored_environment", "load_settings", "require_found"]

_PREFIX = "WATCHER_"
_SHORT = frozenset({"WATCHER_DATABASE_URL", "WATCHER_CONFIG"})


def load_settings(
    config: Path | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    database: str | None = None,
) -> Settings:
    """The settings in force: defaults, then `watcher.toml`, then the environment, then the command line.

    Args:
        config: the folder named on the command line.
        environ: instead of the process's environment.
        cwd: instead of the working directory.
        database: URL or path of a database named on the command line; relative to the working directory, as is that
            of `WATCHER_DATABASE_URL`. A relative one in the file resolves against the file's folder.

    Raises:
        ConfigError: a named folder is missing, or the file or a variable is invalid.
    """
    environ = os.environ if environ is None else environ
    cwd = Path.cwd() if cwd is None else cwd
    folder, found, looked_in = find_folder(config, environ=environ, cwd=cwd)
    data: dict[str, Any] = {}
    path = folder / "watcher.toml"
    where = said_path(path, cwd=cwd)
    if found and path.exists():
        text = read_file(path, where=where)
        data = load_toml(text, where=where)
        validate(SettingsFile, data, where=where, text=text)
    override = _from_environment(environ)
    made = validate(SettingsFile, _merged(data, override), where="environment")
    url, base = made.database.url, cwd if "database" in override else folder
    if database:
        url, base = _as_url(database), cwd
        validate(SettingsFile, {"database": {"url": url}}, where="--database")
    resolved = resolved_database(url, base=base, environ=environ)
    return Settings(
        folder=folder,
        found=found,
        looked_in=looked_in,
        database_url=resolved,
        database_shown=redacted(resolved),
        database=made.database,
        poll=made.poll,
        matching=made.matching,
        retention=made.retention,
        log=made.log,
    )


def ignored_environment(environ: Mapping[str, str]) -> tuple[str, ...]:
    """A sentence for each `WATCHER_…` variable that names no setting, for `watcher doctor`: they are ignored."""
    known = {f"{_PREFIX}{s.upper()}__{k.upper()}" for s in _sections() for k in _keys(s)} | _SHORT
    said = []
    for name in sorted(environ):
        if name.startswith(_PREFIX) and name not in known:
            best = nearest(name, known)
            said.append(f"{name} is ignored: it names no setting" + (f"; did you mean {best}?" if best else ""))
    return tuple(said)


def _sections() -> list[str]:
    return list(SettingsFile.model_fields)


def _keys(section: str) -> list[str]:
    return list(SettingsFile.model_fields[section].annotation.model_fields)  # type: ignore[union-attr]  # a Section


def _from_environment(environ: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """`WATCHER_<SECTION>__<KEY>` and the short ones, each validated by itself so that a message names the variable."""
    found: dict[str, dict[str, Any]] = {}
    for section in _sections():
        for key in _keys(section):
            name = f"{_PREFIX}{section.upper()}__{key.upper()}"
            short = "WATCHER_DATABASE_URL" if (section, key) == ("database", "url") else ""
            name = short if short in environ else name
            if name not in environ:
                continue
            raw = environ[name]
            value = _as_url(raw) if (section, key) == ("database", "url") else _value(section, key, raw)
            validate(SettingsFile, {section: {key: value}}, where=f"environment variable {name}")
            found.setdefault(section, {})[key] = value
    return found


def _value(section: str, key: str, raw: str) -> Any:
    """A variable's text as the TOML value that it spells (`64`, `true`, `["10.0.0.0/8"]`), else as a string."""
    annotation = SettingsFile.model_fields[section].annotation.model_fields[key].annotation  # type: ignore[union-attr]
    if annotation is str:
        return raw
    try:
        return tomllib.loads(f"value = {raw}")["value"] if "\n" not in raw else raw
    except tomllib.TOMLDecodeError:
        return raw


def _as_url(text: str) -> str:
    return text if "://" in text or not text else f"sqlite:///{text}"


def _merged(data: Mapping[str, Any], override: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    merged = {section: dict(values) for section, values in data.items()}
    for section, values in override.items():
        merged.setdefault(section, {}).update(values)
    return merged


def require_found(settings: Settings) -> None:
    """Raise ConfigError where there is no configuration folder at all."""
    if not settings.found:
        looked = ", ".join(said_path(path) for path in settings.looked_in)
        raise ConfigError(
            f"no configuration found; looked in {looked}",
            hint="`watcher init` writes a starter configuration into ./config; --config DIR names another folder",
        )
