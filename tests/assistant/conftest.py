"""Invented reports in a real store, and an assistant over it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.records import Answer, Conversation
from assistant.service import Assistant
from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import Store, open_store
from ingest.form import load_form

Ask = Callable[..., Answer]

PROBLEMS = "一是公示内容更新偏慢；二是讲解方式比较单一；三是经办人身兼数职，难以专心。"
PLANS = "下一步，我镇将做好以下工作：一是每周核对一次栏目；二是请人拍摄讲解短片。"


def write_report(agency: str, year: int, cells: Mapping[str, str], prose: str, problems: str = PROBLEMS) -> str:
    """The text of a report in the 2021 form, a row to a line; cells that are not given are 0, a cell of "" is blank."""
    form = load_form("2021")
    lines = [f"{agency}人民政府{year}年政府信息公开工作年度报告", "", "一、总体情况", prose, "", "二、主动公开政府信息情况"]
    for row in form.active:
        lines += [row.under, "信息内容\t" + "\t".join(cell.column_label for cell in row.cells)]
        lines.append(row.label + "\t" + "\t".join(cells.get(cell.id, "0") for cell in row.cells))
    lines += ["三、收到和处理政府信息公开申请情况", "\t" + "\t".join(cell.column_label for cell in form.requests[0].cells)]
    lines += [row.label + "\t" + "\t".join(cells.get(cell.id, "0") for cell in row.cells) for row in form.requests]
    lines += ["四、政府信息公开行政复议、行政诉讼情况", "\t".join(cell.column_label for cell in form.disputes.cells)]
    lines.append("\t".join(cells.get(cell.id, "0") for cell in form.disputes.cells))
    lines += [
        "五、存在的主要问题及改进情况",
        f"工作中仍有不足：{problems}{PLANS}",
        "六、其他需要报告的事项",
        "本年度未收取信息处理费。",
    ]
    return "\n".join(lines) + "\n"


def spread(row: str, people: int, firms: int = 0) -> dict[str, str]:
    """A row of the requests table: natural persons, businesses and their total."""
    return {
        f"requests.{row}.natural_person": str(people),
        f"requests.{row}.business": str(firms),
        f"requests.{row}.total": str(people + firms),
    }


def publish(total: int, website: int, wechat: int) -> str:
    """A sentence that counts what was published."""
    return f"全年主动公开政府信息{total}条，其中通过政府网站公开{website}条，通过微信公众号公开{wechat}条。"


REPORTS = {
    "柳溪镇2022年.txt": write_report(
        "柳溪镇",
        2022,
        {"active.penalties.decisions": "12", **spread("new", 4, 1), **spread("granted", 3), **spread("denied_third_party", 1)}
        | {**spread("unavailable_not_held", 0, 1), **spread("total", 4, 1)},
        f"2022年，我镇收到政府信息公开申请5件。{publish(300, 180, 120)}",
    ),
    "柳溪镇2023年.txt": write_report(
        "柳溪镇",
        2023,
        {
            "active.penalties.decisions": "30",
            **spread("new", 8),
            **spread("granted", 6),
            **spread("total", 7),
            **spread("carried_out", 1),
        },
        f"2023年，我镇收到政府信息公开申请9件。{publish(450, 250, 200)}",
    ),
    "青禾镇2023年.txt": write_report(
        "青禾镇",
        2023,
        {
            "active.penalties.decisions": "30",
            "active.normative_documents.made": "2",
            "active.normative_documents.repealed": "",
            **spread("new", 2),
            **spread("granted", 2),
            **spread("total", 2),
        },
        f"2023年，我镇收到政府信息公开申请2件。{publish(200, 90, 80)}成立了由镇长任组长的工作小组。",
        "一是栏目设置不合理；二是信息员流动性大，接手的人不熟悉。",
    ),
    "石桥乡2023年.txt": write_report(
        "石桥乡", 2023, {"active.penalties.decisions": "/"}, "2023年，我乡把惠民政策送到集市上讲解，未收到政府信息公开申请。"
    ),
}


def talk_to(assistant: Assistant) -> Ask:
    """What asks the turns of a conversation of its own and gives the last answer."""

    def ask_turns(*turns: str) -> Answer:
        conversation = Conversation()
        return [assistant.ask(turn, conversation) for turn in turns][-1]

    return ask_turns


@pytest.fixture(scope="session")
def town_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Three invented townships, 柳溪镇 with two years, with a blank, a slash and sums that do not add up."""
    folder: Path = tmp_path_factory.mktemp("towns")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(data=folder / "data")
    outcomes = list(ingest_paths(settings, sorted(folder.glob("*.txt"))))
    assert ["added"] * len(REPORTS) == [outcome.status for outcome in outcomes]
    with open_store(settings) as store:
        yield store


@dataclass(frozen=True)
class Told:
    """What an invented report states: requests of natural persons and of businesses, penalties, documents repealed as written."""

    people: int
    firms: int = 0
    penalties: str = "0"
    published: str = ""
    repealed: str | None = "0"


COURSES: Mapping[tuple[str, str], Mapping[int, Told]] = {
    ("临河县", "柳泉镇"): {
        2020: Told(4),
        2021: Told(8),
        2022: Told(6, penalties="2500", repealed="2"),
        2023: Told(3, 9, "4999", publish(100, 60, 40)),
    },
    ("临河县", "望湖街道"): {
        2020: Told(10),
        2021: Told(11),
        2022: Told(10, penalties="8"),
        2023: Told(4, 1, "8", publish(80, 20, 60), ""),
    },
    ("云山县", "枫林镇"): {
        2020: Told(3),
        2021: Told(3),
        2022: Told(5, penalties="2"),
        2023: Told(10, penalties="4", published=publish(50, 30, 20)),
    },
    ("云山县", "竹溪乡"): {2023: Told(7, repealed="/")},
    ("云山县", "松岗镇"): {2022: Told(2, repealed=None), 2023: Told(2, repealed=None)},
}
"""Invented townships of two counties. A figure of None is a row that the report's table does not have."""


def write_course(county: str, agency: str, year: int, told: Told) -> str:
    """The text of such a report."""
    cells = {**spread("new", told.people, told.firms), **spread("granted", told.people, told.firms)}
    cells |= {**spread("total", told.people, told.firms), "active.penalties.decisions": told.penalties}
    cells |= {"active.normative_documents.made": "1", "active.normative_documents.repealed": told.repealed or ""}
    text = write_report(f"青川市{county}{agency}", year, cells, f"{year}年，工作平稳开展。{told.published}")
    if told.repealed is not None:
        return text
    lines = text.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(("行政规范性文件", "规范性文件")))
    return "\n".join([*lines[:at], *lines[at + 1 :]]) + "\n"


@pytest.fixture(scope="session")
def ask_courses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Asks the turns of a conversation over townships of two counties and several years, and gives the last answer."""
    folder: Path = tmp_path_factory.mktemp("courses")
    for (county, agency), years in COURSES.items():
        for year, told in years.items():
            (folder / f"{agency}{year}.txt").write_text(write_course(county, agency, year, told), encoding="utf-8")
    settings = Settings(data=folder / "data")
    assert {"added"} == {outcome.status for outcome in ingest_paths(settings, sorted(folder.glob("*.txt")))}
    with open_store(settings) as store:
        yield talk_to(Assistant(store))


@pytest.fixture(scope="session")
def assistant(town_store: Store) -> Assistant:
    """An assistant over the invented townships."""
    return Assistant(town_store)


@pytest.fixture
def ask(assistant: Assistant) -> Ask:
    """Asks the invented townships, each time in a conversation of its own."""
    return talk_to(assistant)


@pytest.fixture(scope="session")
def ask_samples(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Asks the sample reports that the project ships, each time in a conversation of its own."""
    settings = Settings(data=tmp_path_factory.mktemp("samples"))
    assert {"added"} == {outcome.status for outcome in ingest_paths(settings, sorted(samples.iterdir()))}
    with open_store(settings) as store:
        yield talk_to(Assistant(store))


@pytest.fixture(scope="session")
def converse() -> Callable[[Store], Ask]:
    """Makes what asks a store of a test's own."""
    return lambda store: talk_to(Assistant(store))
