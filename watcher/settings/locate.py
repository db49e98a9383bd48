"""Where the configuration and the database are."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

from watcher.errors import ConfigError

__all__ = ["SYSTEM_FOLDER", "default_database", "fill", "find_folder", "redacted", "resolved_database", "said_path"]

SYSTEM_FOLDER = Path("/etc/watcher")
_REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_PASSWORD_PARAMETER = re.compile(r"([?&](?:password|passwd|sslpassword)=)[^&]*", re.IGNORECASE)


def find_folder(config: Path | None, *, environ: Mapping[str, str], cwd: Path) -> tuple[Path, bool, tuple[Path, ...]]:
    """The configuration folder, whether it exists, and where it was looked for.

    In order: `config` (the command line's), `WATCHER_CONFIG`, `./config`, the platform's user config folder,
    `/etc/watcher`. The first two must exist; of the others the first that holds one of our files is taken. A path to
    a `watcher.toml` means its folder.

    Raises:
        ConfigError: a folder that was named does not exist.
    """
    named = config or (Path(environ["WATCHER_CONFIG"]) if environ.get("WATCHER_CONFIG") else None)
    if named is not None:
        folder = cwd / named.expanduser()
        if folder.name == "watcher.toml" and not folder.is_dir():
            folder = folder.parent
        if not folder.is_dir():
            by = "--config" if config else "WATCHER_CONFIG"
            raise ConfigError(
                f"{by} names no folder",
                where=str(named),
                hint=f"`watcher init {named}` writes a starter configuration there",
            )
        return folder.resolve(), True, (folder,)
    candidates = (cwd / "config", platformdirs.user_config_path("watcher", appauthor=False), SYSTEM_FOLDER)
    for folder in candidates:
        if (folder / "watcher.toml").is_file() or (folder / "feeds.toml").is_file() or (folder / "watches").is_dir():
            return folder.resolve(), True, candidates
    return candidates[0], False, candidates


def default_database() -> Path:
    """`watcher.db` in the platform's user data folder."""
    return platformdirs.user_data_path("watcher", appauthor=False) / "watcher.db"


def resolved_database(url: str, *, base: Path, environ: Mapping[str, str]) -> str:
    """A database URL with its path made absolute and `${NAME}` filled in; "" is the default database.

    `postgresql://` means psycopg 3.
    """
    if not url:
        return f"sqlite:///{default_database()}"
    url = fill(url, environ, where="database.url")
    if url.startswith("sqlite:///"):
        path, mark, options = url.removeprefix("sqlite:///").partition("?")
        return f"sqlite:///{(base / Path(path).expanduser()).resolve()}{mark}{options}"
    if url.startswith("postgresql://"):
        return url.replace("postgresql://", "postgresql+psycopg://", 1)
    return url


def fill(text: str, environ: Mapping[str, str], *, where: str) -> str:
    """`text` with each `${NAME}` taken from the environment.

    Raises:
        ConfigError: a name is not set.
    """

    def value(found: re.Match[str]) -> str:
        if found[1] not in environ:
            raise ConfigError(f"the environment variable {found[1]} is not set", where=where)
        return environ[found[1]]

    return _REFERENCE.sub(value, text)


def redacted(url: str) -> str:
    """A database URL without its password, for showing."""
    netloc = urlsplit(url).netloc
    if "@" in netloc:
        user = netloc.rpartition("@")[0].partition(":")
        if user[1]:
            url = url.replace(f"{user[0]}:{user[2]}@", f"{user[0]}:…@", 1)
    return _PASSWORD_PARAMETER.sub(r"\1…", url)


def said_path(path: Path, *, cwd: Path | None = None) -> str:
    """A path as messages name it: relative to the working directory where it lies below it."""
    here = cwd or Path.cwd()
    try:
        return str(path.relative_to(here))
    except ValueError:
        return str(path)
