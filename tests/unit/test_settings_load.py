"""Finding the folder, and reading `watcher.toml` and the environment."""

from datetime import timedelta
from pathlib import Path

import pytest

from watcher.errors import ConfigError
from watcher.settings import SettingsFile, ignored_environment, load_settings, locate, require_found
from watcher.settings.locate import default_database, fill, redacted, said_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "conf"
    made.mkdir()
    return made


@pytest.fixture(autouse=True)
def _no_folders_of_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(locate, "SYSTEM_FOLDER", tmp_path / "etc")


def write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "watcher.toml").write_text(text)
    return folder


# ------------------------------------------------------------------------------------------------------ where it is


def test_the_folder_is_looked_for_in_order(tmp_path: Path) -> None:
    named, by_variable = write(tmp_path / "named", ""), write(tmp_path / "var", "")
    here, user, system = tmp_path / "config", tmp_path / "xdg" / "watcher", tmp_path / "etc"
    environ = {"WATCHER_CONFIG": str(by_variable)}
    write(system, "")
    assert load_settings(environ={}, cwd=tmp_path).folder == system
    write(user, "")
    assert load_settings(environ={}, cwd=tmp_path).folder == user
    write(here, "")
    assert load_settings(environ={}, cwd=tmp_path).folder == here
    assert load_settings(environ=environ, cwd=tmp_path).folder == by_variable
    assert load_settings(named, environ=environ, cwd=tmp_path).folder == named


def test_a_config_folder_of_another_program_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "database.yml").write_text("x")
    user = write(tmp_path / "xdg" / "watcher", "")
    assert load_settings(environ={}, cwd=tmp_path).folder == user


def test_a_relative_name_is_of_the_working_directory_and_a_file_means_its_folder(tmp_path: Path, folder: Path) -> None:
    write(folder, "")
    assert load_settings(Path("conf"), environ={}, cwd=tmp_path).folder == folder
    assert load_settings(Path("conf/watcher.toml"), environ={}, cwd=tmp_path).folder == folder


@pytest.mark.parametrize("by", ["--config", "WATCHER_CONFIG"])
def test_a_named_folder_must_exist(tmp_path: Path, by: str) -> None:
    config, environ = (Path("nope"), {}) if by == "--config" else (None, {by: "nope"})
    with pytest.raises(ConfigError, match=f"nope: {by} names no folder") as caught:
        load_settings(config, environ=environ, cwd=tmp_path)
    assert "watcher init nope" in caught.value.hint


def test_without_any_folder_the_defaults_hold_and_say_where_was_looked(tmp_path: Path) -> None:
    settings = load_settings(environ={}, cwd=tmp_path)
    assert not settings.found
    assert settings.looked_in == (tmp_path / "config", tmp_path / "xdg" / "watcher", tmp_path / "etc")
    assert settings.poll.interval == timedelta(minutes=30)
    with pytest.raises(ConfigError, match="no configuration found; looked in") as caught:
        require_found(settings)
    assert "watcher init" in caught.value.hint


# ------------------------------------------------------------------------------------------------------- the database


@pytest.mark.parametrize(
    ("url", "path"),
    [("sqlite:///watcher.db", "conf/watcher.db"), ("sqlite:///../w.db", "w.db"), ("sqlite:////x/w.db", "/x/w.db")],
)
def test_a_relative_database_in_the_file_lies_in_its_folder(tmp_path: Path, folder: Path, url: str, path: str) -> None:
    write(folder, f'[database]\nurl = "{url}"')
    assert load_settings(folder, environ={}, cwd=tmp_path).database_url == f"sqlite:///{tmp_path / path}"


def test_from_outside_the_file_it_is_relative_to_the_working_directory(tmp_path: Path, folder: Path) -> None:
    write(folder, '[database]\nurl = "sqlite:///in-file.db"')
    for environ in ({"WATCHER_DATABASE_URL": "sqlite:///e.db"}, {"WATCHER_DATABASE__URL": "e.db"}):
        assert load_settings(folder, environ=environ, cwd=tmp_path).database_url == f"sqlite:///{tmp_path / 'e.db'}"
    both = load_settings(folder, environ={"WATCHER_DATABASE_URL": "e.db"}, cwd=tmp_path, database="c.db")
    assert both.database_url == f"sqlite:///{tmp_path / 'c.db'}"


def test_without_a_url_it_lies_in_the_users_data_folder(tmp_path: Path, folder: Path) -> None:
    assert load_settings(folder, environ={}, cwd=tmp_path).database_url == f"sqlite:///{default_database()}"
    assert default_database() == tmp_path / "data" / "watcher" / "watcher.db"


def test_a_password_is_filled_in_for_opening_and_never_shown(folder: Path) -> None:
    write(folder, '[database]\nurl = "postgresql://me:${PW}@db.example/news"')
    settings = load_settings(folder, environ={"PW": "hunter2"})
    assert settings.database_url == "postgresql+psycopg://me:hunter2@db.example/news"
    assert settings.database_shown == "postgresql+psycopg://me:…@db.example/news"
    assert "hunter2" not in repr(settings)
    with pytest.raises(ConfigError, match="PW is not set"):
        load_settings(folder, environ={})


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://db/news?password=x&a=b", "postgresql://db/news?password=…&a=b"),
        ("postgresql://me@db/news", "postgresql://me@db/news"),
        ("sqlite:////w.db", "sqlite:////w.db"),
    ],
)
def test_what_is_shown_of_a_url(url: str, shown: str) -> None:
    assert redacted(url) == shown


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "sqlite:///", "sqlite:///:memory:", "watcher.db"])
def test_what_cannot_be_a_database_is_refused(folder: Path, url: str) -> None:
    write(folder, f'[database]\nurl = "{url}"')
    with pytest.raises(ConfigError, match=r"database\.url: .* is no database"):
        load_settings(folder, environ={})


def test_the_command_lines_database_is_checked_too(folder: Path) -> None:
    with pytest.raises(ConfigError, match=r"--database, database\.url"):
        load_settings(folder, environ={}, database="mysql://x/y")


# ------------------------------------------------------------------------------------------------------ the settings


def test_the_defaults_are_the_documented_ones() -> None:
    made = SettingsFile()
    poll, minute = made.poll, timedelta(minutes=1)
    assert (poll.interval, poll.min_interval, poll.max_interval) == (30 * minute, 10 * minute, timedelta(days=1))
    assert (poll.concurrency, poll.host_concurrency, poll.host_delay) == (64, 1, timedelta(seconds=1))
    assert (poll.timeout, poll.max_body, poll.max_items) == (timedelta(seconds=30), 15 * 1024**2, 2000)
    assert (poll.parse_timeout, poll.parse_workers) == (timedelta(seconds=10), 0)
    assert (poll.allow_private_hosts, poll.proxy, poll.contact) == (False, "", "")
    assert (made.matching.threshold, made.matching.lookback) == (85, timedelta(days=7))
    assert (made.retention.items, made.retention.suppressed) == (timedelta(days=90), timedelta(days=30))
    assert (made.log.level, made.log.format) == ("info", "auto")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[pol]\n", r"watcher\.toml:1, pol: unknown key; did you mean \"poll\"\?"),
        ("[poll]\nintervall = 1", r"watcher\.toml:2, poll\.intervall: unknown key; did you mean \"interval\"\?"),
        ('[poll]\nconcurrency = "64"', r"poll\.concurrency: \"64\" is not a whole number"),
        ("[poll]\nconcurrency = 0", r"poll\.concurrency: 0 is out of range: accepted is at least 1"),
        ('[poll]\ntimeout = "0s"', r"poll\.timeout: 0s is out of range: accepted is more than 0s"),
        ('[poll]\nmin_interval = "2d"', r"min_interval \(2d\) is longer than max_interval \(1d\)"),
        ('[poll]\nallow_private_hosts = ["10.0.0.0/99"]', r"poll\.allow_private_hosts\[0\]: .* is no host"),
        ('[poll]\nproxy = "socks"', r"poll\.proxy: the value is no proxy; accepted: \"http://host:port\""),
        ('[poll]\ncontact = "Zoë"', r"poll\.contact: "),
        ("[matching]\nthreshold = 101", r"matching\.threshold: 101 is out of range: accepted is at most 100"),
        ('[log]\nlevel = "loud"', r"log\.level: \"loud\" is not accepted: one of debug, info, warning, error"),
        ("poll = 1", r"watcher\.toml:1, poll: 1 is not a table"),
        ("[poll\n", r"watcher\.toml:1: invalid TOML, column 6"),
    ],
)
def test_a_fault_names_the_file_the_line_and_the_key(folder: Path, text: str, message: str) -> None:
    write(folder, text)
    with pytest.raises(ConfigError, match=message) as caught:
        load_settings(folder, environ={}, cwd=folder)
    assert caught.value.exit_code == 3


def test_an_unreadable_file_is_told(folder: Path) -> None:
    (folder / "watcher.toml").mkdir()
    with pytest.raises(ConfigError, match=r"watcher\.toml: cannot be read"):
        load_settings(folder, environ={}, cwd=folder)


@pytest.mark.parametrize("hosts", ["true", '["intranet.example", "192.168.1.5", "10.0.0.0/8", "[::1]", "*.lan"]'])
def test_private_hosts_are_all_or_a_list(folder: Path, hosts: str) -> None:
    write(folder, f"[poll]\nallow_private_hosts = {hosts}")
    allowed = load_settings(folder, environ={}).poll.allow_private_hosts
    assert allowed is True or len(allowed) == 5


# -------------------------------------------------------------------------------------------------- the environment


def test_every_setting_can_come_from_the_environment(folder: Path) -> None:
    write(folder, '[poll]\ninterval = "20m"\nconcurrency = 8')
    settings = load_settings(
        folder,
        environ={
            "WATCHER_POLL__INTERVAL": "10m",
            "WATCHER_POLL__HOST_DELAY": "0",
            "WATCHER_POLL__ALLOW_PRIVATE_HOSTS": '["127.0.0.0/8"]',
            "WATCHER_POLL__CONTACT": "123",
            "WATCHER_MATCHING__THRESHOLD": "87.5",
            "WATCHER_LOG__LEVEL": "debug",
            "WATCHER_UNKNOWN": "x",
            "WATCHER_POLL__NOTHING": "x",
            "watcher_poll__timeout": "1s",
        },
    )
    assert settings.poll.interval == timedelta(minutes=10)
    assert settings.poll.concurrency == 8
    assert settings.poll.host_delay == timedelta(0)
    assert settings.poll.allow_private_hosts == ("127.0.0.0/8",)
    assert settings.poll.contact == "123"
    assert settings.poll.timeout == timedelta(seconds=30)
    assert settings.matching.threshold == 87.5
    assert settings.log.level == "debug"


@pytest.mark.parametrize("value", ["soon", "", "-5m", "1 # comment\n"])
def test_a_bad_value_in_the_environment_names_the_variable(folder: Path, value: str) -> None:
    with pytest.raises(ConfigError, match=r"environment variable WATCHER_POLL__INTERVAL, poll\.interval"):
        load_settings(folder, environ={"WATCHER_POLL__INTERVAL": value})


def test_a_clash_of_file_and_environment_is_found(folder: Path) -> None:
    write(folder, '[poll]\nmax_interval = "1h"')
    with pytest.raises(ConfigError, match="environment, poll: min_interval"):
        load_settings(folder, environ={"WATCHER_POLL__MIN_INTERVAL": "2h"})


def test_variables_that_name_no_setting_are_ignored_but_told_to_the_doctor() -> None:
    said = ignored_environment({"WATCHER_POLL__INTERVALL": "1", "WATCHER_CONFIG": "x", "HOME": "/"})
    assert said == ("WATCHER_POLL__INTERVALL is ignored: it names no setting; did you mean WATCHER_POLL__INTERVAL?",)


def test_references_are_filled_and_a_missing_one_is_named() -> None:
    assert fill("a${X}b${X_2}$Y", {"X": "1", "X_2": "2"}, where="w") == "a1b2$Y"
    with pytest.raises(ConfigError, match="w: the environment variable Z is not set"):
        fill("${Z}", {}, where="w")


def test_a_path_is_said_relative_to_here_where_it_lies_below(tmp_path: Path) -> None:
    assert said_path(tmp_path / "a" / "b", cwd=tmp_path) == "a/b"
    assert said_path(tmp_path, cwd=tmp_path / "a") == str(tmp_path)
