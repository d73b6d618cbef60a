"""What had to be repaired to read a text is said, with how often."""

import pytest

from ingest.folding import describe_repairs


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("⼀年来⼯作平稳", ["部首字形还原为汉字 2 处"]),
        ("總體情況", ["繁体字按简体读 3 处"]),
        ("公开１２条", ["全角数字按半角读 1 处"]),
        ("項(xiàng)目", ["繁体字按简体读 1 处", "去掉夹在字间的拼音 1 处"]),
        ("自20191月1日起至20191231日止", ["日期缺字仍按日期读 2 处"]),
        ("简 称《条例》", ["词中空格不计 1 处"]),
        ("2019年1月1日，公开12条。", []),
    ],
)
def test_each_repair_is_told_with_its_count(text: str, said: list[str]) -> None:
    assert [f"文字修复：{line}" for line in said] == list(describe_repairs(text))
