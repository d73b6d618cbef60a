"""Whether a document is one annual disclosure report: not a recipe, not an explainer page, not two reports in one file."""

import re
from collections.abc import Sequence

from ingest.errors import NotAReport, Unsupported
from ingest.folding import fold_text
from ingest.records import FormVersion, NarrativeFigure, ParsedDocument, Section
from ingest.sections import count_overviews

_REPORT_WORDS = re.compile(
    r"(?:政府|政务)?信息公开[^。;\n]{0,12}?(?:年度|工作|年)[^。;\n]{0,6}?(?:报告|年报|报$)|政(?:府|务)信?息?公开[^。;]{0,8}(?:年报|年度报告|的?报告)|20\d\d年度?信息公开的?(?:报告|总结)"
)
_EXPLAINER = re.compile(r"(?:年度报告|年报|报告)[^。;]{0,6}(?:解读|图解)|解读[::]")
_FIRST_ROW = re.compile(r"上年结转政府信息公开申请数量")
_HEAD_LENGTH = 600


def require_report(
    document: ParsedDocument,
    sections: Sequence[Section],
    form: FormVersion | None,
    narrative: Sequence[NarrativeFigure],
) -> None:
    """Pass in silence for one report.

    Raises:
        NotAReport: neither tables of the form nor the words and headings of a report are there.
        Unsupported: more than one report stands in the document, so that their figures would mix.
    """
    text = fold_text(document.text).text
    if len(_FIRST_ROW.findall(text)) > 1 and count_overviews(document) > 1:
        raise Unsupported("文件里接连有两份以上的报告,请拆成一份一个文件后再导入")
    if form is not None:
        return
    if _EXPLAINER.search(text[:_HEAD_LENGTH]) and not narrative:
        raise NotAReport("这是对年度报告的解读,没有报告的数字")
    if not _REPORT_WORDS.search(text) and not (sections and narrative):
        raise NotAReport("没有找到政府信息公开年度报告的标题、表格或章节")
    if not sections and not narrative:
        raise NotAReport("提到了政府信息公开报告,但没有报告的章节、表格和数字")
