"""What a page says around a report: index number, dates, publisher, path and site name, as pairs of label and value."""

import re

from ingest.readers.html_tree import Element, join_text

_LABELS = (
    "索引号|信息索引|发布日期|发布时间|成文日期|生成日期|形成日期|公开日期|公开时间|发文日期|印发日期|更新时间|发布机构|发布单位|公开机构|公开主体|公开责任部门|"
    "责任部门|发文机关|发文单位|制发机关|信息来源|文章来源|来源|作者|责任编辑|信息名称|文件名称|名称|标题|文件编号|发文字号|文号|主题分类|体裁分类|"
    "组配分类|信息分类|服务对象|公开方式|公开形式|公开范围|公开时限|公开程序|信息有效性|有效性|是否有效|生效日期|废止日期|失效日期|主题词|关键词|"
    "备注/文号|时间|日期|语种|网站名称|主办单位|主办|承办单位|承办|版权所有|网站标识码"
)
_SHORT = 2
"""Labels this short are parts of longer words (成立时间) and count only at the beginning of one."""


def _spell_label(label: str) -> str:
    spaced = r"[ \u3000\u00a0]*".join(label)
    return rf"(?<![\u4e00-\u9fff\w]){spaced}" if len(label) <= _SHORT else spaced


_LABEL = re.compile(
    r"[【\[]?("
    + "|".join(_spell_label(label) for label in sorted(_LABELS.split("|"), key=len, reverse=True))
    + r")[】\]]?[ \u3000\u00a0]*[:：]"
)
_BARE_LABEL = re.compile(rf"[\s\u3000\u00a0]*({_LABELS})[\s\u3000\u00a0:：]*")
_PATH = re.compile(r"(?:当前|您?(?:现在)?(?:所在)?的?)位置|(?:^|\n)\s*首页\s*(?:-?>|»|›|/|\n)")
_PATH_CLASS = re.compile(r"bread|crumb|position|location|weizhi|dqwz|curpath|\bpath\b|currentpos")
_META_NAMES = {
    "sitename": "网站名称",
    "articletitle": "标题",
    "pubdate": "发布日期",
    "contentsource": "来源",
    "columnname": "栏目名称",
    "author": "作者",
}
_VALUE_END = re.compile(
    r"[【\[|｜\u3000\u00a0]|\s{2,}|\s+(?:字体|字号|打印|分享|版权|网站地图)|\s+\S{2,4}[:：]|(?:浏览|阅读|点击|访问)(?:次数|数|量|率)?[:：]"
)
"""Where a value ends although the line goes on: buttons, counters and wide gaps."""
_LONGEST_VALUE = 120
_LONGEST_PATH = 200


def find_pairs(text: str) -> list[tuple[str, str]]:
    """Label and value of each ``标签：值`` in a short text, several on a line allowed; a value may be empty."""
    pairs = []
    for line in text.split("\n"):
        found = list(_LABEL.finditer(line))
        ends = [*(match.start() for match in found[1:]), len(line)]
        for match, end in zip(found, ends, strict=False):
            value = _VALUE_END.split(line[match.end() : end].strip(" \u3000\u00a0"), maxsplit=1)[0].strip(" ；;")
            if len(value) <= _LONGEST_VALUE:
                pairs.append((_squeeze(match.group(1)), value))
    return pairs


def pair_texts(texts: list[str]) -> list[tuple[str, str]]:
    """Pairs from a run of cells in which labels and values take turns; nothing where they do not."""
    filled = [text for text in texts if text.strip()]
    labels = [
        match.group(1) if (match := _BARE_LABEL.fullmatch(re.sub(r"(?<=\S)[ \u3000\u00a0]+(?=\S)", "", text))) else None
        for text in filled
    ]
    pairs: list[tuple[str, str]] = []
    for index, label in enumerate(labels):
        if label is None:
            continue
        following = index + 1 < len(filled) and labels[index + 1] is None
        value = filled[index + 1].strip() if following else ""
        if len(value) <= _LONGEST_VALUE:
            pairs.append((label, value))
    return pairs


def find_path(element: Element, text: str) -> str | None:
    """The page's breadcrumb if this element is one: its steps joined with " > "."""
    if not text or len(text) > _LONGEST_PATH or not (_PATH_CLASS.search(element.label) or _PATH.search(text)):
        return None
    steps = [step for line in text.split("\n") for step in re.split(r"\s*(?:-?>+|»|›|→)\s*", line)]
    steps = [step.strip(" \u3000\u00a0/") for step in steps]
    steps = [re.sub(r"^[^:：]{0,10}位置[:：]?\s*", "", step) for step in steps]
    steps = [step for step in steps if step]
    return " > ".join(steps) if len(steps) > 1 else None


def read_meta(name: str, content: str) -> tuple[str, str] | None:
    """The pair of a ``meta`` element by the names that government sites use, or None."""
    label = _META_NAMES.get(name.strip().lower())
    content = content.strip()
    return (label, content) if label and content else None


def list_texts(element: Element) -> list[str]:
    """The texts of an element's child elements, for ``pair_texts``."""
    return [join_text(child) for child in element.children if isinstance(child, Element)]


def _squeeze(label: str) -> str:
    return re.sub(r"[\s\u3000\u00a0]", "", label)
