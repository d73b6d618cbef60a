"""The items of an enumeration by their place: the third problem and the measure against it, how many items a report lists."""

import re
from collections.abc import Sequence

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import place_value
from assistant.answering.quotes.choosing import Part, PartKind
from assistant.answering.quotes.pairing import are_matched, cut_sides, join_items, pick_places
from assistant.answering.quotes.quoting import Group, quote_groups, say_nothing_found
from assistant.answering.quotes.sentences import Sentence, group_blocks
from assistant.answering.quotes.telling import list_turns
from assistant.records import Answer
from assistant.understanding.prose.ordinals import read_ordinals
from assistant.understanding.words.themes import find_aspects
from index.records import StoredReport
from ingest.folding import fold_text

SIDES: tuple[PartKind, ...] = ("problems", "plans")

COUNTED = re.compile(
    r"(?:几|多少)(?:大)?(?:条|个|项|点|类|方面)?(?:的)?(?:主要|改进|整改|存在的?){0,2}(?:问题|不足|短板|困难|措施|举措)"
    r"|(?:问题|不足|短板|困难|措施|举措)(?:一共|总共|共)?(?:有|列|写|提|是)?了?(?:几|多少)(?:条|个|项|点|类|方面)"
    r"|(?:问题|不足|短板|困难|措施|举措)(?:的?(?:条数|数量|个数))?(?:列得|写得|提得)?最[多少]"
    r"|how many (?:problems|shortcomings|measures|plans)"
)
"""How a question asks for the number of problems or measures."""

LEADING = 5
"""As many reports are named where all of them are counted."""


def compose_places(draft: Draft, groups: Sequence[tuple[StoredReport, Sequence[Sentence]]]) -> Answer:
    """The items at the places that the question names; with a plan the problem at the same place, where they correspond."""
    aspects = find_aspects(draft.query.about or "") | find_aspects(draft.query.question) or {"problems"}
    places = read_ordinals(draft.query.question)
    told: list[Group] = []
    for report, sentences in groups:
        sides = cut_sides(group_blocks(sentences, list_turns()))
        matched = are_matched(sides)
        parts = [
            Part(side, pick_places(sides[side], places)) for side in SIDES if side in aspects or (matched and "plans" in aspects)
        ]
        if "plans" in find_aspects(draft.query.question) and not matched and sides["plans"]:
            parts = [Part("problems", pick_places(sides["problems"], places)), Part("plans", join_items(sides["plans"]))]
            draft.write("text.not_matched", name=draft.names.report(report))
        kept = [part for part in parts if part.sentences]
        told += [(report, kept)] if kept else []
    return quote_groups(draft, told) if told else say_nothing_found(draft)


def asks_number(draft: Draft) -> bool:
    """Whether a question asks how many problems or measures reports list."""
    asked = fold_text(draft.query.asked, keep_layout=draft.query.language == "en").text.lower()
    return bool(find_aspects(asked) & set(SIDES)) and COUNTED.search(asked) is not None


def compose_numbers(draft: Draft, groups: Sequence[tuple[StoredReport, Sequence[Sentence]]]) -> Answer | None:
    """How many items each report lists, with the items; of many reports only those that list most, or fewest.

    None where no report numbers its items.
    """
    aspects = find_aspects(draft.query.asked)
    side = "problems" if "problems" in aspects else "plans"
    counted = [
        (report, items) for report, sentences in groups if (items := cut_sides(group_blocks(sentences, list_turns()))[side])
    ]
    if not counted:
        return None
    if len(counted) > LEADING:
        edge = (min if draft.query.ascending else max)(len(items) for _, items in counted)
        counted = [(report, items) for report, items in counted if len(items) == edge]
        if len(counted) > LEADING:
            return tell_tied(draft, side, edge, [report for report, _ in counted])
        draft.write("text.fewest_items" if draft.query.ascending else "text.most_items", side=draft.say(f"text.name_{side}"))
    for report, items in counted:
        label = draft.say("text.items_label", side=draft.say(f"text.name_{side}"))
        value = place_value(derive_count(len(items), (), label, "条"), report)
        draft.ledger.add(value)
        holes = {"name": draft.names.report(report), "side": draft.say(f"text.name_{side}"), "count": draft.amount(value)}
        draft.write("text.items", **holes)
    draft.write("text.items_counted")
    return quote_groups(draft, [(report, [Part("", join_items(items))]) for report, items in counted])


def tell_tied(draft: Draft, side: str, edge: int, reports: Sequence[StoredReport]) -> Answer:
    """That so many reports list most items, or fewest, and which; too many to quote them."""
    name = draft.say(f"text.name_{side}")
    items = derive_count(edge, (), draft.say("text.items_label", side=name), "条")
    number = derive_count(len(reports), (), draft.say("text.tied_label", side=name), "份报告")
    for value in (items, number, *(place_value(items, report) for report in reports)):
        draft.ledger.add(value)
    holes = {"side": name, "items": draft.amount(items), "count": draft.amount(number)}
    key = "text.tied_fewest" if draft.query.ascending else "text.tied_most"
    draft.write(key, names=draft.names.list(draft.names.report(report) for report in reports), **holes)
    draft.write("text.items_counted")
    return draft.finish("answered")
