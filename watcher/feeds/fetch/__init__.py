"""Fetching: conditional requests, politely and safely (rules 1 to 14 and 19 of docs/poller.md).

fetcher.py     the order of things: turn, request, answer, redirect, outcome
trip.py        the state of one fetch: what is sent where, what an answer gives
turns.py       whose turn it is at a host
network.py     pools, and the backend that dials checked addresses only
stream.py      one connection
addresses.py   which addresses are public
decoding.py    gzip, bounded
memory.py      how much all bodies may take together
secrets.py     filled in at use, hidden in everything that comes back
failures.py    every exception and status as a kind and a sentence
robots.py      for pages
options.py     what the fetcher is told
"""

from watcher.feeds.fetch.fetcher import FeedFetcher
from watcher.feeds.fetch.options import FetchOptions

__all__ = ["FeedFetcher", "FetchOptions"]
