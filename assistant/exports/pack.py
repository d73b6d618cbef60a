"""The evidence pack: one answer with everything that it rests on, as a ZIP archive that anybody can check.

The same answer over the same store gives the same bytes: nothing in it tells when or where it was made.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version

from assistant.answering.basis.details import word_detail
from assistant.answering.basis.ledger import name_cell as name_measure
from assistant.answering.basis.location import describe_place
from assistant.answering.basis.wording import name_unit
from assistant.answering.retrieve import find_evidence
from assistant.exports.proof import Proof, name_cell, trace_citation, write_reference
from assistant.exports.sheet import Sheet, read_sheets, write_csv
from assistant.exports.words import list_headings, say, word_formula
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
from ingest.records import Finding, NarrativeFigure

PICTURES = 120
"""Page pictures in one pack at most; the evidence beyond them still names page and box."""

PARAMETERS = 500
"""Parameters of one statement that are written out."""

COMMAND = re.compile(r" ?wenbao (audit|list|refit)(?: (?=[\u4e00-\u9fff]))?")
"""A command of the program that an answer names."""


def write_pack(store: Store, question: str, answer: Answer) -> bytes:
    """The archive for an answer that the store has just given, in the language of its question.

    Raises:
        UsageError: The store's content has changed since.
    """
    if answer.store != store_version(store):
        raise UsageError("数据在回答之后有了变化，请重新回答后再导出。")
    language = answer.query.language if answer.query else "zh"
    proofs = [trace_citation(store, answer, number) for number in range(len(answer.citations))]
    pictures = dict(draw_pictures(store, proofs))
    findings = find_findings(store, proofs, answer)
    sources = list_proofs(language, proofs, pictures)
    tables = read_sheets(answer.text, say(language, "pack.table"))
    sheets = (*tables, list_values(language, answer), sources, list_missing(language, answer))
    files: dict[str, bytes | str] = {
        "README.md": say(language, "pack.contents", pictures=PICTURES) + describe_limit(language, proofs),
        "answer.md": write_answer(language, question, answer, proofs),
        "answer.xlsx": write_xlsx(sheets),
        "answer.json": dump(answer_to_json(answer)),
        "query.md": write_query(language, question, answer),
        "query.sql": write_sql(language, record_queries(store, answer)),
        "evidence.csv": write_csv([sources]),
        "evidence.json": dump([proof_to_json(language, proof, pictures) for proof in proofs]),
        **{name: picture for _, (name, picture) in sorted(pictures.items())},
        "findings.json": dump([finding_to_json(finding) for finding in findings]),
        "versions.json": dump({"program": f"wenbao {version('wenbao')}", "store": answer.store}),
    }
    return write_archive({name: data if isinstance(data, bytes) else data.encode() for name, data in files.items()})


def describe_limit(language: str, proofs: Sequence[Proof]) -> str:
    """A word on the sources whose pages are not drawn because there are too many; nothing where all are."""
    paged = sum(1 for proof in proofs if proof.citation.place.page)
    if paged <= PICTURES:
        return ""
    return say(language, "pack.limit", paged=paged, pictures=PICTURES)


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


def write_sql(language: str, statements: Sequence[Statement]) -> str:
    """The statements with their parameters as comments."""
    parts = [say(language, "pack.sql")]
    for number, statement in enumerate(statements, start=1):
        shown = [json.dumps(value, ensure_ascii=False, default=str) for value in statement.parameters[:PARAMETERS]]
        rest = len(statement.parameters) - len(shown)
        listed = ", ".join(shown) or say(language, "pack.none")
        parameters = say(language, "pack.rest", shown=listed, rest=rest) if rest > 0 else listed
        parts.append(f"-- {number}\n{statement.sql};\n{say(language, 'pack.parameters', parameters=parameters)}")
    return "\n".join(parts)


def write_query(language: str, question: str, answer: Answer) -> str:
    """The question and how it was understood."""
    lines = [f"# {escape(question)}", ""]
    lines += [f"- {escape(line)}" for line in describe_query(answer.query)] if answer.query else []
    return "\n".join((*lines, "", say(language, "pack.plan"))) + "\n"


def escape(text: str) -> str:
    """Text on one line of Markdown that brings no markup of its own."""
    return "".join(f"\\{mark}" if mark in "\\`*_[]<>|#" else mark for mark in " ".join(text.split())).replace("://", ":\\//")


def write_answer(language: str, question: str, answer: Answer, proofs: Sequence[Proof]) -> str:
    """Question, answer and sources as Markdown."""
    cited = ((proof.number + 1, escape(write_reference(proof, language)), escape(proof.citation.quote)) for proof in proofs)
    sources = [f"{number}. {say(language, 'pack.quoted', reference=named, quote=quote)}" for number, named, quote in cited]
    heading = f"## {say(language, 'pack.sources')}"
    return "\n".join((f"# {escape(question)}", "", disarm(name_lists(language, answer.text)), "", heading, "", *sources)) + "\n"


def name_lists(language: str, text: str) -> str:
    """An answer's text that sends to what is in the pack, or to the program, where it names a command that a reader has not."""
    return COMMAND.sub(lambda found: say(language, f"commands.{found[1]}"), text)


def disarm(text: str) -> str:
    """An answer's Markdown with its tables and bold, in which nothing quoted becomes a link, a picture or HTML."""
    return text.replace("<", "\\<").replace("](", "]\\(").replace("]:", "]\\:").replace("://", ":\\//")


def list_values(language: str, answer: Answer) -> Sheet:
    """Every number of the answer, stated or derived."""
    rows = tuple((str(number), *describe_value(language, value)) for number, value in enumerate(answer.values, start=1))
    return Sheet(say(language, "values.title"), list_headings(language, "values"), rows)


def describe_value(language: str, value: Value) -> tuple[str, ...]:
    """A number as the fields of a row."""
    return (
        value.label,
        "".join((*value.parents, value.agency or "")),
        str(value.year or ""),
        decimal_to_json(value.value) or "",
        name_unit(language, value.unit) or value.unit if language == "en" else value.unit,
        value.cell or "",
        value.derived or "",
        " ".join(str(position + 1) for position in value.inputs),
        word_formula(language, value.formula or ""),
        " ".join(str(number + 1) for number in value.citations),
    )


def list_missing(language: str, answer: Answer) -> Sheet:
    """What the question needs and no report gives."""
    rows = tuple((gap.agency or "", str(gap.year or ""), gap.cell or "", gap.why) for gap in answer.missing)
    return Sheet(say(language, "missing.title"), list_headings(language, "missing"), rows)


def list_proofs(language: str, proofs: Sequence[Proof], pictures: Mapping[int, tuple[str, bytes]]) -> Sheet:
    """Every source: where it stands and what was read there."""
    rows = tuple(describe_proof(language, proof, pictures) for proof in proofs)
    return Sheet(say(language, "proofs.title"), list_headings(language, "proofs"), rows)


def describe_proof(language: str, proof: Proof, pictures: Mapping[int, tuple[str, bytes]]) -> tuple[str, ...]:
    """A source as the fields of a row."""
    citation, cell = proof.citation, proof.cell
    form = proof.report.form if proof.report else None
    return (
        str(proof.number + 1),
        citation.source,
        citation.sha256,
        describe_place(citation.place, language),
        " ".join(f"{edge:.2f}" for edge in citation.place.box or ()),
        name_cell(cell.cell, form, language) if cell else name_figure(language, proof.figure) if proof.figure else "",
        cell.state if cell else "",
        cell.raw if cell else "",
        cell.read_by if cell else "",
        citation.quote,
        say(language, "pack.clauses").join(word_detail(finding, language) for finding in proof.findings),
        pictures[proof.number][0] if proof.number in pictures else "",
        write_reference(proof, language),
    )


def name_figure(language: str, figure: NarrativeFigure) -> str:
    """What a count of the prose is called: by the report's own words, in English by the count's name where it has one."""
    return name_measure(figure.figure, language) if language == "en" and figure.figure else figure.label


def proof_to_json(language: str, proof: Proof, pictures: Mapping[int, tuple[str, bytes]]) -> dict[str, object]:
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
        "reference": write_reference(proof, language),
    }
