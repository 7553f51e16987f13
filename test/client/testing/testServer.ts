/** The language server behind a connection, as the Test Explorer sees it. */
import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { TestServer } from '../../../client/src/testing/runTest';
import { JudgeTestRequest, RunProgress, RunRequest } from '../../../protocol/lsp';
import type { TestClient } from '../../support/connection';

export function testServer({ connection }: TestClient): TestServer {
  return {
    async run(params, onEvents, signal) {
      const progress = connection.onProgress(RunProgress, params.run, onEvents);
      const source = new CancellationTokenSource();
      signal.addEventListener('abort', () => source.cancel());
      try {
        return await connection.sendRequest(RunRequest, { ...params, partialResultToken: params.run }, source.token);
      } finally {
        progress.dispose();
      }
    },
    judgeTest: (params) => connection.sendRequest(JudgeTestRequest, params),
  };
}
