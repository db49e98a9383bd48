"""watcher: a news-monitoring daemon.

It polls feeds, matches every new or edited item against watch lists, keeps what matched (and what nearly did), groups
matches into stories, and certifies which feeds were covered completely. The flow, one line a stage:

    schedule ─▶ fetch ─▶ parse ─▶ match ─▶ store ─▶ group into stories ─▶ review
     (pure)     (I/O)    (pure)   (pure)   (I/O)        (pure)            (faces)

What travels from stage to stage is a frozen dataclass of `watcher.types`; a name's suffix says its stage. Start reading
at `watcher.pipeline`, the only module that knows the order of the stages, and at `watcher.ports`, the protocols that it
is written against. `watcher.service` puts the real parts together; the faces (`watcher.cli`, `watcher.tui`,
`watcher.report`) use nothing else.
"""

__version__ = "0.1.0"

__all__ = ["__version__"]
