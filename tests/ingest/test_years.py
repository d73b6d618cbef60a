"""The report's year from period, title and prose, and its date of publication, also where characters are lost."""

from datetime import date

import pytest

from ingest.header.header import read_header
from ingest.readers.text import read_text

TITLE = "河坪镇2021年政府信息公开工作年度报告"


def read(text):
    document = read_text(text.encode(), "report.txt")
    return read_header(document, ((0, len(document.text)),))


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (2020, "统计期限自202011日至20201231日。"),
        (2019, "统计期限自20191月1日起至201912月31日止"),
        (2017, "统计期限自2017年1月日起至2017年12月31日"),
        (2021, "统计期限:2021年1月 1日至 12月31日"),
        (2020, "统计期限从２０２０年１月１日起至２０２０年１２月３１日止"),
        (2020, "数据统计期限自2020年1月1日起至202020年12月31日止"),
        (2020, "统计期限:2020.1.1-2020.12.31"),
        (2017, "统计期限自2017年1月1日至2017年12月20日"),
        (2016, "统计期限为2015年12月1日起至2016 年10月30日"),
        (2019, "统计期限自2018年11月1日起至2019年10月31日止"),
        (2020, "报告统计时段为2020年度"),
        (2012, "内容涵盖我镇政府2012年1月1日至12月31日期间的情况"),
        (2013, "统计期限自至。2013年,我镇公开3条。"),
        (2008, "对2003年以来信息清理。2008年我镇公开3条。"),
        (2023, "2020年5月19日开通,2023年,我镇公开。浏览人数2013万人次。"),
        (2021, "2022年,我镇将继续。2021年我镇公开3条。"),
        (2022, "2021年信息公开年报1条。2022年我镇公开。"),
        (2022, "在法定期限内答复。2022年我镇公开3条。"),
        (2012, "22012年我镇公开3条。"),
        (2021, "截至2021年12月,我镇公开3条。"),
        (2023, "汇报我镇2023年政府信息公开工作。"),
        (None, "我镇认真落实。国办公开办函〔2019〕60号。"),
    ],
)
def test_year_is_read_from_period_or_prose(year, text):
    assert year == read(text).year


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (2019, "河坪街道2018年政府信息公开工作年度报告\n统计期限自2019年1月1日至2019年12月31日。"),
        (2011, "河坪镇2011年政府信息公开工作年度报告\n本报告是编制的2008年度政府信息公开工作年度报告。"),
        (2009, "统计期限自2009年1月1日起至2009年12月31日止。2010年我镇公开信息24条。发布日期:2010-01-08"),
        (2021, f"发布日期:2024-05-01\n{TITLE}"),
        (2021, f"首页 > 2019年政府信息公开年报\n{TITLE}"),
        (2021, f"{TITLE}\n统计期限自2021年1月1日至2022年12月31日。"),
    ],
)
def test_period_outweighs_title_and_title_outweighs_prose(year, text):
    assert year == read(text).year


@pytest.mark.parametrize(
    ("readings", "text"),
    [
        ({("title", 2021)}, TITLE),
        ({("title", 2021), ("period", 2022)}, f"{TITLE}\n统计期限自2022年1月1日至12月31日。"),
        ({("title", 2021), ("prose", 2018)}, f"{TITLE}\n现公布2018年度政府信息公开工作年度报告。"),
        ({("title", 2021), ("prose", 2020)}, f"{TITLE}\n2020年我镇公开3条。"),
        ({("title", 2021)}, f"{TITLE}\n1月,按时公布2020年政府信息公开工作年度报告。2020年信息公开年报1条。"),
        ({("title", 2021)}, f"{TITLE}\n2022年,我镇将继续努力。下一步,2022年我镇扩大公开。2016年以来,我镇重视公开。"),
        ({("title", 2021)}, f"{TITLE}\n比2020年我镇公开数增加3条。根据《2020年政务公开工作要点》。"),
    ],
)
def test_every_year_that_is_said_for_the_report_is_kept(readings, text):
    assert readings == {(kind, year) for kind, year, _ in read(text).year_readings}


def test_year_reading_has_its_place():
    ((_, _, place),) = read(f"首页\n{TITLE}").year_readings
    assert (TITLE, 2) == (place.quote, place.line)


@pytest.mark.parametrize(
    ("published", "text"),
    [
        (date(2022, 1, 28), "发布日期:2022-01-28 10:52:13"),
        (date(2022, 1, 5), "发布日期:2022-01-5 9:52"),
        (date(2011, 2, 16), "时间:2011年02月16日 16:48 来源:河坪"),
        (date(2021, 1, 15), "(2021年1 月15日)"),
        (date(2022, 1, 18), "2022年01月18日来源:1"),
        (date(2022, 1, 9), "发布时间\n2022/1/9"),
        (date(2021, 3, 4), "日期 : 2021.03.04 10:11"),
        (date(2021, 1, 22), "发布时间：２０２１－０１－２２"),
        (date(2020, 1, 9), "发 布 日 期 : 2020 年 1 月 9 日"),
        (date(2022, 1, 20), "2022-01-20 作者:佚名 点击数: |"),
        (date(2024, 1, 17), "成文日期 2024-01-16 发布机构 河坪\n发布日期: 2024-01-17"),
        (date(2024, 1, 16), "成文日期 2024-01-16 发布机构 河坪"),
        (None, "2019年12月3日 星期二"),
        (None, "统计时间:2021年1月1日至2021年12月31日"),
        (None, "时间:2040-13-40"),
        (None, "序号 | 标题 | 成文日期 | 发布日期 |"),
        (None, "2022年1月20日我镇召开会议。"),
    ],
)
def test_publication_date_is_read_from_its_line(published, text):
    assert published == read(f"{TITLE}\n{text}\n一、总体情况\n我镇认真落实。").published_on


@pytest.mark.parametrize(
    ("quote", "line", "text"),
    [
        ("发布日期: 2024-01-17", 3, "成文日期 2024-01-16 发布机构 河坪\n发布日期: 2024-01-17"),
        ("2022/1/9", 3, "发布时间\n2022/1/9"),
        ("2020 年 1 月 9 日", 2, "2020 年 1 月 9 日"),
    ],
)
def test_publication_date_knows_where_it_stands(quote, line, text):
    place = read(f"{TITLE}\n{text}\n一、总体情况\n我镇认真落实。").published_place
    assert (quote, line) == (place.quote, place.line)
