import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';

export interface WorkbenchWindow {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Addresses outside this machine that the window asked for. */
  readonly outside: ReadonlySet<string>;
  command(title: string): Promise<void>;
  panel(): FrameLocator;
  openFile(name: string): Promise<void>;
}

export interface Workbench {
  readonly browser: Browser;
  /** Where this VS Code keeps what it keeps: logs, settings, storage of extensions. */
  readonly dataFolder: string;
  open(options: { folder: string; file?: string; width?: number; height?: number }): Promise<WorkbenchWindow>;
  close(): Promise<void>;
}

export function startWorkbench(options: {
  root: string;
  /** A packaged extension to install, instead of the one under development in `root`. */
  vsix?: string;
  /** The workspace is not trusted. */
  restricted?: boolean;
  /** The extension runs in a worker of the browser, as in VS Code for the Web. */
  web?: boolean;
  /** Folders of other extensions, which are there as if they had been installed. */
  beside?: readonly string[];
  settings?: Record<string, unknown>;
  env?: Record<string, string>;
  logFile?: string;
}): Promise<Workbench>;
