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
def _airports() -> tuple[Airfield, ...]:
    from airportsdata import load

    return tuple(
        Airfield(entry["name"], entry["city"], entry["country"])
        for entry in load().values()
        if entry["country"] not in {"US", "CA"} or entry["iata"]
    )


@cache
def _cities() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for field in _airports():
        for city in field.city.replace("(", "/").split("/"):
            if len(city.strip(" )")) > 2:
                found.setdefault(fold(city.strip(" )")).text, set()).add(field.country)
    return {city: frozenset(codes) for city, codes in found.items()}


@cache
def _regions() -> Mapping[str, frozenset[str]]:
    from airportsdata import load

    found: dict[str, set[str]] = {}
    for entry in load().values():
        if len(entry["subd"]) > 3:
            found.setdefault(fold(entry["subd"]).text, set()).add(entry["country"])
    return {region: frozenset(codes) for region, codes in found.items()}


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
    return _regions().get(fold(name).text, frozenset())


def is_place(name: str) -> bool:
    """Whether a name is one of a country, capital, city or province."""
    return bool(country_named(name) or city_countries(name) or region_countries(name))
