"""The two voices of an application, composed so that no sentence is ever written twice.

One `Pen` writes one world. It remembers every sentence and prefers the stories, patterns and words it has used least.
"""

import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
CHOICE = re.compile(r"\[([^][]*)\]")
SLOT = re.compile(r"\{(\w+)\}")
WORDS_PER_APPLICATION = {"tid": 3, "sted": 3, "uenig": 3, "opgave": 2}
TRIES_PER_PATTERN = 12
EXTRA_SENTENCE = 0.55

Patterns = Mapping[str, Sequence[str]]
Vocabulary = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class TwoVoices:
    """What each side writes under "Det fylder hos os" and "Det håber jeg på"."""

    leader_hurts: str
    leader_hopes: str
    employees_hurts: str
    employees_hopes: str

    @property
    def texts(self) -> tuple[str, str, str, str]:
        return self.leader_hurts, self.leader_hopes, self.employees_hurts, self.employees_hopes


@dataclass(frozen=True)
class Draft:
    pattern: str
    words: Sequence[str]
    text: str

    @property
    def marks(self) -> set[str]:
        """What a reader would notice if it came again in the next sentence."""
        return {self.text.split()[0], *self.words}


@dataclass(frozen=True)
class Strand:
    """One story about a theme, with each side's sentence patterns by kind: scene, effect, hope, sign."""

    key: str
    leader: Patterns
    employees: Patterns


class OutOfWordsError(Exception):
    """No unused sentence is left for this theme and sector."""


def for_applications(cases: Sequence[tuple[str, str]]) -> list[TwoVoices]:
    """The words of one application for each (theme code, sector code); the same cases always give the same words."""
    pen = Pen()
    return [pen.write(theme, sector) for theme, sector in cases]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!]) (?=[A-ZÆØÅ])", text)


@cache
def strands(theme: str) -> tuple[Strand, ...]:
    data = tomllib.loads((HERE / "voices" / f"{theme}.toml").read_text(encoding="utf-8"))
    shared = data.get("shared", {"leader": {}, "employees": {}})
    return tuple(
        Strand(
            f"{theme}: {each['name']}",
            together(each["leader"], shared["leader"]),
            together(each["employees"], shared["employees"]),
        )
        for each in data["strand"]
    )


def together(own: Patterns, shared: Patterns) -> Patterns:
    return {kind: [*own[kind], *shared.get(kind, [])] for kind in own}


@cache
def vocabularies() -> Mapping[str, Vocabulary]:
    data = tomllib.loads((HERE / "sectors.toml").read_text(encoding="utf-8"))
    for entry in data.values():
        del entry["employees"]
    return data


@dataclass
class Pen:
    """Chance with a memory: whatever has been used less is likelier to come."""

    dice: random.Random = field(default_factory=lambda: random.Random(2016))  # noqa: S311 - the same words every time, not a secret
    written: set[str] = field(default_factory=set)
    worn: Counter[str] = field(default_factory=Counter)

    def write(self, theme: str, sector: str) -> TwoVoices:
        by_key = {strand.key: strand for strand in strands(theme)}
        strand = by_key[self.pick(list(by_key))]
        page = Page(self, self.settled(vocabularies()[sector]))
        return TwoVoices(
            page.paragraph(strand.leader, ["scene", "effect"], perhaps="scene"),
            page.paragraph(strand.leader, ["hope"], perhaps="sign"),
            page.paragraph(strand.employees, ["scene", "effect"], perhaps="scene"),
            page.paragraph(strand.employees, ["hope"], perhaps="sign"),
        )

    def settled(self, words: Vocabulary) -> Vocabulary:
        """Few words of the sector, so that both voices speak of the same people, tasks and places."""
        return {slot: self.by_wear(options)[: WORDS_PER_APPLICATION.get(slot, 1)] for slot, options in words.items()}

    def by_wear(self, options: Sequence[str]) -> list[str]:
        return sorted(options, key=lambda option: self.worn[option] + 2 * self.dice.random())

    def pick(self, options: Sequence[str]) -> str:
        choice = self.by_wear(options)[0]
        self.worn[choice] += 1
        return choice


@dataclass
class Page:
    """One application being written. No pattern comes twice; a word only when there is no other."""

    pen: Pen
    words: Vocabulary
    used: set[str] = field(default_factory=set)

    def paragraph(self, patterns: Patterns, kinds: Sequence[str], *, perhaps: str) -> str:
        """A sentence of each kind, and by chance one more of the kind that may be left out."""
        drafts: list[Draft] = []
        for kind in kinds:
            drafts.append(self.sentence(patterns[kind], beside=drafts) or self.give_up(kind))
        if self.pen.dice.random() < EXTRA_SENTENCE and (extra := self.sentence(patterns[perhaps], beside=drafts)):
            drafts.insert(1, extra)
        return " ".join(draft.text for draft in drafts)

    def sentence(self, patterns: Sequence[str], beside: Sequence[Draft]) -> Draft | None:
        """The first new sentence that opens otherwise and names other things than its neighbours, or just a new one."""
        marks = {mark for draft in beside for mark in draft.marks}
        for avoided in (marks, set[str]()):
            for draft in self.drafts(patterns):
                if avoided.isdisjoint(draft.marks) and draft.text.casefold() not in self.pen.written:
                    return self.keep(draft)
        return None

    def give_up(self, kind: str) -> Draft:
        raise OutOfWordsError(f"No unused {kind} is left.")

    def keep(self, draft: Draft) -> Draft:
        self.used.update([draft.pattern, *draft.words])
        self.pen.worn.update([draft.pattern, *draft.words])
        self.pen.written.add(draft.text.casefold())
        return draft

    def drafts(self, patterns: Sequence[str]) -> Iterator[Draft]:
        for pattern in self.pen.by_wear([pattern for pattern in patterns if pattern not in self.used]):
            for _ in range(TRIES_PER_PATTERN):
                text = CHOICE.sub(lambda choice: self.pen.dice.choice(choice[1].split("|")), pattern)
                if self.can_fill(SLOT.findall(text)):
                    yield self.fill(pattern, text)

    def can_fill(self, slots: Sequence[str]) -> bool:
        """A slot stands only once in a sentence, and its sector has a word for it."""
        return len(slots) == len(set(slots)) and self.words.keys() >= set(slots)

    def fill(self, pattern: str, text: str) -> Draft:
        chosen = {slot: self.word(slot) for slot in SLOT.findall(text)}
        filled = SLOT.sub(lambda slot: chosen[slot[1]], text)
        return Draft(pattern, tuple(chosen.values()), filled[0].upper() + filled[1:])

    def word(self, slot: str) -> str:
        unused = [word for word in self.words[slot] if word not in self.used]
        return self.pen.by_wear(unused or self.words[slot])[0]
