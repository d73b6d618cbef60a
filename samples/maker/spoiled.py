"""Bad inputs: files that are no reports, or not what their names promise, each with the error that it deserves."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

_EPOCH = (2024, 1, 1, 0, 0, 0)
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
_RECIPE = """栗子焖饭

材料：大米2杯，熟栗子150克，香菇4朵，姜3片，生抽1勺。

一、准备
香菇泡发后切丁，栗子对半切开，大米淘净沥干。

二、做法
1.锅中放油，下姜片和香菇炒香，加生抽翻匀。
2.倒入大米和栗子，加水没过食材1厘米，中火煮沸后转小火焖18分钟。
3.关火后再焖10分钟，撒上葱花即可。

三、提示
栗子要选当年新货，焖的中途不要揭盖。
"""
_EXPLAINER = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>一图读懂汀岚镇政府信息公开工作年度报告</title></head>
<body><div class="crumb">当前位置：<a href="#">首页</a>&gt;<a href="#">政策解读</a></div>
<h1>《汀岚镇政府信息公开工作年度报告》解读</h1>
<p>发布时间：2023-02-03</p>
<p>一、为什么要编制年度报告？条例要求各级行政机关按时公布上一年度的政府信息公开工作情况，接受社会监督。</p>
<p>二、年度报告包括哪些方面？包括总体情况、主动公开、依申请公开、监督保障以及存在的不足。</p>
<p>三、群众怎样查阅？登录县人民政府网站，在政府信息公开年报栏目中可以查看全文，也可以到便民服务中心索取纸质版。</p>
</body></html>
"""
_NOTICE = """关于做好政府信息公开年度报告编制工作的通知

各村（社区），镇直各单位：
    为做好年度报告的编制和公布，请各单位指定专人，认真核对台账，按规定时间把材料报送党政办公室。
    报送材料要真实准确，凡涉及个人隐私的内容须先作处理。逾期不报的，予以通报。
    特此通知。

                                        汀岚镇党政办公室
"""


def _write_traversal() -> bytes:
    """A ZIP whose member would land outside the folder that it is unpacked into."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("../年报.txt", "../../etc/年报.txt"):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), "政府信息公开工作年度报告\n" * 3)
    return out.getvalue()


def _write_half_archive() -> bytes:
    """The first half of a ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo("年报.txt", _EPOCH), _RECIPE * 4)
    return out.getvalue()[: len(out.getvalue()) // 2]


_MADE: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "empty.txt": ("Damaged", "空文件", lambda: b""),
    "blank.html": ("Damaged", "只有空白", lambda: b" \n\n\t \n"),
    "picture.pdf": ("Unsupported", "改名为PDF的图片", lambda: _PNG),
    "half.docx": ("Damaged", "截断的DOCX", _write_half_archive),
    "traversal.zip": ("Damaged", "成员名指向文件夹之外", _write_traversal),
    "recipe.txt": ("NotAReport", "菜谱", _RECIPE.encode),
    "explainer.html": ("NotAReport", "年度报告的解读页，没有数字", _EXPLAINER.encode),
    "notice.txt": ("NotAReport", "布置编制年度报告的通知", lambda: _NOTICE.encode("gb18030")),
}
_PRINTED: dict[str, tuple[str, str]] = {
    "truncated.pdf": ("Damaged", "截断的PDF"),
    "encrypted.pdf": ("Encrypted", "有密码的PDF"),
}


def write_bad(folder: Path, *, pdf: bool) -> None:
    """The bad inputs and ``expected.json``: by file name the class of its error (``ingest.errors``) and what it is."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (_, _, make) in _MADE.items():
        (folder / name).write_bytes(make())
    if pdf:
        _write_pdfs(folder)
    expected = {name: (error, what) for name, (error, what, _) in _MADE.items()} | _PRINTED
    told = {name: {"error": error, "what": what} for name, (error, what) in sorted(expected.items())}
    (folder / "expected.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write_pdfs(folder: Path) -> None:
    """The PDF files among them: one cut off, one that asks for a password."""
    from reportlab.lib.pdfencrypt import StandardEncryption  # noqa: PLC0415 -- needed for PDF files only
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    locked = StandardEncryption("secret", ownerPassword="owner")
    for name, encrypt in (("truncated.pdf", None), ("encrypted.pdf", locked)):
        out = io.BytesIO()
        canvas = Canvas(out, invariant=1, encrypt=encrypt)
        for page in range(1, 4):
            canvas.drawString(72, 720, f"Annual report on the disclosure of government information, page {page}")
            canvas.showPage()
        canvas.save()
        data = out.getvalue()
        (folder / name).write_bytes(data if encrypt else data[: len(data) // 3])
