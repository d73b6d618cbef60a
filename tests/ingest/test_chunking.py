"""Passages hold the prose, whole and in order, and no table."""

from ingest.folding import make_readable
from ingest.prose.chunking import LONGEST, find_prose, split_passages
from ingest.readers.text import read_text
from ingest.sections import split_sections


def list_passages(text: str, regions: tuple[tuple[int, int], ...] = ()):
    document = read_text(text.encode(), "某镇.txt")
    return document, split_passages(document, split_sections(document), regions)


def test_prose_is_what_is_no_table() -> None:
    document = read_text("甲乙丙丁戊己".encode(), "某镇.txt")
    assert ((0, 2), (4, 6)) == find_prose(document, [(2, 4)])


def test_a_passage_knows_its_section_and_where_it_stands() -> None:
    text = "一、总体情况\n本镇全年围绕群众关心的事项做好公开工作。\n六、其他需要报告的事项\n本年度没有其他事项需要说明。\n"
    document, passages = list_passages(text)
    assert ["overview", "other"] == [passage.topic for passage in passages]
    for passage in passages:
        assert passage.text == document.text[passage.start : passage.start + len(passage.text)]
    assert [2, 4] == [passage.place.line for passage in passages]


def test_lines_broken_by_the_page_stay_in_one_passage() -> None:
    _, passages = list_passages("一、总体情况\n本镇成立了由镇长任组\n\n长的领导小组，统筹推进公开工作。\n")
    assert ["本镇成立了由镇长任组长的领导小组，统筹推进公开工作。"] == [make_readable(passage.text) for passage in passages]


def test_a_long_paragraph_is_cut_at_sentence_ends_and_loses_nothing() -> None:
    sentence = "本镇坚持把群众最关心的事项及时、准确、全面地公开，接受各方监督。"
    _, passages = list_passages("一、总体情况\n" + sentence * 40 + "\n")
    assert all(len(passage.text.strip()) <= LONGEST and passage.text.strip().endswith("。") for passage in passages)
    assert sentence * 40 == "".join(passage.text.strip() for passage in passages)
