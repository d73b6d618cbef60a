"""What one visitor's browser session holds: the turns of a conversation. It is shared with nobody."""

from dataclasses import dataclass, field, replace
from uuid import uuid4

from assistant.records import Answer, Conversation
from index.people.feedback import Vote


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer, or with the reason why there is none; both are absent while it is worked on."""

    question: str
    answer: Answer | None = None
    failure: str = ""
    vote: Vote | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A conversation on the page; ``id`` names it in the browser's history."""

    exchanges: tuple[Exchange, ...] = ()
    id: str = field(default_factory=lambda: uuid4().hex)

    def add(self, exchange: Exchange) -> "Session":
        """The session with one turn more."""
        return replace(self, exchanges=(*self.exchanges, exchange))

    def cut(self, turn: int) -> "Session":
        """The session before that turn (from 0)."""
        return replace(self, exchanges=self.exchanges[:turn])

    def vote(self, turn: int, vote: Vote | None) -> "Session":
        """The session with a vote on a turn."""
        exchanges = [replace(held, vote=vote) if i == turn else held for i, held in enumerate(self.exchanges)]
        return replace(self, exchanges=tuple(exchanges))

    def find_answer(self, turn: int) -> Answer | None:
        """The answer of a turn; None where there is no such turn or it has none."""
        return self.exchanges[turn].answer if 0 <= turn < len(self.exchanges) else None

    def rebuild_conversation(self) -> Conversation:
        """What the turns so far settled, for the next question."""
        answers = [held.answer for held in self.exchanges if held.answer is not None]
        return Conversation([answer.query for answer in answers if answer.query is not None], answers)
