"""A number that a report gives under a near name of what is asked for (村务公开栏 where it writes 镇村政务公开栏)."""

import re

from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import place_value
from assistant.answering.quotes.quoting import group_reports, name_scope, quote_sentences
from assistant.answering.quotes.sentences import Sentence, cite_sentence, split_sentences
from assistant.answering.quotes.stating import Statement, choose_number, find_statements
from assistant.records import Value
from assistant.understanding.words.themes import list_same

_HEAD = re.compile(
    r"^(?P<whose>[\u4e00-\u9fff]{1,8}?)(?P<head>(?:公[开示告]|宣传|信息|公布)栏|电子(?:显示)?屏|显示屏|大屏|公[示告]牌|展板|橱窗)$"
)
"""A board with what says whose or which it is."""

_EMPTY = "务级内里上中本各的"
"""Characters that do not tell whose or which a board is."""

_NAME = r"(?:.*(?:通过|利用|依托|借助|运用|在|于|用|以及|及|和|与|、))?(?P<name>[\u4e00-\u9fff“”\"]{{0,10}}(?:{heads}))(?!目)"
"""What a report calls such a board."""


def tell_near_names(draft: Draft) -> bool:
    """Tells what the reports count of a board under another name than the question's, with that name; whether any does."""
    match = _HEAD.match(draft.query.objects[0]) if len(draft.query.objects) == 1 else None
    if match is None or not draft.query.agencies:
        return False
    told = False
    for _, sentences in group_reports(split_sentences(draft.evidence.passages)):
        found = choose_number(find_statements(sentences, (match["head"],), (), draft.query.units))
        heads = "|".join(dict.fromkeys((match["head"], *list_same(match["head"]))))
        name = _find_name(found.sentence, heads) if found is not None else ""
        if found is not None and name and _comes_near(match["whose"], re.sub(heads, "", name)):
            _tell(draft, found, name)
            told = True
    return told


def _find_name(sentence: Sentence, heads: str) -> str:
    """What a sentence calls the board, if it names one board and no other; else nothing. ``heads`` is a pattern."""
    clauses = [clause for clause in re.split(r"[,;。:()]", sentence.folded) if re.search(rf"(?:{heads})(?!目)", clause)]
    alone = len(clauses) == 1 and len(re.findall(heads, clauses[0])) == 1
    named = re.match(_NAME.format(heads=heads), clauses[0]) if alone else None
    return named["name"] if named is not None else ""


def _comes_near(asked: str, named: str) -> bool:
    """Whether a report says of its board what the question says, or nothing at all (村务 and 镇村政务, not 党务)."""
    return not named or all(character in named for character in asked if character not in _EMPTY)


def _tell(draft: Draft, statement: Statement, name: str) -> None:
    """The number with the report's own name of the board, and the sentence that it stands in."""
    numeral, report = statement.numeral, statement.report
    assert numeral is not None, "only a statement with a number is told"
    cited = tuple(draft.ledger.cite(citation) for citation in cite_sentence(statement.sentence))
    value = Value(name, numeral.value, numeral.unit or "", citations=cited, approx=numeral.approx)
    figure = draft.figure(draft.ledger.add(place_value(value, report)))
    draft.write("stated.near_name", scope=name_scope(draft, [report]), asked=draft.query.objects[0], name=name, figure=figure)
    quote_sentences(draft, report, [statement.sentence])
