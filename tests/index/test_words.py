import pytest

from index.database.words import split_words, write_header


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("信息公开", ("信息", "息公", "公开")),
        ("公开12条", ("公开", "12", "条")),
        ("依 申\n请", ("依申", "申请")),
        ("信息公開。收費", ("信息", "息公", "公开", "收费")),
        ("⽣活用⽔", ("生活", "活用", "用水")),
        ("WeChat 3.5万", ("wechat3.5", "万")),
        ("，。", ()),
    ],
)
def test_pairs_of_characters_and_whole_runs_of_digits(text, words):
    assert words == split_words(text)


@pytest.mark.parametrize(
    ("agency", "year", "header"),
    [("柳溪镇", 2023, "柳溪镇 2023年 一、总体情况"), (None, None, "一、总体情况")],
)
def test_the_header_names_what_is_known(agency, year, header):
    assert header == write_header(agency, year, "一、总体情况")
