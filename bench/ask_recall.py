"""How much of an exhaustive ranking by words is found where only the passages of the rarest words are looked at."""

from collections.abc import Sequence
from statistics import mean

from sqlalchemy import Connection, text

from assistant.understanding.words.themes import expand_terms
from index.database.engine import Store
from index.database.full_text import rank_by_words
from index.database.many_words import count_holders, count_passages
from index.database.words import split_words
from index.lookup.reports import filter_reports

QUESTIONS = {
    "哪些乡镇提到人员流动？": "人员流动",
    "各乡镇存在哪些问题？": "问题",
    "哪些街道开展了培训？": "培训",
    "哪些乡镇提到栏目更新不及时？": "更新不及时",
    "哪些乡镇用微信公众号发布信息？": "公众号",
    "哪些乡镇提到保密审查？": "保密审查",
    "哪些乡镇有预算公开？": "预算",
    "政务公开专区设在哪里？": "专区",
    "群众满意度调查的情况": "满意度",
    "下一步打算怎么改进？": "改进",
    "政策解读形式单一": "解读",
    "公开内容不够全面": "全面",
}
YEAR = 2015
BEST, DEPTH = 10, 50
_EVERY = text(
    "SELECT w.rowid, -bm25(passage_words) AS score FROM passage_words AS w JOIN passages AS p ON p.number = w.rowid"
    " JOIN reports AS r ON r.id = p.report_id WHERE passage_words MATCH :query AND r.answers AND (:year = 0 OR r.year = :year)"
    " ORDER BY score DESC LIMIT 5000"
)


def measure_recall(store: Store) -> dict[str, float]:
    """The mean share of the ten best by FTS5 over everything that are among the ten found, with and without a year."""
    ways = {"year named": ("", (YEAR,)), "year in the question": (f"{YEAR}年", (YEAR,)), "nothing named": ("", ())}
    with store.connect() as connection:
        return {
            name: mean(find_share(connection, write_search(begin + asked, term), years) for asked, term in QUESTIONS.items())
            for name, (begin, years) in ways.items()
        }


def write_search(question: str, term: str) -> str:
    """What is searched for: the question and the words of its theme."""
    return " ".join((question, *(word for words in expand_terms([term]) for word in words[1:12])))


def find_share(connection: Connection, searched: str, years: Sequence[int]) -> float:
    """The share of the best found; another passage of the same score is as good."""
    words = split_words(searched)
    held = count_holders(connection, words, count_passages(connection))
    query = " OR ".join(f'"{word}"' for word in held)
    every = dict(connection.execute(_EVERY, {"query": query, "year": years[0] if years else 0}).all()) if held else {}
    if not every:  # as over very few reports
        return 1.0
    last = sorted(every.values(), reverse=True)[:BEST][-1] * (1 - 1e-6)
    found = list(rank_by_words(connection, words, filter_reports(years=years or None), DEPTH, years))[:BEST]
    return sum(every.get(number, 0) >= last for number in found) / min(BEST, len(every))
