"""Every command: its name, where its function is, and what it does in a sentence. Order is that of the help page."""

from dataclasses import dataclass

__all__ = ["COMMANDS", "Entry"]

SERVICE, LISTS, REVIEW, UPKEEP = "The service", "Feeds and watch lists", "What was found", "Upkeep"


@dataclass(frozen=True, slots=True)
class Entry:
    """A command or, where `target` is empty, a group of them."""

    name: str
    """`scan`, or `feeds list` for one within a group."""
    target: str
    """`module:function`."""
    help: str
    panel: str = ""
    default: str = ""
    """Of a group: the command that it means when none is named."""


COMMANDS = (
    Entry(
        "run",
        "watcher.cli.running:run",
        "Run the service: poll on schedule, match, store, until it is told to stop.",
        SERVICE,
    ),
    Entry("poll", "watcher.cli.running:poll", "Poll every enabled feed once, and exit.", SERVICE),
    Entry("demo", "watcher.cli.demo:demo", "Show the whole pipeline in a minute, without network.", SERVICE),
    Entry("init", "watcher.cli.init:init", "Write a commented starter configuration.", SERVICE),
    Entry("feeds", "", "Show, change and check the feeds.", LISTS, default="list"),
    Entry("feeds list", "watcher.cli.feeds:list_feeds", "List the configured feeds."),
    Entry("feeds add", "watcher.cli.feeds:add", "Add a feed to feeds.toml."),
    Entry("feeds remove", "watcher.cli.feeds:remove", "Take feeds out of feeds.toml."),
    Entry("feeds check", "watcher.cli.feeds_net:check", "Fetch a feed once, storing nothing, and explain each step."),
    Entry("feeds retry", "watcher.cli.feeds_net:retry", "End back-off, and ask gone feeds again."),
    Entry("feeds replace", "watcher.cli.feeds_net:replace", "Change a feed's URL and keep its history."),
    Entry("feeds discover", "watcher.cli.feeds_net:discover", "Find the feeds of a web page."),
    Entry("feeds import", "watcher.cli.feeds:import_opml", "Add the feeds of an OPML file to feeds.toml."),
    Entry("feeds export", "watcher.cli.feeds:export_opml", "Write the feeds as OPML."),
    Entry("feeds health", "watcher.cli.feeds_net:health", "Show how each feed is doing, and when it is asked next."),
    Entry("watches", "", "Show, check and change the watch lists.", LISTS, default="list"),
    Entry("watches list", "watcher.cli.watches:list_watches", "List the watch lists."),
    Entry("watches show", "watcher.cli.watches:show", "Show one watch list, term by term."),
    Entry("watches check", "watcher.cli.watches:check", "Validate watch lists and run their examples."),
    Entry("watches edit", "watcher.cli.watches:edit", "Open a watch list in your editor, and check it after."),
    Entry("watches new", "watcher.cli.watches:new", "Write a blank watch list to fill in."),
    Entry("derive", "watcher.cli.derive:derive", "Make a watch list from seed documents.", LISTS),
    Entry("scan", "watcher.cli.scan:scan", "Match documents without storing anything.", LISTS),
    Entry("matches", "", "List, show and triage matches.", REVIEW, default="list"),
    Entry("matches list", "watcher.cli.matches:list_matches", "List matches, highest priority first."),
    Entry("matches show", "watcher.cli.match_show:show", "Show one match with all its evidence."),
    Entry("matches mark", "watcher.cli.match_triage:mark", "Set the status of matches."),
    Entry(
        "matches export",
        "watcher.cli.export:export_matches",
        "Export matches as CSV, JSON lines, Markdown, Atom or HTML.",
    ),
    Entry("matches suppressed", "watcher.cli.match_triage:suppressed", "List what was nearly a match, and why not."),
    Entry("matches promote", "watcher.cli.match_triage:promote", "Make suppressed mentions matches."),
    Entry("stories", "", "List, show and curate stories: matches on one event.", REVIEW, default="list"),
    Entry("stories list", "watcher.cli.stories:list_stories", "List stories, highest priority first."),
    Entry("stories show", "watcher.cli.stories:show", "Show one story: its items, their sources, why each is in it."),
    Entry("stories mark", "watcher.cli.stories:mark", "Set the status of every match of a story."),
    Entry("stories mute", "watcher.cli.stories:mute", "Keep later copies of a story from showing as new."),
    Entry("stories merge", "watcher.cli.stories:merge", "Make one story of several."),
    Entry("stories split", "watcher.cli.stories:split", "Take items out of their story."),
    Entry("review", "watcher.cli.review:review", "Triage stories by keyboard.", REVIEW),
    Entry("report", "watcher.cli.report:report_page", "Write a self-contained HTML report with charts.", REVIEW),
    Entry("search", "watcher.cli.search:search", "Search the stored items.", REVIEW),
    Entry(
        "coverage", "watcher.cli.coverage:coverage", "Show which feeds were covered completely, and every gap.", REVIEW
    ),
    Entry("status", "watcher.cli.status:status", "Say whether the service is alive and what it found.", SERVICE),
    Entry("doctor", "watcher.cli.status:doctor", "Check configuration, database, network and clock.", UPKEEP),
    Entry("db", "", "Look after the database.", UPKEEP),
    Entry("db upgrade", "watcher.cli.database:upgrade", "Bring the database to this version, after a backup."),
    Entry("db stats", "watcher.cli.database:stats", "Show size and row counts."),
    Entry("db vacuum", "watcher.cli.database:vacuum", "Give free space back to the disk."),
    Entry("db backup", "watcher.cli.database:backup", "Copy the database while it is in use."),
)
