"""Answers to whether the numbers agree: the findings with both figures shown, or what was checked and holds."""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.caveats import add_gaps
from assistant.answering.basis.draft import Draft
from assistant.answering.basis.findings import tell_finding
from assistant.answering.basis.rules import NO_FIGURES, YEARLY, concerns
from assistant.answering.checks.identities import PAIR, REPORTS, check_years, name_fault
from assistant.answering.checks.pronouncing import count_findings, keep_between, pronounce, tell_sameness
from assistant.answering.checks.reviewing import SHOWN, add_rules, check_report, find_open, is_told, is_wanted
from assistant.answering.checks.tallying import tell_tally
from assistant.answering.figures.lookups import compose_missing
from assistant.answering.quotes.quoting import group_reports, quote_sentences
from assistant.answering.quotes.sentences import split_sentences
from assistant.records import Answer
from assistant.understanding.signs.kinds import PARTS, asks_side
from assistant.understanding.signs.shapes import list_claims
from index.records import StoredReport
from ingest.folding import fold_text
from ingest.numerals import find_numerals
from ingest.records import Finding

FEW_KINDS = 3
"""So many kinds of other findings are named; of more only their number is."""

QUOTED = 4
"""As many sentences are quoted on what no check knows."""

EACH = 2
"""As many findings of each report where many reports are gone over."""

_YEAR = re.compile(r"(?:19|20)\d{2}")
_COUNTER = re.compile(r"(?:数量?|总数|量|人数|金额|数字)$")
FIGURES = re.compile(r"数字|数据|对不上|对得上|矛盾|加不起来|figures|numbers|add up|disagree", re.IGNORECASE)
"""How a question keeps to findings about numbers."""


def compose_check(draft: Draft) -> Answer:
    """The findings of what was asked about; where there are none, the checks that were made and their figures."""
    reports = [report for report in draft.evidence.reports if is_asked(draft, report)]
    if not reports:
        return compose_missing(draft)
    if draft.query.tally:
        return tell_tally(draft, [report for report in reports if report.answers])
    failing = [finding for finding in draft.evidence.findings if is_wanted(draft, finding)]
    failing = keep_between(draft, failing, reports)
    reports = leave_earliest(draft, reports)
    rules, named = draft.query.rules, bool(draft.query.agencies or draft.query.sources)
    if not named or len(reports) > REPORTS:
        return tell_store(draft, failing, reports)
    go_through(draft, reports, failing)
    if not rules or YEARLY.intersection(rules):
        check_years(draft, reports)
    if not draft.paragraphs:  # of two years only one has a report
        add_gaps(draft)
        return draft.finish("no_data")
    if failing and asks_side(draft.query):
        draft.write("check.undecided")
    if rules == PARTS:
        tell_claims(draft)
    tell_unchecked(draft)
    tell_besides(draft, reports)
    add_gaps(draft)
    return draft.finish("answered")


def go_through(draft: Draft, reports: Sequence[StoredReport], failing: Sequence[Finding]) -> None:
    """Each report with what fails in it; what is of two of them is told of the first."""
    rules, shown = draft.query.rules, set[str]()
    for report in reports:
        of_it = [finding for finding in failing if concerns(finding, report)]
        own = [finding for finding in of_it if finding.fingerprint not in shown]
        shown.update(finding.fingerprint for finding in own)
        if of_it and not own:  # all of it is told of the other of two reports
            continue
        if own or not rules or not YEARLY.issuperset(rules):  # of two years only the comparison itself may say that they agree
            check_report(draft, report, own)


def tell_unchecked(draft: Draft) -> None:
    """Says first what of the question no check knows, with the sentences that speak of it."""
    words = [_COUNTER.sub("", word) or word for word in draft.query.terms]
    if not (draft.query.rules or draft.query.measures):
        words += list_strange_claims(draft)
    if not words:
        return
    checked, draft.paragraphs = draft.paragraphs, []
    draft.write("check.unchecked", words=draft.names.list(f"“{word}”" for word in words))
    found = [one for one in split_sentences(draft.evidence.passages) if any(word in one.folded for word in words)]
    for report, own in group_reports(found[:QUOTED]):
        quote_sentences(draft, report, own)
    draft.paragraphs += checked


def tell_claims(draft: Draft) -> None:
    """Says before all else which numbers of the question are none of those that were checked."""
    if strange := list_strange_claims(draft):
        draft.paragraphs.insert(0, draft.say("check.claims", claims=draft.names.list(strange)))


def list_strange_claims(draft: Draft) -> list[str]:
    """The numbers that a question names and that the answer does not."""
    shown = {value.value for value in draft.ledger.values}
    claims = list_claims(fold_text(draft.query.question).text)
    return [claim for claim in claims if not shown.intersection(number.value for _, _, number in find_numerals(claim))]


def leave_earliest(draft: Draft, reports: list[StoredReport]) -> list[StoredReport]:
    """The reports of which a check between years is told: where several years are named, those behind the first."""
    rules, years = draft.query.rules, draft.query.years
    told = len(_YEAR.findall(draft.query.question)) < len(years)  # 2022年的有没有抄前一年的 is of 2022
    told = told or rules == ("copied_last_year",)  # 2022年和2023年的文字一样吗 is of 2023
    between = YEARLY.union(("copied_last_year",) if told else ())
    if not rules or not between.issuperset(rules) or len(years) < PAIR:
        return reports
    return [report for report in reports if report.year != years[0]]


def tell_besides(draft: Draft, reports: Sequence[StoredReport], named: Sequence[Finding] = ()) -> None:
    """Says that other checks of the same reports fail than those asked about, so that no part passes for the whole.

    Those already ``named`` are not named again.
    """
    others = [
        finding
        for finding in draft.evidence.findings
        if finding.verdict == "fail"
        and finding not in named
        and not is_told(draft, finding)
        and any(concerns(finding, report) for report in reports)
    ]
    if not others:
        return
    count = derive_count(len(others), (), draft.say("check.besides_label"), "条")
    draft.ledger.add(count)
    kinds = [name_fault(draft, rule) for rule in dict.fromkeys(finding.rule for finding in others)]
    key = "check.besides" if len(kinds) <= FEW_KINDS else "check.besides_many"
    draft.write(key, count=draft.amount(count, bold=False), rules=draft.names.list(kinds))


def is_asked(draft: Draft, report: StoredReport) -> bool:
    """Whether a report is one that the question is about, not one that a check also looks at."""
    query = draft.query
    named = not query.agencies or (report.agency is not None and report.agency.id in {agency.id for agency in query.agencies})
    return named and (not query.years or report.year in query.years)


def tell_store(draft: Draft, failing: Sequence[Finding], reports: Sequence[StoredReport]) -> Answer:
    """The findings over many reports: how many, then the gravest."""
    figures = not draft.query.rules and FIGURES.search(draft.query.question) is not None
    kept = [finding for finding in failing if not figures or finding.rule not in NO_FIGURES]
    apart = [finding for finding in failing if finding not in kept]
    told = sorted(kept, key=lambda finding: ("error", "warning", "note").index(finding.severity))
    scope = name_scope(draft)
    if not told:
        draft.add(pronounce(draft, told) + draft.say("check.no_findings", scope=scope))
        if any(find_open(draft, report) for report in reports):
            draft.write("check.uncertain", scope=scope)
        add_rules(draft)
        tell_apart(draft, apart)
        tell_besides(draft, reports, apart)
        return draft.finish("answered")
    groups = list(dict.fromkeys(finding.source for finding in told))
    draft.add(pronounce(draft, told) + count_findings(draft, told))
    shown = [[finding for finding in told if finding.source == source][:EACH] for source in groups[:SHOWN]]
    draft.add("\n".join(f"- {tell_finding(draft, finding)}" for group in shown for finding in group))
    draft.findings += [finding.fingerprint for finding in told]
    if sum(len(group) for group in shown) < len(told):
        draft.write("check.cut")
    tell_sameness(draft, told)
    tell_apart(draft, apart)
    tell_besides(draft, reports, apart)
    return draft.finish("answered")


def tell_apart(draft: Draft, findings: Sequence[Finding]) -> None:
    """Says how many findings are about other things than numbers, of which kinds, and how to ask for them."""
    if not findings:
        return
    count = draft.ledger.add(derive_count(len(findings), (), draft.say("check.besides_label"), "条"))
    kinds: list[str] = []
    for rule, number in Counter(finding.rule for finding in findings).most_common():
        each = draft.ledger.add(derive_count(number, (), name_fault(draft, rule), "条"))
        shown = draft.amount(draft.ledger.values[each], bold=False)
        kinds.append(draft.say("check.besides_rule", rule=name_fault(draft, rule), count=shown))
    shown = draft.amount(draft.ledger.values[count], bold=False)
    draft.write("check.besides_figures", count=shown, rules=draft.names.list(kinds))


def name_scope(draft: Draft) -> str:
    """What was checked: the agencies and years named, or all reports."""
    names = [draft.names.agency(agency) for agency in draft.query.agencies] or [draft.query.parent or ""]
    years = draft.names.list(draft.names.year(year) for year in draft.query.years)
    return draft.names.join((draft.names.list(name for name in names if name), years)) or draft.say("check.all_reports")
