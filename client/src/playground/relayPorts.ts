/** What a relay asks of the world around it: VS Code in the editor, plain objects in tests. */
import type { ArgumentsParams, ArgumentsResult } from '../../../protocol/arguments';
import type { ClientChoice } from '../../../protocol/clients';
import type { FunctionInfo } from '../../../protocol/functions';
import type { RunVariablesParams, VariableInfo } from '../../../protocol/keys';
import type { RequestPreviewParams } from '../../../protocol/request';
import type { Recording, SourceLocation } from '../../../protocol/run';
import type { RecordingInfo, ToView } from '../../../protocol/webview';
import type { CallingCodeResult, FunctionParams, NewTestParams, NewTestResult } from '../../../protocol/writing';
import type { RunServer } from './activeRun';
import type { CompareServer } from './relayCompare';
import type { RecordingShelf, RecordsEditor } from './relayRecords';
import type { RememberedArguments } from './rememberedArguments';
import type { RereadServer } from './rereading';
import type { OneField } from '../../../protocol/whatIf';
import type { InsightServer } from './insights';

export interface RelayPorts {
  readonly view: {
    post(message: ToView): void;
    /** A hidden view receives nothing. */
    isVisible(): boolean;
  };
  readonly server: RunServer &
    RereadServer &
    InsightServer &
    CompareServer & {
      /** Starts the server when it is not up. */
      functions(): Promise<readonly FunctionInfo[]>;
      /** Ways to run a function besides its own client. */
      clients(): Promise<readonly ClientChoice[]>;
      isReady(): boolean;
      /** The environment variables a run would read, without their values. */
      runVariables(params: RunVariablesParams): Promise<readonly VariableInfo[]>;
      arguments(params: ArgumentsParams): Promise<ArgumentsResult>;
      callingCode(params: FunctionParams): Promise<CallingCodeResult>;
      newTest(params: NewTestParams): Promise<NewTestResult>;
    };
  /** Variables set for the runs of a project, for as long as the window is open. */
  readonly overrides: {
    names(project: string): readonly string[];
    delete(project: string, name: string): void;
    /** Asks for the value, and for the name when it is null, with `known` to choose from. Whether one was set. */
    ask(project: string, name: string | null, known: readonly VariableInfo[]): Promise<boolean>;
  };
  /** What functions were given last; absent where nothing is remembered. */
  readonly remembered?: RememberedArguments;
  readonly recordings: RecordingShelf & {
    list(): Promise<readonly RecordingInfo[]>;
    /** The newest kept run. */
    latest(): Promise<Recording | undefined>;
    keep(recording: Recording): Promise<void>;
  };
  readonly editor: RecordsEditor & {
    /** Whether the person trusts the workspace; without trust nothing is sent anywhere. */
    isTrusted(): boolean;
    /** Whether the runs of a window are cancelled when it is closed. */
    closingCancels(): boolean;
    reveal(at: SourceLocation): void;
    /**
     * Takes an attribute that is written there out of its file; an edit like one of the person's own. With `only` the field gets
     * `@stream.done` in its place.
     */
    removeAttribute(at: SourceLocation, name: string, only?: OneField): Promise<void>;
    /** Asks which, and reads; undefined when the person changed their mind. */
    open(): Promise<Recording | undefined>;
    /** Shows what a run would send, or says why there is nothing to send. */
    showRequest(params: RequestPreviewParams): Promise<void>;
    /** The same as a command on the clipboard. */
    copyAsCurl(params: RequestPreviewParams): Promise<void>;
    /** Opens the page about an oddity of the runtime. */
    showQuirk(quirk: string): void;
    log(message: string): void;
    copy(text: string): Promise<void>;
    /** Lets the person choose one of several; undefined when they changed their mind. */
    pick(title: string, labels: readonly string[]): Promise<string | undefined>;
    /** Inserts text at a place, as an edit that can be undone, and shows it. */
    insert(
      place: { readonly uri: string; readonly line: number; readonly character: number },
      text: string,
    ): Promise<void>;
    /** Asks for a file of this kind (`image`, …), beginning beside `holder`; undefined when the person changed their mind. */
    browse(
      media: string,
      holder: string,
    ): Promise<{ readonly uri: string; /** In a folder of the workspace. */ readonly isInside: boolean } | undefined>;
    /** For a person who does not see the panel. */
    notice(severity: 'info' | 'error', message: string): void;
    /** The run on screen began or ended, or is another. */
    changed(): void;
  };
  newId(): string;
}
