"""Stretches inside a year (第三季度, 4月到6月) and figures per head, of which yearly reports state nothing."""

import re

_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_WHOLE = re.compile(
    rf"(?:从|自)?(?<!\d)0?1月(?:份|1日|01日)?(?:至|到|-+|—+|~|–)12月(?:份|31日|底)?|(?:截[至止到]?|到|至)?[^,。?]{{0,8}}12月(?:31日|底|末)|"
    rf"(?<!\d){_MONTH}月(?:份|\d{{1,2}}日)?(?:发布|公布|公开|印发|出)的[^,。?]{{0,14}}(?:报告|年报)"
)
"""The whole year in months, its last day, and the month in which a report came out."""
_STRETCH = re.compile(
    rf"(?<![第个])(?:[前头后近]|最后)?(?:[一两二三四五六七八九十]|十一|(?<!\d)(?:[1-9]|1[01]))个月(?!均|平均)|第?[一二三四1-4]季度?|[上下]半年|每个?季度?|各季度|首季|逐月|各月|月均|每个?月|每[天日周]|日均|"
    rf"(?<![\d个.]){_MONTH}月份?(?:\d{{1,2}}日)?(?:(?:至|到|-+|—+|~|–){_MONTH}月份?(?:\d{{1,2}}日)?)?|"
    r"\b(?:q[1-4]|(?:first|second|third|fourth|each|per|every|by) (?:quarter|half|month|week|day)|monthly|quarterly|"
    r"(?:in|during) (?:january|february|march|april|may|june|july|august|september|october|november|december))\b"
)
_HEAD = re.compile(r"每[十百千万]人|每[十百]万人|人均|按人口|\bper (?:capita|head|person|resident)|\bper (?:1,?000|10,?000) ")


def find_stretch(text: str) -> str:
    """The part of a year that a folded question asks for; empty where it asks for whole years."""
    match = _STRETCH.search(_WHOLE.sub("", text))
    return match.group() if match is not None else ""


def find_head(text: str) -> str:
    """The words with which a folded question asks for a figure per head; empty where it does not."""
    match = _HEAD.search(text)
    return match.group().strip() if match is not None else ""
