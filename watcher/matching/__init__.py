"""Deciding what a document mentions: names, words, topics, queries, and the engine over them. Pure."""
