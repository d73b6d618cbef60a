"""What the form's words mean, and what can be asked."""

from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import name_cell
from assistant.answering.basis.wording import find_counted, load_wording, name_unit
from assistant.answering.stores.stock import LISTED
from assistant.records import Answer, Measure
from assistant.understanding.words.vocabulary import load_vocabulary
from ingest.checks.findings import load_rules


def show_rate(measure: Measure) -> str:
    """What a rate is taken from, in English; a Chinese answer says it by the measure's note."""
    measures = load_vocabulary().measures
    part = next(each for each in measures.values() if not each.over and each.cells == measure.cells)
    bases = " + ".join(measures[base].label_en for base in measure.over)
    return f"{measure.label_en} = {part.label_en} ÷ {f'({bases})' if len(measure.over) > 1 else bases}"


def compose_help(draft: Draft) -> Answer:
    """What can be asked; how the rates that a question names are computed."""
    for measure in draft.query.measures:
        label = measure.label_en or measure.label if draft.query.language == "en" else measure.label
        if measure.over:
            draft.write("help.formula", formula=show_rate(measure) if draft.query.language == "en" else measure.note)
        elif meaning := find_meaning(measure, draft.query.language):
            draft.write("help.meaning", label=label, meaning=meaning)
            tell_group(draft, measure, label)
        else:
            note = f"；{measure.note}" if measure.note and draft.query.language != "en" else ""
            draft.write(
                "help.measure",
                label=label,
                unit=name_unit(draft.query.language, find_counted(measure.unit, measure.label_en)),
                note=note,
            )
            tell_group(draft, measure, label)
    told = [f"term.{rule}" for rule in draft.query.rules if f"term.{rule}" in load_wording()]
    for key in told:
        draft.write(key)
    if "checks" in draft.query.rules:
        named = [draft.say(f"rule.{rule}") for rule, wording in load_rules().items() if "name" in wording]
        draft.write("help.checks", rules=draft.names.list(named, most=LISTED))
    if not draft.query.measures and not told:
        draft.write("help.text")
    return draft.finish("no_data" if "forecast" in draft.query.rules else "answered")


def tell_group(draft: Draft, measure: Measure, label: str) -> None:
    """Adds the items of a measure that is the sum of several."""
    if len(measure.cells) > 1:
        items = draft.names.list(f"“{name_cell(cell, draft.query.language)}”" for cell in measure.cells)
        draft.write("help.group", label=label, items=items)


def find_meaning(measure: Measure, language: str) -> str:
    """What an item of the form means, where its whole row is asked about; empty where it is not explained."""
    row, _, rest = measure.id.rpartition(".")
    told = load_wording().get(f"meaning.{row.replace('.', '_')}") if rest == "total" else None
    return told[language] if told is not None else ""
