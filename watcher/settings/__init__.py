"""What the user wrote, read once, validated and handed down frozen: settings, feeds, watch lists.

    locate ─▶ watcher.toml + environment ─▶ Settings ─▶ feeds.toml, included files, watches/*.toml ─▶ Configuration

Files are the truth; the functions of `edit` change them and keep their comments. Import from the modules for what is
not re-exported here.
"""

from watcher.settings.configuration import (
    Configuration,
    Problem,
    load_configuration,
    load_feeds,
    load_watches,
    watch_path,
)
from watcher.settings.load import ignored_environment, load_settings, require_found
from watcher.settings.locate import fill, said_path
from watcher.settings.model import Database, Log, Matching, Poll, Retention, Settings, SettingsFile

__all__ = [
    "Configuration",
    "Database",
    "Log",
    "Matching",
    "Poll",
    "Problem",
    "Retention",
    "Settings",
    "SettingsFile",
    "fill",
    "ignored_environment",
    "load_configuration",
    "load_feeds",
    "load_settings",
    "load_watches",
    "require_found",
    "said_path",
    "watch_path",
]
