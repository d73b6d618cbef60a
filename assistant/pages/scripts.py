"""The page's own scripts: fixed texts, into which nothing from outside is ever written."""

from importlib.resources import files

PRESS = files("assistant.pages").joinpath("chat.js").read_text(encoding="utf-8")
"""For an HTML part: its buttons become events."""

SHOW_NEWEST = """() => {
  const turns = document.querySelectorAll('.turn'), frame = document.querySelector('.block.transcript-frame');
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

NAME_LANGUAGE = "() => { document.documentElement.lang = 'zh-CN'; }"
"""Says what language the page is in, which the library takes from the reader's browser."""

READ_ADDRESS = "(_, past) => [new URLSearchParams(location.search).getAll('q').slice(0, 8), past]"
"""The questions that stand in the page's address."""

SAVE_FILE = """(parcel) => {
  if (!parcel || !parcel.data) return;
  const bytes = Uint8Array.from(atob(parcel.data), (letter) => letter.charCodeAt(0));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type: parcel.kind }));
  link.download = parcel.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}"""
"""Hands a file that the server made to the browser's downloads."""
