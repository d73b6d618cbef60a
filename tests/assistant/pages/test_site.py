"""The page's site over HTTP: the JSON interface, health, who is let in, what is closed, what is written to the log."""

import base64
import json
import logging

import pytest
from fastapi.testclient import TestClient

from assistant.pages.desk import Desk
from assistant.pages.guard import Guard, Rates
from assistant.pages.logs import LOG, JsonLines
from assistant.pages.page import build_pages
from assistant.pages.serving import build_site
from assistant.passwords import check_password, hash_password, read_users
from assistant.service import Assistant
from ingest.errors import UsageError

QUESTION = "柳溪镇2023年作出多少件行政处罚决定？"


@pytest.fixture(scope="module")
def make_client(town_store):
    """Gives a client of the site over the invented townships, with other settings."""

    def make(**changes) -> TestClient:
        settings = town_store.settings.model_copy(update=changes)
        desk = Desk(settings, town_store, Assistant(town_store))
        return TestClient(Guard(build_site(desk, build_pages(desk)), settings))

    return make


@pytest.fixture(scope="module")
def client(make_client):
    return make_client()


@pytest.fixture(scope="module")
def locked(make_client):
    """A site that asks for a password, bound to every address, behind a proxy's path."""
    return make_client(users=hash_password("李审", "correct horse"), host="0.0.0.0", base_path="/wenbao")


def show_password(name, password):
    return {"authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


def test_health_tells_the_version_of_the_content(client, assistant):
    assert {"status": "ok", "store": assistant.load_catalog()[0]} == client.get("/health").json()


def test_a_question_gets_the_answer_of_the_command_line(client):
    answer = client.get("/api/ask", params={"q": QUESTION}).json()
    assert ("answered", "30") == (answer["status"], answer["values"][0]["value"])


def test_reports_are_listed_in_pages_and_opened_by_their_number(client):
    listed = client.get("/api/reports", params={"agency": "柳溪镇", "limit": 1}).json()
    assert (2, 1) == (listed["total"], len(listed["reports"]))
    record = client.get(f"/api/reports/{listed['reports'][0]['id']}").json()
    assert "12" == record["cells"]["active.penalties.decisions"]["value"]


def test_findings_are_filtered_and_taken_away_as_a_table(client):
    listed = client.get("/api/findings", params={"rule": "text_vs_table"}).json()
    assert {"text_vs_table"} == {finding["rule"] for finding in listed["findings"]}
    table = client.get("/api/findings.csv", params={"rule": "text_vs_table"})
    assert listed["total"] + 1 == len(table.content.decode("utf-8-sig").strip().splitlines())
    assert "attachment" in table.headers["content-disposition"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/reports/999",
        "/api/reports/999/file",
        "/api/reports/1/pages/1.png",
        "/api/reports/../../etc/passwd",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=pyproject.toml",
    ],
)
def test_only_what_the_store_knows_is_served(client, path):
    assert client.get(path).status_code in {403, 404, 422}


@pytest.mark.parametrize(
    ("path", "query"), [("/api/ask", {}), ("/api/ask", {"q": "长" * 501}), ("/api/reports", {"limit": 10**6})]
)
def test_a_wrong_request_is_refused_in_good_order(client, path, query):
    assert 422 == client.get(path, params=query).status_code


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_the_interface_changes_nothing(client, method):
    assert 404 == client.request(method, "/api/reports").status_code


def test_every_answer_forbids_the_browser_to_fetch_from_outside(client):
    assert "default-src 'self'" in client.get("/").headers["content-security-policy"]


def test_a_page_with_users_asks_for_the_password(locked):
    assert 401 == locked.get("/wenbao/").status_code
    assert 401 == locked.get("/wenbao/api/reports", headers=show_password("李审", "wrong horse")).status_code
    assert 401 == locked.get("/wenbao/api/reports", headers=show_password("王核", "correct horse")).status_code
    assert 200 == locked.get("/wenbao/api/reports", headers=show_password("李审", "correct horse")).status_code
    assert 200 == locked.get("/wenbao/", headers=show_password("李审", "correct horse")).status_code
    assert 200 == locked.get("/wenbao/health").status_code


@pytest.mark.parametrize("path", ["/wenbao/logout", "/wenbao/en/logout"])
def test_logging_out_refuses_the_password_so_that_the_browser_forgets_it(locked, path):
    answer = locked.get(path, headers=show_password("李审", "correct horse"))
    assert (401, True) == (answer.status_code, "www-authenticate" in answer.headers)
    assert 'href=\\"logout\\"' in locked.get("/wenbao/", headers=show_password("李审", "correct horse")).text


def test_a_page_without_users_has_nobody_to_log_out(client):
    assert 'href=\\"logout\\"' not in client.get("/").text


def test_guessing_passwords_is_slowed_down(make_client):
    guessed = make_client(users=hash_password("李审", "correct horse"))
    statuses = [guessed.get("/api/reports", headers=show_password("李审", f"guess {i}")).status_code for i in range(12)]
    assert [401] * 10 + [429] * 2 == statuses


def test_a_public_page_without_password_takes_nothing_in(make_client):
    public = make_client(host="0.0.0.0")
    assert 403 == public.post("/gradio_api/upload", files={"files": ("a.txt", b"x")}).status_code
    assert 403 == public.post("/en/gradio_api/upload", files={"files": ("a.txt", b"x")}).status_code
    assert 200 == public.get("/api/reports").status_code


def test_who_asks_too_often_is_told_to_wait(make_client):
    hasty = make_client(requests_per_minute=3)
    answers = [hasty.get("/api/reports") for _ in range(4)]
    assert [200, 200, 200, 429] == [answer.status_code for answer in answers]
    assert "60" == answers[-1].headers["retry-after"]


def test_one_client_does_not_use_up_anothers_requests():
    rates = Rates(1)
    assert [True, False, True] == [rates.take("a"), rates.take("a"), rates.take("b")]


def read_log(caplog):
    return "\n".join(JsonLines().format(record) for record in caplog.records)


@pytest.mark.parametrize("logged", [False, True])
def test_the_log_holds_a_question_only_where_that_is_wanted(make_client, caplog, monkeypatch, logged):
    monkeypatch.setattr(LOG, "propagate", True)
    with caplog.at_level(logging.INFO, "wenbao.page"):
        make_client(log_questions=logged).get("/api/ask", params={"q": QUESTION})
    lines = [json.loads(line) for line in read_log(caplog).splitlines()]
    assert logged == any(QUESTION in str(line) for line in lines)
    assert {"answer", "request"} <= {line["event"] for line in lines}
    assert 8 == len(next(line["request"] for line in lines if line["event"] == "request"))


def test_a_password_is_not_in_its_entry_and_is_known_again():
    entry = hash_password("李审", "correct horse")
    users = read_users(f"{entry}, {hash_password('王核', 'battery staple')}")
    assert ["李审", "王核"] == list(users)
    assert (True, False) == (check_password(users["李审"], "correct horse"), check_password(users["王核"], "correct horse"))
    assert "correct" not in entry


@pytest.mark.parametrize(("name", "password"), [("a:b", "correct horse"), ("", "correct horse"), ("李审", "short")])
def test_an_entry_that_could_not_be_read_is_not_made(name, password):
    with pytest.raises(UsageError):
        hash_password(name, password)


@pytest.mark.parametrize("entries", ["李审", "李审:secret", "李审:scrypt.a.8.1.x.y"])
def test_a_wrong_list_of_users_stops_the_page(entries):
    with pytest.raises(UsageError):
        read_users(entries)
