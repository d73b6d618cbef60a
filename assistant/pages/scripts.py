"""The page's own scripts: fixed texts, into which nothing from outside is ever written."""

import json
from functools import cache
from importlib.resources import files

from assistant.pages.words import Words

SAID = ("ask.copied", "ask.preparing", "source.whole", "source.near")
"""The words that the script of the buttons says itself."""


@cache
def write_press(words: Words) -> str:
    """For an HTML part: its buttons become events. The page's own words stand in it, and nothing from outside."""
    said = json.dumps({key: words(key) for key in SAID}, ensure_ascii=False)
    return f"const words = {said};\n" + files("assistant.pages").joinpath("chat.js").read_text(encoding="utf-8")


SHOW_NEWEST = """() => {
  const turns = document.querySelectorAll('.turn'), frame = document.querySelector('.talk-frame');
  if (!turns.length || !frame) return;
  frame.scrollTop += turns[turns.length - 1].getBoundingClientRect().top - frame.getBoundingClientRect().top - 8;
}"""
"""Brings the newest question to the top of the conversation's frame, its answer below it."""

SHOW_EVIDENCE = """() => {
  const panel = document.querySelector('.evidence-frame');
  if (panel && panel.getBoundingClientRect().top > innerHeight - 160) panel.scrollIntoView({ block: 'start' });
}"""
"""On a narrow screen the evidence stands below the conversation; it is brought into sight."""

KEEP_COMPOSING = """() => {
  const keep = (event) => {
    if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229)) event.stopImmediatePropagation();
  };
  for (const kind of ['keydown', 'keypress', 'keyup']) window.addEventListener(kind, keep, true);
}"""
"""Keeps an Enter that confirms a pinyin candidate from sending the question."""


@cache
def write_names(words: Words) -> str:
    """For an HTML part: what the library names in English whatever the page's language is, named in the page's."""
    named = json.dumps(words.room("named"), ensure_ascii=False)
    return f"const named = {named};\n" + NAME_PARTS


NAME_PARTS = """const room = element.closest('.tab-body');
const rename = () => room.querySelectorAll('[aria-label], [title]').forEach((part) => {
  for (const name of ['aria-label', 'title']) {
    const better = named[part.getAttribute(name)];
    if (better && better !== part.getAttribute(name)) part.setAttribute(name, better);
  }
});
new MutationObserver(rename).observe(room, { subtree: true, childList: true });
rename();
"""

SWITCH = """element.addEventListener('click', (event) => {
  const link = event.target.closest('[data-language]');
  if (!link) return;
  event.preventDefault();
  const asked = [...document.querySelectorAll('.asked-text')].map((part) => ['q', part.textContent]);
  location.search = new URLSearchParams([['lang', link.dataset.language], ...asked.slice(-8)]);
});"""
"""For the masthead: another language is another page, which asks the conversation's questions again."""

READ_ARRIVAL = """() => {
  const asked = new URLSearchParams(location.search).getAll('q').slice(0, 8);
  let past = [];
  try { past = JSON.parse(localStorage.getItem('wenbao-past')) || []; } catch { /* nothing is kept, or nothing may be */ }
  return [JSON.stringify({ asked, past })];
}"""
"""The questions that stand in the page's address, and the history that the browser keeps."""

SAVE_FILE = """(packed) => {
  if (!packed) return;
  const parcel = JSON.parse(packed);
  const bytes = Uint8Array.from(atob(parcel.data), (letter) => letter.charCodeAt(0));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type: parcel.kind }));
  link.download = parcel.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}"""
"""Hands a file that the server made to the browser's downloads."""
