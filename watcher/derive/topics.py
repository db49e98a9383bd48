"""Events → topics: proximity rules from the document's own words.

The engine's table of events joins nouns and verbs (withdrawal, withdraws, pulled out). A family that the document
tells of in several sentences, or in its heading, becomes a topic: its own words in one group, and in the other the
nouns and names that take part (`US forces`, `coalition`), read off the sentences in which it happens.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from watcher.derive.entities import Entity, core
from watcher.derive.model import TermDerived
from watcher.derive.sentences import Sentence, Word
from watcher.derive.tables.countries import Country, country_named, country_of_adjective
from watcher.derive.tables.homonyms import homonyms
from watcher.derive.tables.nouns import ARGUMENTS, CLASS_OF, CLASSES, EXTENDED, LIGHT, RELATED, TELLING
from watcher.matching.events import FAMILIES
from watcher.matching.lemmas import lemma_keys
from watcher.text.fold import fold_word

__all__ = ["grounded", "topics"]

_NOUN_ENDINGS: Final = ("al", "ion", "ment", "over", "ure", "ing", "cy", "coup", "sis", "age", "ance")
_VERBS_ONLY: Final = frozenset(
    """kill wound withdraw erupt arrive deploy reinforce assassinate abduct extradite deport execute flee invade
    occupy evacuate capture elect resign appoint dismiss replace acquit convict dissolve buy sell merge invest build
    suspend""".split()
)
_LEAVING: Final = frozenset({"withdraw", "withdrawal", "leave", "redeploy"})
_REACH: Final = 14
"""Words on either side of an event's word in which its participants are looked for."""
_WITHIN: Final = 12
_WITHIN_GROUNDED: Final = 20
_GROUND: Final = 10
_NOUNS_TOO: Final = frozenset({"station", "stations", "exit"})
"""Words of an event that mostly are nouns of another sense (radio station, exit poll)."""
_MOST: Final = 3
_MEMBERS: Final = 8


@dataclass(slots=True)
class _Event:
    """What the document says of one family."""

    family: tuple[str, ...]
    forms: Counter[str] = field(default_factory=Counter)
    """Members (base forms) that occur."""
    sentences: set[int] = field(default_factory=set)
    participants: Counter[str] = field(default_factory=Counter)
    headed: bool = False

    @property
    def head(self) -> str:
        return self.family[0]

    @property
    def weight(self) -> float:
        """How much the document is about it."""
        count = len(self.sentences) + (2.0 if self.headed else 0.0) + (0.8 if len(self.forms) > 1 else 0.0)
        return count * (0.35 if self.head in LIGHT else 1.0)


@cache
def _index(language: str) -> Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]]:
    """First word's lemma → (its words, its family, the member)."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]] = defaultdict(list)
    for family in FAMILIES.get(language, ()):
        for member in family:
            words = tuple(fold_word(part) for part in member.split())
            found[words[0]].append((words, family, member))
    return {key: tuple(sorted(rows, key=lambda row: -len(row[0]))) for key, rows in found.items()}


def topics(sentences: Sequence[Sentence], entities: Sequence[Entity], language: str) -> list[TermDerived]:
    """The document's topics, weightiest first."""
    events = _events(sentences, _by_sentence(entities), language)
    ranked = sorted(
        (event for event in events.values() if event.weight >= 1.5),
        key=lambda event: (event.head in LIGHT, -event.weight),
    )
    found: list[TermDerived] = []
    used: set[str] = set()
    for event in ranked:
        if event.head in used or len(found) == _MOST or (found and event.head in LIGHT):
            continue
        topic = _topic(event, events, sentences, entities, language)
        if topic is not None and topic.name not in {other.name for other in found}:
            found.append(topic)
            used |= {event.head}
    return found


def grounded(topic: TermDerived, where: Sequence[str], *, anyway: bool = False) -> TermDerived:
    """The topic with a third group, the document's own places and names, where those who take part could be anyone's.

    `people` are killed and `government` resigns all over the world; a coalition or an airbase tell themselves, and are
    left alone unless `anyway`.
    """
    members, *_ = topic.near
    if len(topic.near) > 2:
        return topic
    words = [word for word in dict.fromkeys(where) if word not in members][:_GROUND]
    if not words or not (anyway or any(map(_is_vague, members))):
        return topic
    return replace(topic, near=(*topic.near, tuple(words)), within=_WITHIN_GROUNDED)


def _by_sentence(entities: Sequence[Entity]) -> Mapping[int, Sequence[tuple[int, int, str]]]:
    """Sentence → its mentions: first word, last word, the entity's short name."""
    found: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for entity in entities:
        short = _short_name(entity)
        for mention in entity.mentions:
            found[mention.number].append((mention.first, mention.last, short))
    return found


def _events(
    sentences: Sequence[Sentence], named: Mapping[int, Sequence[tuple[int, int, str]]], language: str
) -> dict[str, _Event]:
    index = _index(language)
    events: dict[str, _Event] = {}
    for number, sentence in enumerate(sentences):
        words = sentence.words
        seen: set[tuple[str, str]] = set()
        for position, word in enumerate(words):
            if word.capital and position and not sentence.headline and not sentence.shouting:
                continue
            found = _member(words, position, index, language)
            if found is None:
                continue
            family, member, length = found
            event = events.setdefault(family[0], _Event(family))
            event.forms[member] += 1
            event.sentences.add(number)
            event.headed |= sentence.block.heading and number < 3
            taking = _participants(sentence, position, length, named.get(number, ()))
            event.participants.update(one for one in taking if (event.head, one) not in seen)
            seen.update((event.head, one) for one in taking)
    return events


def _member(
    words: Sequence[Word],
    position: int,
    index: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]],
    language: str,
) -> tuple[tuple[str, ...], str, int] | None:
    """The event that the words at a position tell of: its family, the member, how many words it takes."""
    folded = fold_word(words[position].text.replace("-", ""))
    if folded in _NOUNS_TOO:
        return None
    for key in sorted(lemma_keys(folded, language), key=lambda key: key != folded):
        for member, family, text in index.get(key, ()):
            following = [fold_word(word.text) for word in words[position + 1 : position + len(member)]]
            if following == list(member[1:]):
                return family, text, len(member)
    return None


def _participants(sentence: Sentence, position: int, length: int, named: Sequence[tuple[int, int, str]]) -> list[str]:
    """Nouns and names near an event's word, each once, in order."""
    words = sentence.words
    low, high = max(0, position - _REACH), min(len(words), position + length + _REACH)
    found: dict[str, None] = {}
    for at in range(low, high):
        if position <= at < position + length:
            continue
        noun = _noun(words, at)
        if noun:
            found[noun] = None
            before = words[at - 1].text if at else ""
            if (
                at
                and not words[at].parts
                and words[at - 1].capital
                and (country_named(before) or country_of_adjective(before))
            ):
                found[f"{before} {noun}"] = None
    found |= {short: None for first, last, short in named if low <= first and last < high}
    return list(found)


def _noun(words: Sequence[Word], at: int) -> str:
    """The word at a position where it is one of the table's nouns."""
    word = words[at].text
    if words[at].capital and at:
        return ""
    key = word.casefold()
    return key if key in CLASS_OF else key + "s" if key + "s" in CLASS_OF and key not in {"work", "force"} else ""


def _short_name(entity: Entity) -> str:
    """The shortest form that the document uses alone, else the name."""
    forms = [form for form in entity.forms if form]
    return min(forms, key=len) if forms else entity.name


def _topic(
    event: _Event,
    events: Mapping[str, _Event],
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    language: str,
) -> TermDerived | None:
    """The proximity rule of an event, or None where nobody takes part in it."""
    forms, where = _event_words(event, events)
    participants = Counter(event.participants)
    for other in RELATED.get(event.head, ()):
        if other in events:
            participants.update(events[other].participants)
    members, main = _participant_group(event.head, participants, entities)
    members = [member for member in members if fold_word(member) not in {fold_word(form) for form in forms}]
    if not members:
        return None
    if main not in members:
        main = members[0]
    quotes = tuple(sentences[number].quote for number in sorted(where)[:2])
    noun = _event_noun(event)
    confidence = min(
        0.9, 0.4 + 0.08 * len(event.sentences) + (0.1 if event.headed else 0.0) + (0.1 if len(event.forms) > 1 else 0.0)
    )
    return TermDerived(
        f"{main} {noun}",
        "topic",
        not_=_namesakes(members),
        near=(tuple(members), tuple(forms)),
        within=_WITHIN,
        language=language if language != "en" else "",
        quotes=quotes,
        confidence=round(confidence, 2),
        weight=round(min(2.0, 0.8 + 0.15 * event.weight), 1),
        notes=("read the groups: they are the document's own words for the event and for who takes part in it",),
    )


def _event_words(event: _Event, events: Mapping[str, _Event]) -> tuple[list[str], set[int]]:
    """The event's words: those of the document first, then the rest of the family, then related ones that it uses."""
    forms = [form for form, _ in event.forms.most_common()]
    where = set(event.sentences)
    for other in RELATED.get(event.head, ()):
        related = events.get(other)
        if related is not None:
            forms += [form for form, _ in related.forms.most_common(2)]
            where |= related.sentences
    forms += [member for member in event.family if member not in forms]
    return list(dict.fromkeys(forms))[:_MEMBERS], where


def _participant_group(head: str, counted: Counter[str], entities: Sequence[Entity]) -> tuple[list[str], str]:
    """Who or what the event happens to, likeliest first, and the one that names the topic."""
    wanted = ARGUMENTS.get(head, ())
    by_class: dict[str, list[str]] = defaultdict(list)
    for word, _ in counted.most_common():
        by_class[CLASS_OF.get(word, CLASS_OF.get(word.split()[-1], "") if " " in word else "")].append(word)
    classes = [name for name in wanted if by_class.get(name)]
    if not wanted:
        counts = {name: sum(counted[word] for word in by_class[name]) for name in by_class if name}
        classes = sorted(counts, key=lambda name: -counts[name])[:2]
    own = {_short_name(entity) for entity in entities}
    names = [word for word in by_class[""] if word in own and counted[word] >= 2 and not country_named(word)]
    members: list[str] = []
    for name in classes:
        used = by_class[name]
        if name == "forces" and head in _LEAVING:
            used = _foreign(used, entities)
        phrases = [word for word in used if " " in word]
        members += [word for word in used if " " not in word or not word.split()[0][0].islower()]
        members += CLASSES[name][:3] if name in EXTENDED and not (phrases and name == "forces") else ()
        members += [
            f"{country} {noun}"
            for word in phrases
            for country in _as_adjective(word.rpartition(" ")[0])
            for noun in CLASSES[name][:2]
            if name == "forces"
        ]
    if any(word.endswith(" forces") for word in members):
        members = [member for member in members if member not in {"forces", "military", "army"}]
    places = [word for word in names if any(_short_name(entity) == word and entity.heads for entity in entities)]
    takes_places = not wanted or bool(
        {"installation", "plant", "capital", "volcano", "company", "ship"} & set(wanted[:1])
    )
    members += (places or names) if takes_places else []
    main = next((word for word in members if " " not in word or not wanted), members[0] if members else "")
    if not members and names and head not in _LEAVING:
        members, main = names, names[0]
    if main and not _is_vague(main):
        members = [member for member in members if not _is_vague(member)]
    return list(dict.fromkeys(members))[:_MEMBERS], main


def _is_vague(member: str) -> bool:
    """Whether a noun takes part in news of any sort, so that it says little near an event's word."""
    return member in CLASS_OF and CLASS_OF[member] not in TELLING


def _namesakes(members: Sequence[str]) -> tuple[str, ...]:
    """The well-known namesakes of a group's single words (Bashar al-Assad, of the base's)."""
    found = (homonyms(core(member)[0]) for member in members if len(core(member)) == 1)
    return tuple(dict.fromkeys(other for homonym in found if homonym is not None for other in homonym.others))


def _as_adjective(country: str) -> tuple[str, ...]:
    """A country before `forces` as the document has it, and as its adjective (US, American)."""
    named = country_named(country)
    return (country, *named.adjectives[:1]) if named is not None else (country,)


def _foreign(words: Sequence[str], entities: Sequence[Entity]) -> list[str]:
    """Forces without those of the country that the document is about, where it names others: who leaves is a guest."""
    named = Counter[str]()
    for entity in entities:
        country = country_named(entity.name)
        if country is not None and country.code != "US":
            named[country.code] += len(entity.mentions)
    home = named.most_common(1)[0][0] if named else ""
    guests = [word for word in words if home not in {country.code for country in _countries_of(word)}]
    return guests if any(" " in word for word in guests) else list(words)


def _countries_of(phrase: str) -> list[Country]:
    first = phrase.rpartition(" ")[0]
    return [country for country in (country_named(first), country_of_adjective(first)) if first and country is not None]


def _event_noun(event: _Event) -> str:
    """The family's noun: one that the document uses, else one that looks like a noun, else its first word."""
    single = [form for form, _ in event.forms.most_common() if " " not in form]
    nouns = [form for form in single if form.endswith(_NOUN_ENDINGS)]
    if nouns:
        return nouns[0]
    if event.head in single and event.head not in _VERBS_ONLY:
        return event.head
    family = [form for form in event.family if form.endswith(_NOUN_ENDINGS) and " " not in form]
    return next(iter(family), event.head)
