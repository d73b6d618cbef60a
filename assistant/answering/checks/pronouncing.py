"""What stands in front of and behind the findings over many reports: yes or no, how many, and what was gone over."""

import re
from collections.abc import Sequence

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.rules import PAIRED
from assistant.answering.checks.identities import name_rule
from index.records import StoredReport
from ingest.checks.findings import load_rules
from ingest.folding import fold_text
from ingest.records import Finding

COPIES = frozenset({"copied_last_year", "copied_between"})
"""Rules that say that a text stands elsewhere too."""

NAMED = 6
"""So many checks are named one by one; of more it is said that all were made."""

_ANY = re.compile(
    r"有没有|有无|是否有|是不是有|存不存在|(?:有|存在)(?!多少|几)[^,。?谁哪]{0,24}(?:吗|么|没有)[?。]*$|"
    r"^(?:did|does|do|are|is|were|was|has|have)\b.*\b(?:any|anyone|anybody|there|some)\b"
)
"""How a question asks whether there is any fault."""

_ALL = re.compile(
    r"(?:一致|对得上|接得上|衔接|相符|吻合|符合|平衡|相等|等于|准确|正确|一样|对|平)(?:得?上)?(?:吗|么)[?。]*$|"
    r"是否(?:都|全|全部|完全)*(?:一致|对得上|接得上|衔接|相符|吻合|符合|平衡|相等|准确|正确|一样)[?。]*$|"
    r"^(?:do|does|did|are|is) .*(?:agree|match|add up|consistent|balance|correct)"
)
"""How a question asks whether all is as it should be."""


def pronounce(draft: Draft, told: Sequence[Finding]) -> str:
    """Yes or no to a question whether there is any fault, or whether all agrees; empty for other questions."""
    asked = fold_text(draft.query.question, keep_layout=draft.query.language == "en").text.lower()
    if _ANY.search(asked):
        return draft.say("check.yes" if told else "check.none_found")
    if not draft.query.rules or not _ALL.search(asked):
        return ""
    return draft.say("check.not_all" if told else "check.all_hold")


def count_findings(draft: Draft, told: Sequence[Finding]) -> str:
    """How many findings there are, in how many reports; of copied texts, in how many places of which reports."""
    copied = _speaks_of_copies(draft)
    count = derive_count(len(told), (), draft.say("check.listed_label"), "处" if copied else "条")
    sources = {finding.source for finding in told}
    if copied:
        sources |= {finding.other_source for finding in told if finding.other_source is not None}
    number = derive_count(len(sources), (), draft.say("check.sources_label"), "份报告")
    for value in (count, number):
        draft.ledger.add(value)
    key = "check.listed_copies" if copied else "check.listed"
    return draft.say(key, reports=draft.amount(number), count=draft.amount(count))


def tell_sameness(draft: Draft, told: Sequence[Finding]) -> None:
    """Says that a text which stands twice does not tell who took it from whom."""
    if any(finding.rule == "copied_between" for finding in told):
        draft.write("check.copied_who")


def keep_between(draft: Draft, findings: Sequence[Finding], reports: Sequence[StoredReport]) -> list[Finding]:
    """The findings on two reports alike only where both are of the several agencies that the question names."""
    if len(draft.query.agencies) < len(("one", "two")):
        return list(findings)
    sources = {report.source for report in reports}
    return [finding for finding in findings if finding.rule not in PAIRED or {finding.source, finding.other_source} <= sources]


def tell_made(draft: Draft, rules: Sequence[str]) -> None:
    """Says which checks were made: by name where they are few."""
    known = [rule for rule in rules if rule not in ("uncertain", "not_assessable")]
    if len(known) <= NAMED:
        draft.write("check.made", rules=draft.names.list(name_rule(draft, rule) for rule in known))
    else:
        draft.write("check.made_all" if set(load_rules()) <= {*rules, "uncertain", "not_assessable"} else "check.made_figures")


def _speaks_of_copies(draft: Draft) -> bool:
    return bool(draft.query.rules) and COPIES.issuperset(draft.query.rules)
