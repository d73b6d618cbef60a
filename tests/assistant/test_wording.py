import re
from decimal import Decimal

import pytest

from assistant.answering.basis.wording import load_wording, say, show_amount
from assistant.records import Value
from ingest.checks.findings import load_rules

HOLE = re.compile(r"{(\w+)}")


@pytest.mark.parametrize("key", sorted(load_wording()))
def test_both_languages_have_the_sentence_with_the_same_holes(key):
    sentence = load_wording()[key]
    assert {"zh", "en"} == set(sentence)
    if not key.startswith("compare.") and key not in ("lookup.parts", "check.identity_open"):
        assert set(HOLE.findall(sentence["zh"])) == set(HOLE.findall(sentence["en"]))


def test_a_hole_that_is_not_filled_is_an_error():
    with pytest.raises(KeyError):
        say("zh", "lookup.one", name="柳溪镇")


def test_every_rule_has_a_name():
    named = {key.removeprefix("rule.") for key in load_wording() if key.startswith("rule.")}
    assert set() == set(load_rules()) - named - {"uncertain", "not_assessable"}


@pytest.mark.parametrize(
    ("value", "unit", "language", "shown"),
    [
        ("74", "件", "zh", "74件"),
        ("74", "件", "en", "74 cases"),
        ("1", "件", "en", "1 case"),
        ("-1", "条", "en", "-1 item"),
        ("1", "份报告", "en", "1 report"),
        ("0", "件", "en", "0 cases"),
        ("42.6", "%", "en", "42.6%"),
        ("3", "个", "en", "3"),
        ("5", "份报告", "zh", "5份报告"),
        ("1E+3", "条", "zh", "1000条"),
    ],
)
def test_amounts_carry_their_unit(value, unit, language, shown):
    assert shown == show_amount(language, Value("数", Decimal(value), unit))
