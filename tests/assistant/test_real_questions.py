"""The questions over real reports, where they lie beside the checkout: status, figures and sources of every turn."""

import json
from decimal import Decimal
from pathlib import Path

from assistant.answering.basis.wording import say
from assistant.records import Answer, Conversation
from assistant.service import Assistant
from index.intake.build import ingest_paths
from index.settings import Settings
from index.store import open_store
from ingest.folding import fold_text


def list_faults(expected: dict, answer: Answer) -> list[str]:
    values = {abs(value.value) for value in answer.values}
    cited = {Path(citation.source).name for citation in answer.citations}
    faults = [] if expected["status"] == answer.status else [f"status {answer.status}"]
    faults += [f"no value {value}" for value in expected.get("values", []) if Decimal(value) not in values]
    faults += [f"no citation of {source}" for source in expected.get("cites", []) if source not in cited]
    faults += [f"without {word}" for word in expected.get("all_of", []) if word not in answer.text]
    faults += ["none of the words"] if not any(word in answer.text for word in expected.get("any_of", [""])) else []
    return faults + (["something was dropped"] if say("zh", "note.dropped") in answer.text else [])


def test_every_turn_over_the_real_reports_is_right_and_every_quote_stands_in_its_source(shared: Path, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    sources = {path.name: fold_text(path.read_text(encoding="utf-8")).text for path in (shared / "seeds").glob("*.txt")}
    assert len(sources) == len(list(ingest_paths(settings, sorted((shared / "seeds").glob("*.txt")))))
    faults = []
    with open_store(settings) as store:
        assistant = Assistant(store)
        for line in (shared / "questions" / "seeds.jsonl").read_text(encoding="utf-8").splitlines():
            item, conversation = json.loads(line), Conversation()
            for turn in item["turns"]:
                answer = assistant.ask(turn["ask"], conversation)
                faults += [f"{item['id']}: {fault}" for fault in list_faults(turn, answer)]
                quotes = [(Path(citation.source).name, fold_text(citation.quote).text) for citation in answer.citations]
                faults += [f"{item['id']}: quote not in {source}" for source, quote in quotes if quote not in sources[source]]
    assert [] == faults
