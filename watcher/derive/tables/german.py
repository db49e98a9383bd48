"""What deriving knows of German, whose nouns are all in capitals."""

from typing import Final

from watcher.derive.tables.lists import words

__all__ = ["ADJECTIVES", "INSTITUTIONS", "NOUN_ENDINGS", "OFFICE_ENDINGS"]

INSTITUTIONS: Final = words(
    """
    bundeswehr bundestag bundesrat bundesregierung bundespolizei bundesbank bundesgerichtshof
    bundesverfassungsgericht bundeskriminalamt umweltbundesamt kanzleramt landtag verfassungsschutz
    bundesnachrichtendienst bundesliga
    """
)
"""Common nouns that are the names of bodies."""

ADJECTIVES: Final = words(
    """
    deutsche deutscher deutschen deutsches europäische europäischen europäischer europäisches vereinte vereinten
    rote roten roter rotes freie freien grüne grünen internationale internationalen internationaler neue alte
    bayerische österreichische schweizerische sächsische
    """
)
"""Adjectives that, in capitals inside a sentence, begin a name (Deutsche Bahn)."""

NOUN_ENDINGS: Final = ("ung", "ungen", "heit", "keit", "schaft", "schaften", "tion", "tionen", "ismus", "ität", "nis")
"""Endings that no name has."""

OFFICE_ENDINGS: Final = tuple(
    words(
        """
    minister ministerin meister meisterin präsident präsidentin sprecher sprecherin direktor direktorin leiter
    leiterin anwalt anwältin kommissar kommissarin senator senatorin forscher forscherin retter kapitän inspekteur
    """
    )
)
"""Endings of the nouns of offices and trades (`Umweltminister`)."""
