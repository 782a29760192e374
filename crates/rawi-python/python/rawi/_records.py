"""The event record and its parts, as plain immutable values: equal by content, picklable, and in JSON (``to_dict``)
exactly what ``rawi read`` prints. Offsets count Unicode code points of the article's text, end exclusive, so that
``text[start:end]`` is what stands there."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, Dict, FrozenSet, List, Mapping, Optional, Tuple, Type, TypeVar

T = TypeVar("T", bound="_Value")


class _Value:
    """A value that JSON has: its fields bear JSON's names."""

    #: Fields that JSON leaves out where they are empty.
    _optional: FrozenSet[str] = frozenset()
    #: Fields that hold values of such a class, or a tuple of them.
    _parts: Mapping[str, Type["_Value"]] = {}

    @classmethod
    def from_dict(cls: Type[T], fields: Mapping[str, Any]) -> T:
        """The value of which ``to_dict`` gave ``fields``; ``TypeError`` if that cannot be."""
        known = {field.name for field in dataclasses.fields(cls)}  # type: ignore[arg-type]
        values = {}
        for name, value in fields.items():
            if name not in known:
                raise TypeError(f"{cls.__name__} has no field {name!r}")
            part = cls._parts.get(name)
            if part is not None and value is not None:
                if isinstance(value, (list, tuple)):
                    value = tuple(part.from_dict(item) for item in value)
                else:
                    value = part.from_dict(value)
            values[name] = tuple(value) if isinstance(value, list) else value
        return cls(**values)

    def to_dict(self) -> Dict[str, Any]:
        """The value as JSON has it: dictionaries, lists and scalars."""
        out: Dict[str, Any] = {}
        for field in dataclasses.fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            if field.name in self._optional and value in (None, (), False):
                continue
            if isinstance(value, tuple):
                value = [item.to_dict() if isinstance(item, _Value) else item for item in value]
            elif isinstance(value, _Value):
                value = value.to_dict()
            out[field.name] = value
        return out


@dataclass(frozen=True)
class Words(_Value):
    """Words of the text: ``text`` is what stands from ``start`` up to ``end``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Mention(_Value):
    """A phrase that names a participant.

    ``text`` is the phrase as it stands; for a pronoun or a subject that is left out, the earlier phrase it stands for.
    ``code`` is country and sector (``SYR GOV``; ``---`` for no country), ``id`` Rawi's own name for whom it means
    (``rus/putin``) and ``name`` that in Latin script, both where the lexicon knows."""

    start: int
    end: int
    text: str
    code: str
    id: Optional[str] = None
    name: Optional[str] = None

    _optional = frozenset({"id", "name"})

    @property
    def country(self) -> Optional[str]:
        """ISO 3166 alpha-3, or ``IGO``, ``NGO``, ``MNC``; ``None`` where none is known."""
        country = self.code[:3]
        return None if country == "---" else country

    @property
    def sector(self) -> str:
        """``GOV``, ``MIL``, ``REB``, … ``UNK``."""
        return self.code[4:]


@dataclass(frozen=True)
class Source(_Value):
    """One link of the chain of attribution.

    ``kind`` is ``person``, ``official``, ``media``, ``anonymous``, ``document`` or ``witness``; ``code`` country and
    sector where the source is a political actor."""

    start: int
    end: int
    text: str
    kind: str
    code: Optional[str] = None
    id: Optional[str] = None
    name: Optional[str] = None

    _optional = frozenset({"code", "id", "name"})


@dataclass(frozen=True)
class Place(_Value):
    """Where an act takes place: ``country`` as ISO 3166 alpha-3 (``---`` for none), ``lat`` and ``lon`` in degrees north
    and east."""

    start: int
    end: int
    text: str
    country: str
    geoname_id: Optional[int] = None
    lat: Optional[float] = None
    lon: Optional[float] = None
    name: Optional[str] = None

    _optional = frozenset({"geoname_id", "lat", "lon", "name"})


# `from` is a word of Python: the field can only be reached with another name, so that JSON's is put in place by hand.
@dataclass(frozen=True)
class WhenRange(_Value):
    """Bounds of the time of an act: first and last day (ISO), and how exact the words are (``day``, ``days``, ``week``,
    ``month``, ``year``)."""

    from_: str
    to: str
    precision: str

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> "WhenRange":
        return cls(fields["from"], fields["to"], fields["precision"])

    def to_dict(self) -> Dict[str, Any]:
        return {"from": self.from_, "to": self.to, "precision": self.precision}


@dataclass(frozen=True)
class Figure(_Value):
    """A number that belongs to the act: ``kind`` is ``killed``, ``wounded``, ``arrested``, ``people`` (each counted in
    persons) or ``sum`` (in ``unit``, ISO 4217); ``hedge`` is ``at_least``, ``more_than``, ``about``, ``dozens``,
    ``hundreds`` or ``thousands``."""

    kind: str
    words: Words
    value: Optional[float] = None
    unit: Optional[str] = None
    hedge: Optional[str] = None

    _optional = frozenset({"value", "unit", "hedge"})
    _parts = {"words": Words}


@dataclass(frozen=True)
class Gloss(_Value):
    """The record in a sentence, source first, in Arabic and in English."""

    ar: str
    en: str


@dataclass(frozen=True)
class Derivation(_Value):
    """Why a field has the value it has: the rule that made it, the lexicon entries and the words it rests on."""

    field: str
    rule: str
    entries: Tuple[str, ...] = ()
    words: Optional[Words] = None

    _optional = frozenset({"entries", "words"})
    _parts = {"words": Words}


@dataclass(frozen=True)
class Record(_Value):
    """One political act as one sentence reports it: who did what to whom, where, when, in what status, according to
    whom."""

    #: The word that names the act.
    trigger: Words
    #: One of the 16 types of PLOVER (``CONSULT``, ``ASSAULT`` …): the act itself, whatever its status.
    type: str
    #: ``occurred``, ``planned``, ``possible``, ``desired``, ``conditional`` or ``denied``.
    status: str
    #: PLOVER mode and contexts.
    mode: Optional[str] = None
    contexts: Tuple[str, ...] = ()
    #: Who does it, and to whom or against whom.
    actor: Tuple[Mention, ...] = ()
    recipient: Tuple[Mention, ...] = ()
    place: Optional[Place] = None
    #: Day (``2023-01-12``), month (``2023-01``) or year of the act, and its bounds.
    when: Optional[str] = None
    when_range: Optional[WhenRange] = None
    #: The chain of attribution, innermost first; empty where the outlet itself asserts it.
    according_to: Tuple[Source, ...] = ()
    #: How the reporter stands to it: ``neutral``, ``doubting`` or ``endorsing``.
    stance: str = "neutral"
    figures: Tuple[Figure, ...] = ()
    #: Whether either side may be called the actor.
    mutual: bool = False
    #: From 0 to 1.
    confidence: float = 0.0
    gloss: Optional[Gloss] = None
    #: Filled by ``Reader(derivation=True)``.
    derivation: Tuple[Derivation, ...] = ()

    _optional = frozenset({"mode", "contexts", "when_range", "figures", "mutual", "gloss", "derivation"})
    _parts = {
        "trigger": Words,
        "actor": Mention,
        "recipient": Mention,
        "place": Place,
        "when_range": WhenRange,
        "according_to": Source,
        "figures": Figure,
        "gloss": Gloss,
        "derivation": Derivation,
    }


@dataclass(frozen=True)
class Engine(_Value):
    """Which engine read: version of the program, hash of the lexicon (16 hexadecimal digits)."""

    version: str
    lexicon: str


@dataclass(frozen=True)
class Furniture(_Value):
    """Something on the page that is not part of the report: ``repeated_title``, ``byline``, ``related_link``,
    ``navigation``, ``share``, ``comment``, ``caption``, ``dateline`` or ``other``, and its words."""

    kind: str
    text: str


@dataclass(frozen=True)
class Pronoun(_Value):
    """A pronoun joined to the end of a word: ``person`` 1, 2 or 3; ``gender`` and ``number`` as in
    :class:`Analysis`."""

    person: int
    gender: Optional[str]
    number: Optional[str]


@dataclass(frozen=True)
class Analysis(_Value):
    """One way to read a word. ``None`` stands for what the spelling leaves open or the word does not have."""

    #: Citation form without vowel marks; of a verb, the third person masculine singular of the perfect.
    lemma: str
    #: The lemma's id in the lexicon (``قتل.I``, ``وزير.n``).
    lemma_id: str
    #: ``verb``, ``masdar``, ``active participle``, ``passive participle``, ``noun``, ``adjective``, ``proper name``,
    #: ``number`` or ``particle``.
    pos: str
    #: Root of verbs and their masdars; empty for others.
    root: str
    #: English.
    gloss: str
    #: What is joined to the front: ``wa``, ``fa``, ``sa``, ``bi``, ``li``, ``ka``, ``al``, ``la`` (emphatic), ``a``
    #: (interrogative).
    proclitics: Tuple[str, ...]
    #: What is left of the word without what is joined to it.
    stem: str
    enclitic: Optional[Pronoun]
    #: ``perfect``, ``imperfect`` or ``imperative``.
    aspect: Optional[str]
    #: ``active`` or ``passive``.
    voice: Optional[str]
    #: 1, 2 or 3.
    person: Optional[int]
    #: ``masculine`` or ``feminine``.
    gender: Optional[str]
    #: ``singular``, ``dual`` or ``plural``.
    number: Optional[str]
    #: Of verbs and masdars: ``t``, ``i`` or ``tt``, then prepositions.
    government: Tuple[str, ...]
    #: No lexicon entry stands behind it, only the shape of the word.
    guessed: bool

    _parts = {"enclitic": Pronoun}

    @classmethod
    def _of(cls, fields: Mapping[str, Any]) -> "Analysis":
        values = dict(fields)
        enclitic = values.pop("enclitic")
        return cls(
            enclitic=enclitic and Pronoun(*enclitic),
            proclitics=tuple(values.pop("proclitics")),
            government=tuple(values.pop("government")),
            **values,
        )


@dataclass(frozen=True)
class Token(_Value):
    """A word or mark of a text.

    ``kind`` is ``word``, ``number``, ``latin``, ``punctuation`` or ``symbol``; ``form`` the word without vowel marks and
    other decoration, ``key`` the spelling under which words are compared; ``sentence`` the number of its sentence,
    from 0; ``analyses`` all ways to read a word, best first."""

    start: int
    end: int
    kind: str
    text: str
    form: str
    key: str
    sentence: int
    analyses: Tuple[Analysis, ...]

    _parts = {"analyses": Analysis}

    @classmethod
    def _of(cls, fields: Mapping[str, Any]) -> "Token":
        values = dict(fields)
        analyses: List[Mapping[str, Any]] = values.pop("analyses")
        return cls(analyses=tuple(Analysis._of(fields) for fields in analyses), **values)
