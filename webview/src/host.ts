/** The only place that touches the webview API. */
import type { FromView, ToView } from '../../protocol/webview';

interface WebviewApi {
  postMessage(message: FromView): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): WebviewApi;

export interface Host {
  send(message: FromView): void;
  /** What `keep` was given before the page was destroyed. */
  kept(): unknown;
  keep(state: unknown): void;
}

/** Connects to the editor; `receive` is given every message that looks like one. */
export function connect(receive: (message: ToView) => void): Host {
  const api = acquireVsCodeApi();
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const { data } = event;
    if (typeof data === 'object' && data !== null && typeof (data as { type?: unknown }).type === 'string') {
      receive(data as ToView);
    }
  });
  return {
    send: (message) => api.postMessage(message),
    kept: () => api.getState(),
    keep: (state) => api.setState(state),
  };
}
