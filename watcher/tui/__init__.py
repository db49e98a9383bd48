"""The triage screen.

state, line   what is shown and chosen, and what is typed: no widget, no database
keys          which key does what
app           takes the keys and shows the rest
listing       the list, drawn line by line
detail        a story in words
backend       what is asked of the database
browser       opening a link
"""
