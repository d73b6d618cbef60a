"""A question as far as it says by itself: the middle step between its words and a Query."""

from dataclasses import dataclass, field

from assistant.records import Measure, Operation, Stock, Tally, Threshold, WhyMissing
from assistant.understanding.names.mentions import Names
from assistant.understanding.words.cues import Language
from assistant.understanding.words.lexicon import Token
from assistant.understanding.words.periods import Periods
from index.records import StoredAgency


@dataclass(frozen=True, slots=True)
class Task:
    """What a question wants done: its operation, None where it does not say, and what goes with it.

    ``loose`` says that the operation is only the default for what the question names.
    """

    operation: Operation | None = None
    limit: int | None = None
    ascending: bool = False
    position: int | None = None
    threshold: Threshold | None = None
    wants_growth: bool = False
    wants_difference: bool = False
    rules: tuple[str, ...] = ()
    stock: Stock = ""
    lacking: tuple[WhyMissing, ...] = ()
    mainly: str = ""
    tally: Tally = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What one question says by itself. ``text`` is folded; ``masked`` has names and years blanked.

    ``prose`` says that its words ask for prose and not for a figure. ``numeric`` that they ask for a figure. ``leaning`` that it
    leans on what was said before (呢, 其中, 它 …), ``correcting`` that it takes something back. ``sources`` are the
    stored files that it names, ``without`` the agencies that it leaves out of all (除了甲镇), ``own`` the agency ids and the
    measure ids that it names together.
    """

    question: str
    language: Language
    text: str
    masked: str
    names: Names
    periods: Periods
    tokens: tuple[Token, ...]
    measures: tuple[Measure, ...] = ()
    task: Task = field(default_factory=Task)
    numeric: bool = False
    prose: bool = False
    leaning: bool = False
    correcting: bool = False
    sources: tuple[str, ...] = ()
    without: tuple[StoredAgency, ...] = ()
    own: tuple[tuple[int, str], ...] = ()

    @property
    def named(self) -> bool:
        """Whether the question says which agencies it is about."""
        return bool(self.names.mentions or self.names.regions or self.names.everyone or self.names.these or self.names.it)

    @property
    def dated(self) -> bool:
        """Whether the question says which years it is about."""
        return bool(self.periods.years or self.periods.all_years or self.periods.step is not None or self.periods.same)

    @property
    def may_lean(self) -> bool:
        """Whether the question may be on those of whom the turn before spoke."""
        return self.leaning or self.correcting or not self.names.mentions
