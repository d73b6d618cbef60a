// The library's server ends its stream of messages once nothing is awaited; the browser opens another with the next event.
// An event sent while that farewell is still on its way finds the stream open, and is then never heard of. So a farewell
// that comes while an event is awaited is kept from the library, and the same stream is opened again in its place.
(() => {
  const reach = window.fetch.bind(window);
  const awaited = new Set(), ended = new Set();
  const leadsTo = (asked, end) => new URL(asked.url || asked, location.href).pathname.endsWith(end);

  const join = async (...asked) => {
    const answer = await reach(...asked);
    if (!answer.ok) return answer;
    const { event_id: event } = await answer.clone().json();
    if (!ended.delete(event)) awaited.add(event);
    return answer;
  };

  // True for the farewell that must not be passed on.
  const note = (message) => {
    if (!message.startsWith('data:')) return false;
    const { msg: kind, event_id: event } = JSON.parse(message.slice(5));
    if (kind === 'process_completed' && !awaited.delete(event)) ended.add(event);
    return kind === 'close_stream' && awaited.size > 0;
  };

  const read = (answer) => answer.body.pipeThrough(new TextDecoderStream()).getReader();

  const listen = async (asked) => {
    const answer = await reach(asked.clone());
    if (!answer.ok) return answer;
    let reader = read(answer), rest = '';
    const pull = async (out) => {
      for (let passed = false; !passed;) {
        const { done, value } = await reader.read();
        if (done) return out.close();
        const messages = (rest + value).split('\n\n');
        rest = messages.pop();
        for (const message of messages) {
          if (note(message)) [reader, rest] = [read(await reach(asked.clone())), ''];
          else {
            out.enqueue(`${message}\n\n`);
            passed = true;
          }
        }
      }
      return undefined;
    };
    const body = new ReadableStream({ pull, cancel: (reason) => reader.cancel(reason) });
    return new Response(body.pipeThrough(new TextEncoderStream()), answer);
  };

  window.fetch = (...asked) => {
    if (leadsTo(asked[0], '/queue/join')) return join(...asked);
    if (leadsTo(asked[0], '/queue/data') && asked[0] instanceof Request) return listen(asked[0]);
    return reach(...asked);
  };
})();
