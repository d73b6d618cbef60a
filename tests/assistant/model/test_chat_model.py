"""The door's promises, over real HTTP: a reply or a ModelError, in time, and the key is nobody's."""

import logging
import os
import socket
import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from assistant.models.chat_model import ChatModel, open_model, read_object
from assistant.models.prompts import Prompt
from index.settings import Settings
from ingest.errors import ModelError

KEY = "sk-a-key-that-nobody-may-see"
PROMPT = Prompt("系统", "问题")
SCHEMA = {
    "title": "reply",
    "description": "A reply.",
    "type": "object",
    "properties": {"name": {"type": "string"}},
    "required": ["name"],
}
DEMANDS = {"fill": lambda model: model.fill(PROMPT, SCHEMA), "write": lambda model: list(model.write(PROMPT))}


def find_free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def test_no_model_is_the_default():
    assert open_model(Settings(_env_file=None)) is None


def test_form_is_filled_and_text_written(serve, reach):
    stub = serve(fills='{"name": "甲"}', writes="一句话，\n又一句话。")
    model = reach(stub)
    assert {"name": "甲"} == model.fill(PROMPT, SCHEMA)
    assert "一句话，\n又一句话。" == "".join(model.write(PROMPT))
    assert [f"Bearer {KEY}"] * 2 == stub.keys
    assert ["stub"] * 2 == [request["model"] for request in stub.asked]
    assert [{"role": "system", "content": "系统"}, {"role": "user", "content": "问题"}] == stub.asked[0]["messages"]


@pytest.mark.parametrize("way", ["json_mode", "json_schema"])
def test_form_may_also_come_as_text(serve, reach, way):
    model = reach(serve(writes='{"name": "甲"}'), model_output=way)
    assert {"name": "甲"} == model.fill(PROMPT, SCHEMA)


def test_key_of_another_service_is_not_sent_to_a_named_server(serve, reach, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-service")
    stub = serve(fills='{"name": "甲"}')
    reach(stub, model_key="").fill(PROMPT, SCHEMA)
    assert ["Bearer none"] == stub.keys


def test_same_request_gets_the_same_reply_without_asking_again(serve, reach):
    stub = serve(fills='{"name": "甲"}', writes="一句话。")
    model = reach(stub)
    assert DEMANDS["fill"](model) == DEMANDS["fill"](model)
    assert "".join(model.write(PROMPT)) == "".join(model.write(PROMPT))
    assert 2 == len(stub.asked)


@pytest.mark.parametrize("demand", DEMANDS)
@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500])
def test_error_of_the_server_is_a_model_error(serve, reach, demand, status):
    with pytest.raises(ModelError):
        DEMANDS[demand](reach(serve(status=status)))


@pytest.mark.parametrize("demand", DEMANDS)
def test_slow_server_is_cut_off(serve, reach, demand):
    model = reach(serve(fills='{"name": "甲"}', writes="一句话。", pause_seconds=5), model_timeout_seconds=0.3)
    with pytest.raises(ModelError, match="规定的时间"):
        DEMANDS[demand](model)


def test_server_that_drips_is_cut_off_though_no_piece_is_late(serve, reach):
    model = reach(serve(writes="一个字一个字地来。" * 40, pause_seconds=0.2), model_timeout_seconds=1)
    with pytest.raises(ModelError, match="规定的时间"):
        DEMANDS["write"](model)


@pytest.mark.parametrize("demand", DEMANDS)
def test_server_that_is_down_is_a_model_error(demand):
    settings = Settings(_env_file=None, model="stub", model_url=f"http://127.0.0.1:{find_free_port()}/v1")
    with pytest.raises(ModelError, match="连接不上"):
        DEMANDS[demand](ChatModel(settings))


@pytest.mark.parametrize("nonsense", ["", "好的！", "{", '{"name": ', "[1, 2]", '"甲"', "null"])
def test_reply_that_is_no_object_is_a_model_error(serve, reach, nonsense):
    with pytest.raises(ModelError):
        reach(serve(fills=nonsense)).fill(PROMPT, SCHEMA)


def test_refusal_is_a_model_error(serve, reach):
    with pytest.raises(ModelError):
        reach(serve(refuses=True)).fill(PROMPT, SCHEMA)


@pytest.mark.parametrize("settings", [{"model_provider": "no-such-provider"}, {"model_provider": "cohere", "model_url": ""}])
def test_provider_that_is_not_there_is_a_model_error(settings):
    with pytest.raises(ModelError):
        ChatModel(Settings(_env_file=None, model="stub", **settings)).fill(PROMPT, SCHEMA)


def test_key_stands_in_no_log_error_or_print(serve, reach, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    stub = serve(status=401)  # it names the key in its reply, as some do
    with pytest.raises(ModelError) as caught:
        reach(stub).fill(PROMPT, SCHEMA)
    shown = [
        "".join(traceback.format_exception(caught.value)),
        str(caught.value),
        repr(Settings(_env_file=None, model_key=KEY)),
        *capfd.readouterr(),
        *(record.getMessage() for record in caplog.records if record.name.startswith("wenbao")),
    ]
    assert [] == [text for text in shown if KEY in text]


@pytest.mark.parametrize(
    "text",
    ['{"name": "甲"}', '```json\n{"name": "甲"}\n```', '<think>{"name": "乙"}？</think>\n{"name": "甲"}', '好的：{"name": "甲"}'],
)
def test_object_is_found_among_fences_and_thoughts(text):
    assert {"name": "甲"} == read_object(text)


def test_question_that_the_rules_answer_loads_no_langchain(town_store):
    program = (
        "import sys\n"
        "from assistant.cli import main\n"
        "try:\n"
        "    main(['ask', '柳溪镇2023年行政处罚多少件？'])\n"
        "except SystemExit as end:\n"
        "    assert end.code == 0\n"
        "assert not [name for name in sys.modules if name.startswith(('langchain', 'openai'))]\n"
    )
    model = {"WENBAO_MODEL": "stub", "WENBAO_MODEL_URL": "http://127.0.0.1:9/v1", "WENBAO_DATA": str(town_store.settings.data)}
    root = Path(__file__).resolve().parents[3]
    environment = {**os.environ, **model, "PYTHONPATH": str(root), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=False)
    assert (0, "") == (done.returncode, done.stderr)
    assert "30件" in done.stdout
