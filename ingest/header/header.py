"""Who reports, for which year, published when: title, agency, parents, year and date, each by weighing what the text says."""

import re
from collections import Counter, defaultdict

from ingest.folding import make_readable
from ingest.header.agencies import AgencyName, strip_kind
from ingest.header.dates import read_published
from ingest.header.foreign import find_foreign_names
from ingest.header.mentions import Mention, MentionKind, find_mentions
from ingest.header.parents import find_parents
from ingest.header.titles import Naming, find_namings, find_page_titles
from ingest.header.years import YearReading, count_prose_years, guess_year, read_periods, read_prose_years
from ingest.prose.flow import Flow, make_flow
from ingest.records import Header, ParsedDocument, Place

_WEIGHTS: dict[MentionKind, float] = {
    "title": 20,
    "announced": 7,
    "compiled": 7,
    "signature": 5,
    "contact": 5,
    "publisher": 6,
    "line": 3,
    "crumb": 3,
    "subject": 3,
    "address": 3,
    "opening": 2,
}
"""How much a mention says about who reports. A title is written for this report. A sentence that announces it may be copied
from another town's. Signature and contact name the office, at times the county's. Publisher, banner and breadcrumb name
whoever runs the page; a subject or an address may be anybody's, and count half where the text's word for itself differs."""
_REPEATED = 0.5
"""A second and third mention of one kind adds this share: a name is not truer for standing in every menu."""
_ECHO, _ECHOES = 0.3, 8
_COUNTY_SHARE = 0.4
"""Pages of towns carry their county's name in banners and sources; a county reports itself only if no town is named."""
_ENOUGH = 3.0
_COUNTY_KINDS = {"title", "announced", "compiled", "signature", "publisher"}
_IN_SENTENCES = {"announced", "compiled", "contact", "subject", "opening"}
_STRONG = 5
_TOWN_SELF = re.compile(r"[我本](?P<kind>镇|乡|街|苏木|办事处)")
_SAME_KIND = {"办事处": "街"}


def read_header(document: ParsedDocument, prose: tuple[tuple[int, int], ...]) -> Header:
    """The header of one report. ``prose`` are the spans of the text outside the form's tables, page furniture included."""
    flow = make_flow(document, prose)
    namings = find_namings(flow)
    mentions = find_mentions(flow, namings, document.metadata)
    agency = choose_agency(mentions, flow)
    dated = read_published(flow, document.metadata)
    periods, prose_years = read_periods(flow), read_prose_years(flow)
    return Header(
        title=choose_title(flow, namings),
        agency=agency.short if agency else None,
        agency_full=_write_full(agency, mentions, flow) if agency else None,
        parents=find_parents(agency, mentions, flow),
        year=choose_year(namings, periods, flow),
        published_on=dated.day if dated else None,
        year_readings=_list_readings(flow, namings, periods, prose_years),
        foreign_names=find_foreign_names(agency, mentions, flow),
        published_place=dated.place if dated else None,
    )


def choose_agency(mentions: tuple[Mention, ...], flow: Flow) -> AgencyName | None:
    """The agency with the most evidence, None where there is too little of it: a wrong name is worse than none."""
    own_kinds = {_SAME_KIND.get(match["kind"], match["kind"]) for match in _TOWN_SELF.finditer(flow.text)}
    weights: defaultdict[str, float] = defaultdict(float)
    names: dict[str, AgencyName] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for mention in mentions:
        key = (mention.name.short, mention.kind)
        share = (1.0, _REPEATED, _REPEATED, 0.0)[min(seen[key], 3)] * _weigh_fit(mention, own_kinds)
        weights[mention.name.short] += _WEIGHTS[mention.kind] * share
        names.setdefault(mention.name.short, mention.name)
        seen[key] += 1
    if not weights:
        return None
    _credit_shorter(weights, mentions, flow.text)
    best = max(weights, key=lambda short: weights[short] + _ECHO * min(flow.text.count(short), _ECHOES))
    return names[best] if weights[best] >= _ENOUGH else None


def _credit_shorter(weights: defaultdict[str, float], mentions: tuple[Mention, ...], text: str) -> None:
    """Gives a longer name's weight to the town it ends with, if the text names that town alone at least as often.

    In front stands then a county without its kind's word (云岭河湾镇), or what a mirror site put in its place.
    """
    alone = {
        mention.name.short for mention in mentions if mention.kind in _IN_SENTENCES and len(strip_kind(mention.name.short)) > 1
    }
    for longer in sorted(weights, key=len, reverse=True):
        for short in alone:
            if longer != short and longer.endswith(short) and text.count(short) >= 2 * text.count(longer):
                weights[short] += weights[longer]
                weights[longer] = 0.0


def _weigh_fit(mention: Mention, own_kinds: set[str]) -> float:
    """How far the name's kind goes with where it stands and with what the text calls itself (我镇, 我街道)."""
    level = mention.name.level
    if level == "office":
        return _COUNTY_SHARE if mention.kind == "title" else 0.0
    if level == "county":
        return _COUNTY_SHARE if mention.kind in _COUNTY_KINDS and not own_kinds else 0.0
    short = mention.name.short
    agrees = not own_kinds or any(kind in short for kind in own_kinds) or short.endswith(("场", "会", "处"))
    return 1.0 if agrees or _WEIGHTS[mention.kind] >= _STRONG else 0.5


def choose_title(flow: Flow, namings: tuple[Naming, ...]) -> str | None:
    """The first title line that says most (agency and year), as a person would read it."""
    titles = [naming for naming in namings if naming.title]
    if not titles:
        return next((value for key, value in flow.document.metadata if key.strip(":： ") in {"标题", "名称", "title"}), None)
    best = max(titles, key=lambda naming: ((naming.name is not None) + (naming.year is not None), -naming.start))
    start, end = flow.restore(best.start, best.end)
    return make_readable(flow.document.text[start:end])


def choose_year(namings: tuple[Naming, ...], periods: tuple[YearReading, ...], flow: Flow) -> int | None:
    """The statistics period's year, else the title's, else that of statements about the agency, else of the announcement.

    The order is that of the evidence's worth in real reports: titles and introductions are copied from an older report
    more often than the period is.
    """
    if periods:
        return periods[0].year
    titles = [
        naming for naming in (*namings, *find_page_titles(flow.document.metadata)) if naming.title and naming.year is not None
    ]
    named = [naming.year for naming in titles if naming.name is not None] or [naming.year for naming in titles]
    if named:
        return Counter(named).most_common(1)[0][0]
    counts = count_prose_years(flow)
    counts.update(naming.year for naming in namings if naming.year is not None)
    return counts.most_common(1)[0][0] if counts else guess_year(flow)


def _write_full(agency: AgencyName, mentions: tuple[Mention, ...], flow: Flow) -> str:
    """The fullest way in which the text writes the agency's name: with 人民政府 or 办事处 first, then with its places."""
    own = [m for m in mentions if m.name.short == agency.short and _WEIGHTS[m.kind] >= _WEIGHTS["line"] and m.kind != "subject"]
    best = max(own, key=lambda m: (m.name.full.endswith(("府", "处", "会")), len(m.name.full), _WEIGHTS[m.kind]), default=None)
    if best is None or best.start < 0:
        return best.name.full if best else agency.full
    start, end = flow.restore(best.start, best.end)
    return re.sub(r"\s+", "", make_readable(flow.document.text[start:end]))


def _list_readings(
    flow: Flow, namings: tuple[Naming, ...], periods: tuple[YearReading, ...], prose: tuple[YearReading, ...]
) -> tuple[tuple[str, int, Place], ...]:
    """Every year that title, period and prose name, with its place; the prose's each once."""
    titles = [("title", n.year, flow.locate(n.start, n.end)) for n in namings if n.title and n.year is not None]
    announced = {n.year: n for n in reversed(namings) if not n.title and n.year is not None and n.announces}
    said = {r.year: (r.start, r.end) for r in prose} | {year: (n.start, n.end) for year, n in announced.items()}
    return (
        *titles,
        *(("period", r.year, flow.locate(r.start, r.end)) for r in periods),
        *(("prose", year, flow.locate(*span)) for year, span in said.items()),
    )
