/** The view as a relay speaks to it: only while it is there to hear, and what a person must know another way when it is not. */
import type { ToView } from '../../../protocol/webview';
import type { RelayPorts } from './relayPorts';

export class RelayView {
  /** It has said `ready`. */
  isReady = false;
  isDisposed = false;
  private wasVisible: boolean;

  constructor(private readonly ports: Pick<RelayPorts, 'view' | 'editor'>) {
    this.wasVisible = ports.view.isVisible();
  }

  /** Whether it was hidden when this was asked last, and is visible now. */
  hasAppeared(): boolean {
    const { wasVisible } = this;
    this.wasVisible = this.ports.view.isVisible();
    return this.wasVisible && !wasVisible;
  }

  canPost(): boolean {
    return this.isReady && !this.isDisposed && this.ports.view.isVisible();
  }

  post(message: ToView): void {
    if (this.canPost()) this.ports.view.post(message);
  }

  notify(severity: 'info' | 'error', message: string): void {
    if (this.canPost()) this.post({ type: 'notice', severity, message });
    else this.ports.editor.notice(severity, message);
  }

  /** An error is shown in the panel and logged; it ends nothing else. */
  async reported(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.ports.editor.log(message);
      this.notify('error', message);
    }
  }
}
