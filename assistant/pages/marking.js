// Finds the place of a cell, figure or finding in the source shown beside it, and marks it. Buttons that have data-act go to the server.
const send = (target) => trigger('click', { act: target.dataset.act, id: target.dataset.id || '' });
const clear = (view) => {
  view.querySelectorAll('.marked').forEach((part) => part.classList.remove('marked'));
  view.querySelectorAll('.leaf .frame').forEach((frame) => { frame.hidden = true; });
  view.querySelectorAll('mark.span').forEach((mark) => { const parent = mark.parentNode; mark.replaceWith(mark.textContent); parent.normalize(); });
};
const squeeze = (text) => text.replace(/\s+/g, '');
const frameLeaf = (leaf, box) => {
  const { width, height, left, top } = leaf.dataset, frame = leaf.querySelector('.frame');
  const across = (x) => `${100 * x / width}%`, down = (y) => `${100 * y / height}%`;
  Object.assign(frame.style, { left: across(box[0] - left), top: down(box[1] - top), width: across(box[2] - box[0]), height: down(box[3] - box[1]) });
  frame.hidden = false;
  return frame;
};
const markSpan = (line, span) => {
  const text = line.querySelector('.text'), start = span[0] - Number(line.dataset.start), end = span[1] - Number(line.dataset.start);
  const node = text.firstChild;
  if (!node || node.nodeType !== 3 || start < 0 || start >= node.length || end <= start) return text;
  const range = document.createRange(), mark = document.createElement('mark');
  range.setStart(node, start); range.setEnd(node, Math.min(end, node.length));
  mark.className = 'span'; range.surroundContents(mark);
  return mark;
};
const findPlace = (view, place) => {
  if (place.page) {
    const leaf = view.querySelector(`.leaf[data-page="${place.page}"]`);
    if (leaf) return place.box ? frameLeaf(leaf, place.box) : leaf;
  }
  if (place.line) {
    const line = view.querySelector(`.line[data-line="${place.line}"]`);
    if (line) { line.classList.add('marked'); return place.span ? markSpan(line, place.span) : line; }
  }
  if (place.table) {
    const field = view.querySelector(`[data-field="${place.table}-${place.row}-${place.column}"]`);
    if (field) { field.classList.add('marked'); return field; }
  }
  const quote = squeeze(place.quote || '').slice(0, 24);
  if (!quote) return null;
  const found = [...view.querySelectorAll('.para, .line, td, .paper p')].find((part) => squeeze(part.textContent).includes(quote));
  if (found) found.classList.add('marked');
  return found || null;
};
const show = (button) => {
  const view = element.querySelector('.source-side');
  if (!view) return;
  clear(view);
  element.querySelectorAll('.chosen').forEach((part) => part.classList.remove('chosen'));
  button.classList.add('chosen');
  const target = findPlace(view, JSON.parse(button.dataset.place));
  if (!target) return;
  const outer = view.getBoundingClientRect(), inner = target.getBoundingClientRect();
  view.scrollTo({ top: view.scrollTop + inner.top - outer.top - view.clientHeight / 2 + inner.height / 2, left: view.scrollLeft + inner.left - outer.left - view.clientWidth / 2 });
  const far = view.getBoundingClientRect();
  if (far.bottom < 60 || far.top > window.innerHeight - 60) view.scrollIntoView({ block: 'start' });
};
const center = () => {
  element.querySelectorAll('.matrix-frame').forEach((frame) => { frame.scrollLeft = frame.scrollWidth; });
  element.querySelectorAll('.original-lines, .original-table').forEach((frame) => {
  const marked = frame.querySelector('.marked');
  if (!marked) return;
  const outer = frame.getBoundingClientRect(), inner = marked.getBoundingClientRect();
  frame.scrollTop += inner.top - outer.top - frame.clientHeight / 2 + inner.height / 2;
  frame.scrollLeft += inner.left - outer.left - frame.clientWidth / 2 + inner.width / 2;
  });
};
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-act], [data-place]');
  if (!button || !element.contains(button)) return;
  if (!button.dataset.act) { show(button); return; }
  if (button.classList.contains('case')) {
    element.querySelectorAll('.case.chosen').forEach((part) => part.classList.remove('chosen'));
    button.classList.add('chosen');
  }
  send(button);
});
watch('value', center);
