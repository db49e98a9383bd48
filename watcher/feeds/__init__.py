"""Feeds: when they are polled, how they are fetched, what their documents say, which items are new.

    schedule.py    pure   when a feed is asked next, and why then
    fetch.py       I/O    one conditional request with its redirects, as an outcome
    fetching/      I/O    what fetching consists of: turns, addresses, decoding, secrets, pools, robots.txt
    parse/         pure   bytes → items
    identity.py    pure   which items are new, edited, the same under another id
    coverage.py    pure   from when to when nothing was missed
    opml.py        pure   lists of feeds
    discovery.py   pure   where a site may have feeds: its links, its kind, usual paths
    discover.py    I/O    the feeds of a web site

docs/poller.md lists the rules that hold, by setting.
"""
