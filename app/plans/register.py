"""Match the names a plan prints with the register of agencies: three queries for a whole document."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.organisation.models import Agency, AgencyAlias, AgencyKind, Succession
from app.plans.groups import ENDED, group_of
from app.vietnamese import search_key

_SUGGESTED = 4


@dataclass(frozen=True, slots=True)
class Known:
    """An agency as matching needs it; `valid_to` is its last day."""

    id: int
    code: str
    name: str
    short_name: str
    kind: AgencyKind
    valid_from: date
    valid_to: date | None

    def lives_on(self, day: date) -> bool:
        """Whether the agency exists on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Match:
    """What a name means: an agency, a group, or neither: then a person chooses, perhaps one of `candidates`.

    `ended` is the agency (or for a group None) that the name means but that no longer exists; `candidates` are its
    living successors, otherwise living agencies with a similar name.
    """

    agency: Known | None = None
    group: str | None = None
    ended: Known | None = None
    has_ended: bool = False
    candidates: tuple[Known, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether nobody needs to decide."""
        return self.agency is not None or self.group is not None


class Register:
    """The register as it stands on a day; also answers the plan reader's questions (`AgencyNames`)."""

    def __init__(
        self,
        on: date,
        agencies: Iterable[Known],
        other_names: Iterable[tuple[int, str]] = (),
        successions: Iterable[tuple[int, int]] = (),
    ) -> None:
        self.on = on
        self.agencies: Mapping[int, Known] = {agency.id: agency for agency in agencies}
        self._called: dict[str, set[int]] = defaultdict(set)
        for agency in self.agencies.values():
            for name in (agency.code, agency.name, agency.short_name):
                self._called[key_of(name)].add(agency.id)
        for agency_id, name in other_names:
            self._called[key_of(name)].add(agency_id)
        self._called.pop("", None)
        self._next: dict[int, list[int]] = defaultdict(list)
        for ended, follower in successions:
            self._next[ended].append(follower)

    @classmethod
    def load(cls, on: date) -> "Register":
        """Read the register from the database."""
        columns = (Agency.id, Agency.code, Agency.name, Agency.short_name, Agency.kind)
        agencies = db.session.execute(select(*columns, Agency.valid_from, Agency.valid_to).order_by(Agency.sort_key))
        aliases = db.session.execute(select(AgencyAlias.agency_id, AgencyAlias.name))
        successions = db.session.execute(select(Succession.from_id, Succession.to_id).order_by(Succession.id))
        edges = [(edge.from_id, edge.to_id) for edge in successions]
        return cls(on, (Known(*row) for row in agencies), [(row.agency_id, row.name) for row in aliases], edges)

    def match(self, name: str) -> Match:
        """Return what a printed name means today."""
        called = [self.agencies[found] for found in sorted(self._called.get(key_of(name), ()))]
        living = [agency for agency in called if agency.lives_on(self.on)]
        if len(living) == 1:
            return Match(agency=living[0])
        if living:
            return Match(candidates=tuple(living))
        if called:
            return Match(ended=called[0], has_ended=True, candidates=self.successors(called[0].id))
        group = group_of(name)
        if group in ENDED:
            return Match(has_ended=True)
        return Match(group=group) if group else Match(candidates=self._similar(name))

    def successors(self, agency_id: int) -> tuple[Known, ...]:
        """Return the living agencies that an ended one's functions came to, however many steps away."""
        found: dict[int, Known] = {}
        seen, queue = {agency_id}, list(self._next[agency_id])
        while queue:
            follower = queue.pop(0)
            if follower in seen:
                continue
            seen.add(follower)
            agency = self.agencies[follower]
            if agency.lives_on(self.on):
                found[follower] = agency
            else:
                queue += self._next[follower]
        return tuple(found.values())

    def canonical(self, name: str) -> str | None:
        """Return the registered name of an agency, the name itself of a group, None when it is not known."""
        match = self.match(name)
        if match.agency or match.ended:
            return (match.agency or match.ended).name  # type: ignore[union-attr] # one of them is there
        return name if match.group or match.has_ended else None

    def has_ended(self, name: str) -> bool:
        """Tell whether the agency (or group) of this name has ceased to exist."""
        return self.match(name).has_ended

    def _similar(self, name: str) -> tuple[Known, ...]:
        """Return living agencies whose name holds all words of this one, or the other way round."""
        words = set(key_of(name).split())
        close = (
            agency
            for agency in self.agencies.values()
            if agency.lives_on(self.on) and _overlaps(words, set(key_of(agency.name).split()))
        )
        return tuple(agency for agency, _ in zip(close, range(_SUGGESTED), strict=False))


def key_of(name: str) -> str:
    """Return what two spellings of one name share: no marks, no leading "các", "ubnd" for the committee in full."""
    plain = search_key(name).replace("uy ban nhan dan", "ubnd").replace("-", " ").replace(",", " ")
    return " ".join(plain.split()).removeprefix("cac ")


def _overlaps(some: set[str], others: set[str]) -> bool:
    return len(some) > 1 and len(others) > 1 and (some <= others or others <= some)
