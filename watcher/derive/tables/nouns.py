"""Nouns that take part in events: who moves, what is handed over, what breaks.

`CLASSES` groups words that a reporter may put for one another; a topic that finds one of a class in the document may
take the others that the document uses, and the class's first words besides. `ARGUMENTS` says which classes an event
asks for: its family's first member → classes, the likeliest first. Families that are not listed take any.
"""

from typing import Final

__all__ = ["ARGUMENTS", "CLASSES", "CLASS_OF", "EXTENDED", "LIGHT", "RELATED", "TELLING"]

_CLASSES: Final = """
coalition: coalition, alliance
forces: forces, troops, soldiers, personnel, military, army, contingent, advisers
installation: base, airbase, air base, camp, facility, facilities, garrison, barracks, outpost
fighters: militia, militias, rebels, fighters, insurgents, militants, gunmen, mercenaries, jihadists, armed men
security: police, officers, guards
government: government, cabinet, parliament, regime, constitution, junta
leader: president, prime minister, minister, premier, chancellor, king, mayor
capital: capital, city, town, village, region, district
ship: ship, vessel, tanker, boat, freighter, ferry, cargo, crew
company: company, firm, group, bank, maker, lender, airline, subsidiary, business
plant: plant, factory, refinery, mine, site, works, pipeline
workers: workers, employees, staff, miners, jobs, union
share: shares, stake, stock, shareholders
creditors: creditors, lenders, investors, bondholders
volcano: volcano, crater, ash, lava, peak, mount
quake: quake, earthquake, aftershock, tsunami, tremor
storm: storm, hurricane, typhoon, cyclone, flood, floods, landslide
people: people, residents, civilians, villagers, families, refugees, migrants, children, women, displaced
court: court, judge, tribunal, judges, jury, bench
case: case, trial, verdict, appeal, conviction, charges, ruling
party: party, opposition, candidate, candidates, coalition parties
election: election, elections, vote, ballot, referendum, poll
protesters: protesters, demonstrators, activists, students, crowd
prisoners: prisoners, detainees, hostages, captives, inmates
weapons: weapons, missiles, missile, drones, drone, rockets, bombs, arms, ammunition
hospital: hospital, clinic, school, camp, mosque, church, market
aircraft: aircraft, plane, jet, helicopter, flight, airport
border: border, frontier, crossing, ceasefire line
deal: deal, agreement, treaty, contract, merger, takeover, bid
payments: payments, network, system, servers, platform, outage
painting: painting, picture, works, collection, museum
player: player, team, champion, final, tournament, match, title, set
star: star, planet, telescope, galaxy, ring, spacecraft, mission
oil: oil, crude, gas, energy, uranium
aid: aid, food, convoy, trucks, supplies
"""

CLASSES: Final[dict[str, tuple[str, ...]]] = {
    name.strip(): tuple(word.strip() for word in members.split(","))
    for name, members in (line.split(":") for line in _CLASSES.strip().splitlines())
}

CLASS_OF: Final[dict[str, str]] = {word: name for name, members in reversed(CLASSES.items()) for word in members}

EXTENDED: Final = frozenset({"forces", "installation", "ship", "volcano"})
"""Classes whose first words stand for one another so freely that a list takes them unasked."""

TELLING: Final = frozenset({"coalition", "installation", "volcano", "ship", "plant", "painting", "star"})
"""Classes whose words, near an event's, say enough; the others' take part in news of any sort."""

ARGUMENTS: Final[dict[str, tuple[str, ...]]] = {
    "withdraw": ("coalition", "forces", "fighters"),
    "hand over": ("installation", "prisoners", "weapons", "plant", "capital"),
    "take over": ("installation", "capital", "plant", "company"),
    "deploy": ("forces", "coalition", "weapons", "ship"),
    "attack": ("forces", "installation", "fighters", "hospital", "people", "capital", "ship"),
    "airstrike": ("installation", "hospital", "fighters", "people"),
    "kill": ("people", "leader", "forces", "workers"),
    "erupt": ("volcano",),
    "evacuate": ("people", "hospital", "workers"),
    "flee": ("people",),
    "coup": ("government", "leader", "forces", "capital"),
    "dissolve": ("government", "party"),
    "arrest": ("leader", "protesters", "people", "party", "fighters"),
    "charge": ("leader", "company", "people"),
    "convict": ("court", "case", "leader"),
    "acquit": ("court", "case", "leader"),
    "capture": ("ship", "capital", "installation", "oil"),
    "default": ("company", "creditors", "plant", "workers"),
    "buy": ("company", "share", "deal"),
    "merge": ("company", "deal"),
    "elect": ("party", "leader", "government"),
    "vote": ("party", "government", "leader"),
    "protest": ("protesters", "security", "election", "party"),
    "quake": ("quake", "people", "capital"),
    "ceasefire": ("forces", "fighters", "government"),
    "besiege": ("capital", "people"),
    "resign": ("leader", "government"),
    "suspend": ("government", "company", "election"),
    "win": ("player", "party", "election"),
    "lose": ("player", "party", "company"),
    "rescue": ("workers", "people", "ship"),
    "collapse": ("plant", "company", "government", "payments"),
    "launch": ("weapons", "star", "forces"),
    "investigate": ("leader", "company", "case"),
}

RELATED: Final[dict[str, tuple[str, ...]]] = {
    "withdraw": ("deploy", "relocate", "retreat"),
    "hand over": ("take over",),
    "take over": ("hand over",),
    "attack": ("airstrike", "bomb"),
    "capture": ("abduct",),
    "coup": ("dissolve",),
    "default": ("collapse",),
    "buy": ("merge",),
    "merge": ("buy",),
    "acquit": ("convict",),
    "elect": ("vote",),
    "vote": ("elect",),
}
"""Families that tell of the same event from another side: their words in the document join the topic."""

LIGHT: Final = frozenset(
    """
    announce deny warn accuse condemn agree approve reject support end begin increase decrease visit meet host invite
    open close return target supply train search harm leave join cooperate damage protect defend negotiate build sell
    invest delay extend escalate exercise replace appoint dismiss release win lose recognise lift fire
    """.split()
)
"""Families (by first member) that go along with any news: they make a topic only where nothing heavier is told."""
