"""The demonstration's own web: feeds written for it, served on loopback; `watcher demo` needs no network."""
