"""The evidence pack: one answer with everything that it rests on, as a ZIP archive that anybody can check.

The same answer over the same store gives the same bytes: nothing in it tells when or where it was made.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version

from assistant.answering.location import describe_place
from assistant.answering.retrieve import find_evidence
from assistant.exports.proof import Proof, name_cell, trace_citation, write_reference
from assistant.exports.sheet import Sheet, read_sheets, write_csv
from assistant.exports.workbook import write_archive, write_xlsx
from assistant.records import Answer, Value
from assistant.understanding.plainly import describe_query
from assistant.wire import answer_to_json, cell_to_json, citation_to_json, decimal_to_json, figure_to_json, finding_to_json
from index.database.statements import Statement, record_statements
from index.lookup.copies import draw_marked
from index.lookup.findings import list_findings
from index.lookup.reports import store_version
from index.store import Store
from ingest.errors import UsageError
from ingest.records import Finding

PICTURES = 120
"""Page pictures in one pack at most; the evidence beyond them still names page and box."""

PARAMETERS = 500
"""Parameters of one statement that are written out."""

CONTENTS = """# 证据包

- `answer.md`、`answer.xlsx`：回答，以及其中的每个数字、出处和缺失
- `answer.json`：同一回答，供程序读取
- `query.md`、`query.sql`：问题是怎样理解的，以及向数据库发出的查询
- `evidence.csv`、`evidence.json`：每一处出处：文件、SHA-256、页、坐标、读到的内容、引用格式
- `pictures/`：PDF 出处所在的页，红框是读到数字的地方（文件名前的号码即出处号）；一个证据包里最多 120 张
- `findings.json`：与这些报告有关的核查结果
- `versions.json`：程序和数据的版本

要核对：用 SHA-256 确认手上的文件与此处所列的是同一份，再按页和坐标找到该格。
"""


def write_pack(store: Store, question: str, answer: Answer) -> bytes:
    """The archive for an answer that the store has just given.

    Raises:
        UsageError: The store's content has changed since.
    """
    if answer.store != store_version(store):
        raise UsageError("数据在回答之后有了变化，请重新回答后再导出。")
    proofs = [trace_citation(store, answer, number) for number in range(len(answer.citations))]
    pictures = dict(draw_pictures(store, proofs))
    findings = find_findings(store, proofs, answer)
    sheets = (*read_sheets(answer.text, "表"), list_values(answer), list_proofs(proofs, pictures), list_missing(answer))
    files: dict[str, bytes | str] = {
        "README.md": CONTENTS + describe_limit(proofs),
        "answer.md": write_answer(question, answer, proofs),
        "answer.xlsx": write_xlsx(sheets),
        "answer.json": dump(answer_to_json(answer)),
        "query.md": write_query(question, answer),
        "query.sql": write_sql(record_queries(store, answer)),
        "evidence.csv": write_csv([list_proofs(proofs, pictures)]),
        "evidence.json": dump([proof_to_json(proof, pictures) for proof in proofs]),
        **{name: picture for _, (name, picture) in sorted(pictures.items())},
        "findings.json": dump([finding_to_json(finding) for finding in findings]),
        "versions.json": dump({"program": f"wenbao {version('wenbao')}", "store": answer.store}),
    }
    return write_archive({name: data if isinstance(data, bytes) else data.encode() for name, data in files.items()})


def describe_limit(proofs: Sequence[Proof]) -> str:
    """A word on the sources whose pages are not drawn because there are too many; nothing where all are."""
    paged = sum(1 for proof in proofs if proof.citation.place.page)
    if paged <= PICTURES:
        return ""
    return f"\n这个回答有 {paged} 处出处在 PDF 页上，只画了前 {PICTURES} 处；其余各处的文件、页和坐标仍列在 `evidence.csv` 中。\n"


def dump(value: object) -> str:
    """JSON for people to read too."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def draw_pictures(store: Store, proofs: Sequence[Proof]) -> Iterator[tuple[int, tuple[str, bytes]]]:
    """File name and PNG of the page behind each citation of a PDF file, its box framed."""
    drawn = 0
    for proof in proofs:
        place = proof.citation.place
        picture = draw_marked(store.settings, proof.citation.sha256, place) if place.page and drawn < PICTURES else None
        if picture is not None:
            drawn += 1
            name = f"pictures/{proof.number + 1:03}-{proof.citation.sha256[:12]}-p{place.page}.png"
            yield proof.number, (name, picture.png)


def find_findings(store: Store, proofs: Sequence[Proof], answer: Answer) -> list[Finding]:
    """The findings of every report cited, and those that the answer speaks of."""
    ids = sorted({proof.report.id for proof in proofs if proof.report})
    found = list_findings(store, report_ids=ids) if ids else ()
    missing = set(answer.findings) - {finding.fingerprint for finding in found}
    return [*found, *(finding for finding in (list_findings(store) if missing else ()) if finding.fingerprint in missing)]


def record_queries(store: Store, answer: Answer) -> list[Statement]:
    """The statements that find the answer's evidence, recorded while it is found once more."""
    if answer.query is None or answer.query.options:
        return []
    with record_statements(store) as record:
        find_evidence(store, answer.query)
    return record


def write_sql(statements: Sequence[Statement]) -> str:
    """The statements with their parameters as comments."""
    parts = ["-- 取得证据的查询，按先后排列；? 处依次填入其下所列的参数。\n"]
    for number, statement in enumerate(statements, start=1):
        shown = [json.dumps(value, ensure_ascii=False, default=str) for value in statement.parameters[:PARAMETERS]]
        rest = len(statement.parameters) - len(shown)
        parameters = ", ".join(shown) + (f", …（另 {rest} 个）" if rest > 0 else "")
        parts.append(f"-- {number}\n{statement.sql};\n-- 参数：{parameters or '无'}\n")
    return "\n".join(parts)


def write_query(question: str, answer: Answer) -> str:
    """The question and how it was understood."""
    lines = [f"# {escape(question)}", ""]
    lines += [f"- {escape(line)}" for line in describe_query(answer.query)] if answer.query else []
    return "\n".join((*lines, "", "程序内部的写法见 answer.json 的 plan。")) + "\n"


def escape(text: str) -> str:
    """Text on one line of Markdown that brings no markup of its own."""
    return "".join(f"\\{mark}" if mark in "\\`*_[]<>|#" else mark for mark in " ".join(text.split())).replace("://", ":\\//")


def write_answer(question: str, answer: Answer, proofs: Sequence[Proof]) -> str:
    """Question, answer and sources as Markdown."""
    sources = [f"{proof.number + 1}. {escape(write_reference(proof))}“{escape(proof.citation.quote)}”" for proof in proofs]
    return "\n".join((f"# {escape(question)}", "", disarm(answer.text), "", "## 出处", "", *sources)) + "\n"


def disarm(text: str) -> str:
    """An answer's Markdown with its tables and bold, in which nothing quoted becomes a link, a picture or HTML."""
    return text.replace("<", "\\<").replace("](", "]\\(").replace("]:", "]\\:").replace("://", ":\\//")


def list_values(answer: Answer) -> Sheet:
    """Every number of the answer, stated or derived."""
    head = ("号", "名称", "机关", "年度", "数值", "单位", "单元格", "得出方式", "由哪些数得出", "算式", "出处")
    rows = tuple((str(number), *describe_value(value)) for number, value in enumerate(answer.values, start=1))
    return Sheet("数字", head, rows)


def describe_value(value: Value) -> tuple[str, ...]:
    """A number as the fields of a row."""
    return (
        value.label,
        "".join((*value.parents, value.agency or "")),
        str(value.year or ""),
        decimal_to_json(value.value) or "",
        value.unit,
        value.cell or "",
        value.derived or "",
        " ".join(str(position + 1) for position in value.inputs),
        value.formula or "",
        " ".join(str(number + 1) for number in value.citations),
    )


def list_missing(answer: Answer) -> Sheet:
    """What the question needs and no report gives."""
    rows = tuple((gap.agency or "", str(gap.year or ""), gap.cell or "", gap.why) for gap in answer.missing)
    return Sheet("缺失", ("机关", "年度", "单元格", "原因"), rows)


def list_proofs(proofs: Sequence[Proof], pictures: Mapping[int, tuple[str, bytes]]) -> Sheet:
    """Every source: where it stands and what was read there."""
    head = ("出处", "文件", "SHA-256", "位置", "坐标", "名称", "状态", "原文", "读法", "引文", "核查", "图片", "引用格式")
    return Sheet("出处", head, tuple(describe_proof(proof, pictures) for proof in proofs))


def describe_proof(proof: Proof, pictures: Mapping[int, tuple[str, bytes]]) -> tuple[str, ...]:
    """A source as the fields of a row."""
    citation, cell = proof.citation, proof.cell
    form = proof.report.form if proof.report else None
    return (
        str(proof.number + 1),
        citation.source,
        citation.sha256,
        describe_place(citation.place),
        " ".join(f"{edge:.2f}" for edge in citation.place.box or ()),
        name_cell(cell.cell, form) if cell else proof.figure.label if proof.figure else "",
        cell.state if cell else "",
        cell.raw if cell else "",
        cell.read_by if cell else "",
        citation.quote,
        "；".join(finding.detail for finding in proof.findings),
        pictures[proof.number][0] if proof.number in pictures else "",
        write_reference(proof),
    )


def proof_to_json(proof: Proof, pictures: Mapping[int, tuple[str, bytes]]) -> dict[str, object]:
    """A source with everything known of it."""
    return {
        "number": proof.number + 1,
        **citation_to_json(proof.citation),
        "title": proof.report.title if proof.report else None,
        "published_on": str(proof.report.published_on) if proof.report and proof.report.published_on else None,
        "read_on": str(proof.read_on) if proof.read_on else None,
        "cell": {"id": proof.cell.cell, **cell_to_json(proof.cell)} if proof.cell else None,
        "figure": figure_to_json(proof.figure) if proof.figure else None,
        "findings": [finding.fingerprint for finding in proof.findings],
        "picture": pictures[proof.number][0] if proof.number in pictures else None,
        "reference": write_reference(proof),
    }
