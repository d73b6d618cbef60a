"""The parts of the tab 问答 without a browser: what they show, and what they never let through."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.exports.proof import Proof, trace_citation, write_reference
from assistant.exports.surroundings import Line, Square, Surroundings, find_surroundings
from assistant.pages.escaping import render_markdown
from assistant.pages.evidence import render_evidence
from assistant.pages.examples import suggest_examples
from assistant.pages.history import Past, note_session, pack_history, read_history, render_history
from assistant.pages.labels import label_citations
from assistant.pages.replies import render_reply, render_text
from assistant.pages.session import Exchange, Session
from assistant.pages.sources import render_sources
from assistant.pages.transcript import announce_answer, render_transcript, render_welcome, render_working
from assistant.pages.words import Language, Words
from assistant.records import Answer, Citation, Conversation, Value
from assistant.service import Assistant
from index.intake.build import ingest_paths
from index.records import StoredAgency, StoredReport
from index.settings import Settings
from index.store import Store, open_store
from ingest.records import Finding, Place

EAST = StoredAgency(1, "河口镇", None, ("东县",))
WEST = StoredAgency(2, "河口镇", None, ("西县",))
HILL = StoredAgency(3, "山前乡", None, ("西县",))
ZH = Words("zh")
PROSE = ("2022年政府信息公开工作年度报告.docx", "2023年政府信息公开工作年度报告.html")
HURTFUL = "<script>alert(1)</script><a href='http://outside.invalid'>\" onclick=\"x"


def make_report(number: int, agency: StoredAgency | None, year: int | None) -> StoredReport:
    return StoredReport(number, f"报告{number}.txt", "ab" * 32, "text", agency, year, "2021", "标题", None, True, 200, 9, 0)


def make_answer(quote: str, text: str = "**6件**[1]。") -> Answer:
    citation = Citation("文件夹/甲.pdf", "cd" * 32, "三、申请", Place(page=2, quote=quote), quote)
    return Answer("answered", text, values=(Value("新收申请", Decimal(6), "件", citations=(0,)),), citations=(citation,) * 3)


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        (HURTFUL, "<script"),
        ("[点我](http://outside.invalid)", "<a"),
        ("![图](http://outside.invalid/x.png)", "<img"),
        ("<http://outside.invalid>", "<a"),
        ("http://outside.invalid www.outside.invalid", "<a"),
        ("[x]: http://outside.invalid\n\n[x]", "<a"),
        ("&lt;img src=x onerror=alert(1)&gt;", "<img"),
        ("| 年 |\n| --- |\n| <img src=x> |", "<img"),
        ("> <b>粗</b>", "<b>"),
    ],
)
def test_markdown_never_makes_links_pictures_or_raw_html(text: str, forbidden: str) -> None:
    assert forbidden not in render_markdown(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("**6件**", "<strong>6件</strong>"), ("| 年 |\n| --- |\n| 2023 |", "<td>2023</td>"), ("- 一", "<li>一</li>")],
)
def test_markdown_of_answers_keeps_bold_tables_and_lists(text: str, shown: str) -> None:
    assert shown in render_markdown(text)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("新收**6件**[1]。", [("6件", "0")]),
        ("2020年0件[2]，2023年1,274.5万元[3]", [("0件", "1"), ("1,274.5万元", "2")]),
        ("约**6条**[1][2]", [("6条", "0")]),
        ("合计**30条**[1][2]", []),
        ("| 数值 |\n| --- |\n| -3件[1] |", [("-3件", "0")]),
        ("**4 cases**[1], 12 items[2]", [("4 cases", "0"), ("12 items", "1")]),
        ("2023年[1]写道", []),
        ("没有出处的 6件", []),
        ("6件[9]", []),
    ],
)
def test_figure_with_a_source_is_a_button_that_opens_it(text: str, figures: list[tuple[str, str]]) -> None:
    shown = render_text(ZH, make_answer("6", text), 4)
    found = re.findall(r'class="cited" data-event="cite" data-turn="4" data-number="(\d+)".*?>(.*?)<sup>', shown)
    assert figures == [(re.sub("<.*?>", "", figure), number) for number, figure in found]


def test_source_of_a_quote_is_a_button_of_its_own() -> None:
    assert 'class="mark" data-event="cite" data-turn="0" data-number="1"' in render_text(ZH, make_answer("6", "如文所述[2]"), 0)


def test_readings_are_buttons_of_the_newest_turn_only() -> None:
    answer = Answer("clarify", "请选择：\n\n- ①甲问\n- ②乙问", options=("甲问", "乙问"))
    newest, older = (render_reply(ZH, Exchange("问", answer), 0, newest=newest) for newest in (True, False))
    assert (2, 0) == (newest.count('class="option"'), older.count('class="option"'))
    assert "①" not in newest


def test_source_shows_figure_quote_file_and_place() -> None:
    shown = render_sources(ZH, make_answer("新收6件"))
    assert [] == [part for part in ("新收申请", "新收6件", "甲.pdf", "第 2 页", "三、申请") if part not in shown]


def test_nothing_of_a_report_or_question_is_raw_html(town_store: Store) -> None:
    answer = replace(make_answer(HURTFUL, HURTFUL), options=(HURTFUL,), next=(HURTFUL,))
    citation = replace(answer.citations[0], source=HURTFUL, section=HURTFUL, agency=HURTFUL)
    finding = Finding("f", "r", "error", "fail", "report", "", HURTFUL, None, HURTFUL, 2023, HURTFUL, (), ())
    report = replace(make_report(1, replace(EAST, name=HURTFUL), 2023), title=HURTFUL, source=HURTFUL)
    proof = Proof(0, citation, answer.values, report, findings=(finding,))
    rooms = (Surroundings(lines=(Line(1, HURTFUL, (3, 9)),)), Surroundings(squares=(Square(1, 1, HURTFUL, 1, 1, True),)))
    shown = [render_evidence(ZH, town_store.settings, proof, around, 0, 1) for around in rooms]
    shown += [render_sources(ZH, answer), render_transcript(ZH, (Exchange(HURTFUL, answer), Exchange(HURTFUL, failure=HURTFUL)))]
    shown += [render_history(ZH, (Past("1", (HURTFUL,)),)), announce_answer(ZH, answer), render_working(ZH, "check", answer)]
    assert [] == [part for part in shown if "<script" in part or "<a " in part or 'onclick="' in part]


def test_evidence_of_a_text_report_marks_the_cell_and_tells_what_was_read(town_store: Store, ask: Callable[..., Answer]) -> None:
    answer = ask("柳溪镇2023年新收到几件申请？")
    proof = trace_citation(town_store, answer, 0)
    around = find_surroundings(town_store.settings, proof.citation)
    shown = render_evidence(ZH, town_store.settings, proof, around, 0, len(answer.citations))
    assert "<mark>8</mark>" in shown
    assert [] == [part for part in ("有数", "“8”", "件（按表式）", "按行列名称", proof.citation.sha256) if part not in shown]
    assert 'aria-label="核查发现"' in shown


@pytest.fixture(scope="module")
def sample_store(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A DOCX and an HTML report, whose paragraphs have no numbers."""
    settings = Settings(data=tmp_path_factory.mktemp("prose"))
    chosen = [samples / f"溪源县栎桥镇{name}" for name in PROSE]
    assert ["added"] * len(PROSE) == [outcome.status for outcome in ingest_paths(settings, chosen)]
    with open_store(settings) as store:
        yield store


def cite_prose(store: Store, year: int) -> tuple[Answer, Proof, Surroundings]:
    """The sentence that the answer's number is checked against."""
    answer = Assistant(store).ask(f"栎桥镇{year}年收到几件申请？", Conversation())
    number = next(i for i, citation in enumerate(answer.citations) if citation.place == Place(quote=citation.place.quote))
    proof = trace_citation(store, answer, number)
    around = find_surroundings(store.settings, proof.citation)
    assert around is not None
    return answer, proof, around


@pytest.mark.parametrize("year", [2022, 2023])
def test_sentence_of_a_file_without_lines_is_shown_among_its_paragraphs(sample_store: Store, year: int) -> None:
    answer, proof, around = cite_prose(sample_store, year)
    marked = [line for line in around.lines if line.marked]
    assert [proof.citation.quote] == [line.text[slice(*line.marked)] for line in marked if line.marked]
    assert len(around.lines) > len(marked)
    shown = render_evidence(ZH, sample_store.settings, proof, around, 0, len(answer.citations))
    assert "没有保存" not in shown
    assert f"一、总体情况 · 第 {around.paragraph} 段" in shown
    assert "一、总体情况" in write_reference(proof)


def test_quote_that_stands_twice_is_marked_nowhere_and_the_page_says_so(sample_store: Store) -> None:
    _, proof, _ = cite_prose(sample_store, 2022)
    vague = replace(proof, citation=replace(proof.citation, place=Place(quote="政府信息"), quote="政府信息"))
    around = find_surroundings(sample_store.settings, vague.citation)
    assert Surroundings() == around
    assert "不能唯一定位" in render_evidence(ZH, sample_store.settings, vague, around, 0, 1)


def test_sources_of_a_finding_say_whose_number_it_is(town_store: Store, ask: Callable[..., Answer]) -> None:
    answer = ask("哪些报告的数字对不上？")
    labels = label_citations(town_store, ZH, answer)
    assert len(answer.citations) == len(labels)
    bare = [number for number in range(len(labels)) if not any(number in value.citations for value in answer.values)]
    assert bare
    assert [] == [labels[number] for number in bare if not re.match(r"\w+[镇乡] 202\d年", labels[number].read)]
    assert [] == [number for number in bare if answer.citations[number].quote.isdigit() and " · " not in labels[number].read]
    assert labels[bare[0]].read in render_sources(ZH, answer, 0, labels)


def test_source_without_line_or_page_says_its_section(sample_store: Store) -> None:
    answer, proof, _ = cite_prose(sample_store, 2022)
    assert "一、总体情况" == label_citations(sample_store, ZH, answer)[proof.number].section


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("zh", "完整清单见 wenbao audit。", "完整清单见“核查”页。"),
        ("en", "Only the first; wenbao audit has all.", "Only the first; the tab “Checks” has all."),
        ("en", "**1 cases** of 21 cases, 0.1 cases", "<strong>1 case</strong> of 21 cases, 0.1 cases"),
    ],
)
def test_page_sends_to_its_own_tab_and_writes_one_in_the_singular(language: Language, text: str, shown: str) -> None:
    assert shown in render_text(Words(language), Answer("answered", text), 0)


def test_file_without_a_kept_copy_says_so_and_still_tells_its_place(town_store: Store) -> None:
    answer = make_answer("6")
    proof = trace_citation(town_store, answer, 0)
    shown = render_evidence(ZH, town_store.settings, proof, find_surroundings(town_store.settings, proof.citation), 0, 3)
    assert [] == [part for part in ("没有保存这个文件的副本", "第 2 页", "cd" * 32) if part not in shown]


def test_reference_names_agency_title_year_place_hash_and_day(town_store: Store, ask: Callable[..., Answer]) -> None:
    proof = trace_citation(town_store, ask("柳溪镇2023年新收到几件申请？"), 0)
    parts = (
        "柳溪镇",
        "《柳溪镇人民政府2023年政府信息公开工作年度报告》",
        "2023年度",
        "行",
        proof.citation.sha256,
        str(proof.read_on),
    )
    assert [] == [part for part in parts if part not in write_reference(proof)]


@pytest.mark.parametrize("number", [-1, 99])
def test_source_that_the_answer_does_not_have_is_refused(town_store: Store, ask: Callable[..., Answer], number: int) -> None:
    with pytest.raises(IndexError):
        trace_citation(town_store, ask("柳溪镇2023年新收到几件申请？"), number)


def test_session_keeps_its_turns_and_leaves_the_old_one_as_it_was() -> None:
    first = Session()
    second = first.add(Exchange("问", make_answer("6")))
    assert ((), 1, "up") == (first.exchanges, len(second.exchanges), second.vote(0, "up").exchanges[0].vote)
    assert second.find_answer(1) is None
    assert 1 == len(second.rebuild_conversation().answers)


def test_history_comes_back_as_it_was_kept_newest_first_and_once() -> None:
    session = Session((Exchange("甲"), Exchange("乙")))
    past = note_session(note_session((Past("x", ("旧",)),), session), session)
    assert past == read_history(pack_history(past))
    assert [("甲", "乙"), ("旧",)] == [entry.questions for entry in past]


@pytest.mark.parametrize("stored", [None, "x", [1], [{"id": 1, "questions": ["q"]}], [{"id": "1", "questions": [2]}], {}])
def test_history_that_is_none_is_passed_over(stored: object) -> None:
    assert () == read_history(stored)


def test_step_of_the_work_is_marked() -> None:
    assert ["done", "now", "later"] == re.findall(r'class="step (\w+)"', render_working(ZH, "look_up"))


def test_welcome_tells_what_is_stored() -> None:
    assert "现有 2 份报告：2 个机关，2022–2023 年" in render_welcome(ZH, [make_report(1, EAST, 2022), make_report(2, WEST, 2023)])


def test_examples_name_the_county_where_two_agencies_share_a_name() -> None:
    questions = suggest_examples(ZH, [make_report(1, EAST, 2022), make_report(2, EAST, 2023), make_report(3, WEST, 2023)])
    assert "东县河口镇2023年收到几件政府信息公开申请？" in questions


def test_examples_need_an_agency_and_a_year() -> None:
    assert () == suggest_examples(ZH, [make_report(1, None, 2023), make_report(2, HILL, None)])
