// The floor: a server that keeps the protocol and does no work at all. Every text is answered with no diagnostics.
let waiting = Buffer.alloc(0);

function send(message) {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function answer({ id, method, params }) {
  if (method === 'initialize') send({ id, result: { capabilities: { textDocumentSync: 2 } } });
  else if (method === 'textDocument/didOpen' || method === 'textDocument/didChange') {
    const { uri, version } = params.textDocument;
    send({ method: 'textDocument/publishDiagnostics', params: { uri, version, diagnostics: [] } });
  } else if (method === 'exit') process.exit(0);
  else if (id !== undefined) send({ id, result: null });
}

process.stdin.on('data', (chunk) => {
  waiting = waiting.length ? Buffer.concat([waiting, chunk]) : chunk;
  for (;;) {
    const header = waiting.indexOf('\r\n\r\n');
    if (header < 0) return;
    const end = header + 4 + Number(/content-length:\s*(\d+)/i.exec(waiting.toString('latin1', 0, header))[1]);
    if (waiting.length < end) return;
    const body = waiting.toString('utf8', header + 4, end);
    waiting = waiting.subarray(end);
    answer(JSON.parse(body));
  }
});
