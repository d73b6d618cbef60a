"""Names that stand where the reporting agency's own should: another town's, or another kind of agency's word for itself.

Only clear cases: a report is not accused because it mentions a neighbour.
"""

import re
from collections.abc import Iterator

from ingest.header.agencies import AgencyName, strip_kind
from ingest.header.mentions import Mention, match_name
from ingest.prose.flow import Flow
from ingest.records import Place

_WRONG_SELF = re.compile(r"我局(?!部|面|势)|本局(?!部)|我委(?!托|员|派)|我厅|我院|贵办|贵局|贵委|贵镇|贵街道")
_WRONG_ADDRESSEE = re.compile(
    r"(?:受理|收到|接到|办理)[^。;]{0,24}?(?P<name>向(?:省|市|县|区|州)(?:人民)?政府(?:(?:及|和|、)[^。;,]{0,14}?办公室)?)(?=提出|提交|申请)"
)
_CLAUSE = re.compile(r"(?<=[。;,:])(?=[\u4e00-\u9fff])")
_ACTING = re.compile(r"(?:人民政府|政府|党委|党工委|、)*(?:将|高度重视|严格|认真|切实|积极|进一步|坚持|始终|深入)")
"""What a report says of its own agency only: another town that does so was left standing in a copied text."""
_SITE = re.compile(r"(?:通过|登录|登陆|访问|查阅|在|于|利用|依托|由)(?=\D)")
_SITE_WORDS = re.compile(
    r"(?:人民政府|政府)?(?:门户)?(?:网站|网(?!格|络|上))|(?:人民)?政府(?:信息|政务)公开|政务公开(?:网|栏|平台)"
)


def find_foreign_names(agency: AgencyName | None, mentions: tuple[Mention, ...], flow: Flow) -> tuple[tuple[str, Place], ...]:
    """Each foreign name as written in the folded text, once, with the first place where it stands."""
    if agency is None or agency.level != "town":
        return ()
    found: dict[str, Place] = {}
    for name, start, end in sorted(_find_all(agency, mentions, flow), key=lambda item: item[1]):
        found.setdefault(name, flow.locate(start, end))
    return tuple(found.items())


def _find_all(agency: AgencyName, mentions: tuple[Mention, ...], flow: Flow) -> Iterator[tuple[str, int, int]]:
    for pattern, group in ((_WRONG_SELF, 0), (_WRONG_ADDRESSEE, "name")):
        for match in pattern.finditer(flow.text):
            yield match[group], match.start(group), match.end(group)
    for mention in mentions:
        if mention.kind in {"announced", "compiled", "contact"} and is_other_town(mention.name, agency):
            yield mention.name.short, mention.start, mention.end
    for lead, follow in ((_SITE, _SITE_WORDS), (_CLAUSE, _ACTING)):
        for match in lead.finditer(flow.text):
            name = match_name(flow.text, match.end())
            if name is not None and is_other_town(name, agency) and follow.match(flow.text, match.end() + len(name.full)):
                yield name.short, match.end(), match.end() + len(name.full)


def is_other_town(name: AgencyName, agency: AgencyName) -> bool:
    """Whether ``name`` is surely another town: not an alias (东街, 文东街道), a changed kind (乡 → 镇) or a part of the name."""
    if name.level != "town":
        return False
    body, own = strip_kind(name.short), strip_kind(agency.short)
    return not (body in own or own in body or _is_abbreviation(body, own) or _is_abbreviation(own, body))


def _is_abbreviation(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
