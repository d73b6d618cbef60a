"""What a question says by itself, step by step: its words, its measures, and what it wants done."""

import re
from dataclasses import replace

from assistant.records import Operation, Query
from assistant.understanding.drafting.referring import leave_out
from assistant.understanding.frame import Frame, Task
from assistant.understanding.framing.clues import collect_clues
from assistant.understanding.framing.measured import read_measures
from assistant.understanding.framing.prosing import reads_as_prose
from assistant.understanding.framing.reading import read_words
from assistant.understanding.framing.special import pick_special
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.prose.sayings import asks_grounds, asks_own_words
from assistant.understanding.signs.closing import read_closing
from assistant.understanding.signs.doubts import read_doubt
from assistant.understanding.signs.enumerating import add_listed
from assistant.understanding.signs.granting import read_dispute_over, read_granting
from assistant.understanding.signs.kindred import add_kindred
from assistant.understanding.signs.kinds import asks_gap, find_rules, goes_on, read_check
from assistant.understanding.signs.lacking import find_lacking
from assistant.understanding.signs.makeup import read_makeup
from assistant.understanding.signs.operations import find_task
from assistant.understanding.signs.owning import set_owned
from assistant.understanding.signs.reach import reach_somebody
from assistant.understanding.signs.shapes import asks_which_measure, asks_which_more
from assistant.understanding.signs.shares import find_part_and_whole
from assistant.understanding.signs.stock import asks_file, asks_place, find_stock
from assistant.understanding.turns.conversation import drop_retort, drop_years
from assistant.understanding.words.cues import Cues, load_cues


def read_frame(question: str, catalog: Catalog, previous: Query | None) -> Frame:
    """What the question says by itself; ``previous`` only fills rows and columns that an elliptical clause leaves out."""
    cues = load_cues()
    frame = read_words(question, catalog, previous)
    frame = leave_out(add_kindred(frame))
    frame = _note_manner(frame, cues, previous)
    frame = drop_years(drop_retort(frame))
    frame = _set_measures(frame, catalog, previous)
    owned = set_owned(frame)
    if owned.own:
        return owned
    frame = read_dispute_over(frame, previous)
    return (
        read_closing(frame, previous)
        or read_granting(frame, previous)
        or read_doubt(frame, previous, cues)
        or _read_told(frame, cues, previous)
        or _set_task(frame, cues, previous)
    )


def _note_manner(frame: Frame, cues: Cues, previous: Query | None) -> Frame:
    """The frame with whether it leans on the turn before, takes something back, and asks for a number."""
    names, language = frame.names, frame.language
    pointing = " 它 it" if names.it or names.these else ""
    return replace(
        frame,
        leaning=previous is not None and cues.match("follow", names.bare + pointing, language),
        correcting=previous is not None and cues.match("correction", frame.text, language),
        numeric=cues.match("numeric", frame.masked, language),
    )


def _set_measures(frame: Frame, catalog: Catalog, previous: Query | None) -> Frame:
    """The frame with the measures that the question names, lists, or has of somebody."""
    measures = find_part_and_whole(frame, catalog) or read_measures(frame, catalog, previous)
    return reach_somebody(replace(frame, measures=add_listed(frame, measures)))


def _read_told(frame: Frame, cues: Cues, previous: Query | None) -> Frame | None:
    """The frame of a question whose words tell by themselves what it is after: checks, the stock, empty cells, applicants."""
    stock = find_stock(frame, cues, previous)
    if stock not in ("no_tables", "no_date", "last_published") and (checked := read_check(frame, cues, previous)) is not None:
        return replace(frame, task=checked, leaning=frame.leaning or (previous is not None and goes_on(frame, previous)))
    if stock:
        return replace(frame, measures=(), task=Task("reports", stock=stock))
    if asks_file(frame):
        return replace(frame, task=Task("reports"))
    if asks_place(frame):
        return replace(frame, measures=(), names=replace(frame.names, everyone=False), task=Task("reports"))
    if lacking := find_lacking(frame, cues):
        return replace(frame, task=Task("threshold", lacking=lacking))
    return read_makeup(frame, cues, previous)


def _set_task(frame: Frame, cues: Cues, previous: Query | None) -> Frame:
    """The frame with what the question wants done, by its cues."""
    task = find_task(collect_clues(frame, previous, cues))
    if task.operation is None and (asks_which_measure(frame) or (previous is not None and asks_which_more(frame))):
        task = Task("compare")
    special = _pick_special(frame, task, cues, previous)
    if special == "check":
        return replace(frame, task=Task(special, rules=find_rules(frame, cues), wants_difference=asks_gap(frame)))
    if special is not None:
        return replace(frame, task=Task(special))
    return replace(frame, task=task, prose=reads_as_prose(frame, task, cues))


def _pick_special(frame: Frame, task: Task, cues: Cues, previous: Query | None) -> Operation | None:
    """The operation that the words ask for beside those on figures; where a figure stands, only where there is one."""
    special = pick_special(frame, task, cues)
    told = frame.names.mentions or frame.names.regions or frame.names.everyone  # 这些 points at nothing in a first turn
    bare = not (frame.measures or told or frame.sources or re.search(r"\d", frame.masked))
    if special == "provenance" and previous is None and bare:
        return "reports"  # 你的数据来源是什么
    unsaid = not (frame.measures or frame.sources or re.search(r"\d", frame.masked))
    if special == "provenance" and previous is None and told and unsaid:
        return None  # 投诉电话在第几页: of what only the prose says
    if special == "provenance" and (asks_own_words(frame) or asks_grounds(frame, previous)):
        return None
    return special
