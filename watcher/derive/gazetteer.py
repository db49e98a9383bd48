"""Places known beforehand: countries, capitals, and the cities and airfields of the airport database."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from watcher.derive.tables.countries import capital_of, country_named
from watcher.text.fold import fold

__all__ = ["Airfield", "airfields", "city_countries", "is_place", "region_countries"]


@dataclass(frozen=True, slots=True)
class Airfield:
    """An airport or air base by its usual name."""

    name: str
    city: str
    country: str


@cache
def _loaded() -> tuple[tuple[Airfield, ...], Mapping[str, frozenset[str]]]:
    """The airports (of North America, those of airlines only), and every province's countries, in one reading."""
    from airportsdata import load

    airports: list[Airfield] = []
    provinces: dict[str, set[str]] = {}
    for entry in load().values():
        country, province = entry["country"], entry["subd"]
        if country not in {"US", "CA"} or entry["iata"]:
            airports.append(Airfield(entry["name"], entry["city"], country))
        if len(province) > 3:
            provinces.setdefault(province, set()).add(country)
    regions: dict[str, frozenset[str]] = {}
    for province, codes in provinces.items():
        key = fold(province).text
        regions[key] = regions.get(key, frozenset()) | codes
    return tuple(airports), regions


def _airports() -> tuple[Airfield, ...]:
    return _loaded()[0]


@cache
def _cities() -> Mapping[str, frozenset[str]]:
    written: dict[str, set[str]] = {}
    for field in _airports():
        for part in field.city.replace("(", "/").split("/"):
            city = part.strip(" )")
            if len(city) > 2:
                written.setdefault(city, set()).add(field.country)
    found: dict[str, frozenset[str]] = {}
    for city, codes in written.items():
        key = fold(city).text
        found[key] = found.get(key, frozenset()) | codes
    return found


@cache
def _bases() -> tuple[Airfield, ...]:
    return tuple(field for field in _airports() if len(field.name) > 3)


def airfields() -> tuple[Airfield, ...]:
    """Every airfield that has a name."""
    return _bases()


def city_countries(name: str) -> frozenset[str]:
    """Codes of the countries that have a city (with an airport) or a capital of this name."""
    capital = capital_of(name)
    return _cities().get(fold(name).text, frozenset()) | ({capital.code} if capital else frozenset())


def region_countries(name: str) -> frozenset[str]:
    """Codes of the countries that have a province or state of this name."""
    return _loaded()[1].get(fold(name).text, frozenset())


def is_place(name: str) -> bool:
    """Whether a name is one of a country, capital, city or province."""
    return bool(country_named(name) or city_countries(name) or region_countries(name))
