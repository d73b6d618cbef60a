"""What is told instead of an answer: that a question is none for these reports, or what has to be said or chosen first."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.draft import Draft
from assistant.records import Answer, Query
from assistant.understanding.words.vocabulary import load_vocabulary

COMMON = ("published.total", "requests.new.total", "active.penalties.decisions")
"""The measures to choose from where a question names none."""


def compose_refusal(draft: Draft) -> Answer:
    """One friendly sentence that says what can be asked."""
    draft.write("help.out_of_scope")
    return draft.finish("out_of_scope")


def compose_choice(draft: Draft) -> Answer:
    """The readings to choose from, in full."""
    if draft.query.kept:
        draft.write("note.kept", kept=draft.query.kept)
    cut = len(draft.query.offered) > len(draft.query.options)
    answer = offer_options(draft, _name_choice(draft.query), draft.query.options)
    if not cut:
        return answer
    count = derive_count(len(draft.query.offered), (), draft.say("reports.count_label"), "份报告")
    told = draft.say("clarify.cut", count=draft.amount(count, bold=False))
    return replace(answer, text=f"{answer.text}\n\n{told}", values=(*answer.values, count))


def _name_choice(query: Query) -> str:
    """What has to be chosen: among reports, among agencies of the year that is named, or among readings."""
    if "opinion" in query.rules:
        return "clarify.opinion"
    if "pointless" in query.rules:
        return "clarify.pointless"
    if not query.offered:
        return "clarify.ask"
    return "clarify.whose" if query.years or query.operation in ("text", "mentions", "check") else "clarify.which"


def compose_unclear(draft: Draft) -> Answer:
    """Asks which figure is meant, where a question wants one and names none."""
    measures = [load_vocabulary().measures[name] for name in COMMON]
    question = draft.query.question.rstrip("？?。")
    english = draft.query.language == "en"
    labels = [measure.label_en or measure.label if english else measure.label for measure in measures]
    return offer_options(
        draft, "clarify.measure", tuple(draft.say("clarify.option", question=question, label=label) for label in labels)
    )


def compose_unread(draft: Draft) -> Answer:
    """Asks for conditions in other words, where some could not be read; nothing is answered without them."""
    draft.write("clarify.unread", words=draft.names.list(f"“{word}”" for word in draft.query.unread))
    return draft.finish("clarify")


def offer_options(draft: Draft, key: str, options: Sequence[str]) -> Answer:
    """Options as a list; circled numbers mark them, which nobody takes for figures."""
    draft.write(key)
    marks: Mapping[int, str] = {position: chr(ord("①") + position) for position in range(20)}
    draft.add("\n".join(f"- {marks.get(position, '')}{option}" for position, option in enumerate(options)))
    return replace(draft.finish("clarify"), options=tuple(options))
