// What a press of a button in the page's own HTML does. Everything that needs the server is handed on as an event by its
// name: 'cite' 'sources' 'choose' 'again' 'vote' 'fetch' 'open' 'forget' 'pick' 'restart' 'send'. Texts come from the page and go nowhere but
// the clipboard. What is said here stands in words, which is written before this.
let pressed = null;

const say = (button, text) => {
  const label = button.querySelector('span') || button;
  const before = button.dataset.label || label.textContent;
  button.dataset.label = before;
  label.textContent = text;
  setTimeout(() => { label.textContent = before; }, 1600);
};

const copy = async (text, button) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without HTTPS there is no clipboard; the old way still works there.
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'sr-only';
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  say(button, words['ask.copied']);
};

const readAnswer = (turn) => {
  const shown = turn.querySelector('.answer-body').cloneNode(true);
  shown.querySelectorAll('sup, .mark, .options, .badge').forEach((part) => part.remove());
  shown.querySelectorAll('tr').forEach((row) => row.replaceWith([...row.children].map((cell) => cell.textContent.trim()).join('\t') + '\n'));
  shown.querySelectorAll('p, li').forEach((part) => part.append('\n'));
  return turn.querySelector('.asked-text').textContent + '\n\n' + shown.textContent.replace(/\n{3,}/g, '\n\n').trim() + '\n';
};

const makeLink = (turn) => {
  const asked = [...element.querySelectorAll('.asked-text')].map((part) => part.textContent);
  const query = new URLSearchParams(asked.slice(0, Number(turn.dataset.turn) + 1).slice(-8).map((text) => ['q', text]));
  return location.origin + location.pathname + '?' + query;
};

const centre = () => {
  const frame = element.querySelector('.page-frame, .original-table, .original-lines');
  const mark = frame && frame.querySelector('.page-mark, mark');
  if (!mark) return;
  const [box, hole] = [mark.getBoundingClientRect(), frame.getBoundingClientRect()];
  // More is seen above than below, and nothing is passed over at the left that need not be: the names stand there.
  const left = box.left - hole.left + frame.scrollLeft;
  frame.scrollTop += box.top - hole.top - (hole.height - box.height) * 0.65;
  frame.scrollLeft = Math.min(left - 12, left + box.width - hole.width + 12);
};

const keep = () => {
  const room = element.querySelector('[data-kept]');
  if (!room) return;
  try { localStorage.setItem('wenbao-past', room.dataset.kept); } catch { /* the browser keeps nothing: then nothing is kept */ }
};

const settle = () => {
  keep();
  requestAnimationFrame(centre);
  if (pressed) {
    const same = Object.entries(pressed).map(([name, value]) => `[data-${name}="${CSS.escape(value)}"]`).join('');
    const again = element.querySelector(same) || element.querySelector('.panel');
    if (again) again.focus({ preventScroll: true });
    pressed = null;
  }
};

element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-event]');
  if (!button || button.disabled) return;
  const { event: name, ...details } = button.dataset;
  const turn = button.closest('.turn');
  if (name === 'copy') return void copy(readAnswer(turn), button);
  if (name === 'share') return void copy(makeLink(turn), button);
  if (name === 'copy-reference') return void copy(element.querySelector('.reference-text').textContent, button);
  if (name === 'zoom') {
    const near = button.closest('.page').classList.toggle('near');
    button.textContent = words[near ? 'source.whole' : 'source.near'];
    return void centre();
  }
  if (name === 'fetch') say(button, words['ask.preparing']);
  // Only a press that renews its own room loses the focus.
  pressed = name === 'vote' || button.closest('.panel') ? { event: name, ...details } : null;
  if (name === 'cite') {
    document.querySelectorAll('.cited.open, .mark.open').forEach((part) => part.classList.remove('open'));
    if (turn) button.classList.add('open');
  }
  trigger(name, details);
});

watch('value', settle);
