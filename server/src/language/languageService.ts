/**
 * The language half of the product: text in, meaning out. Reading this file is reading what it can do.
 *
 * Synchronous; never throws on any text; speaks UTF-16 offsets, never lines; knows no editor protocol.
 */
import type { StreamedTypes } from './features/partialTypes/members';
import type { Json } from '../ir/json';
import type { Runnable } from '../ir/functions';
import type { Constraint, SourceRange } from '../ir/schema';
import type { Diagnostic, Span, TextEdit } from './diagnostic';
import type { Completions } from './features/completion/item';
import type { SignatureHelp } from './features/signatureHelp';
import type { SymbolId } from './semantics/occurrence';

export { createProject } from './project/project';
export type { SymbolId } from './semantics/occurrence';
export type { ParameterHelp, SignatureHelp } from './features/signatureHelp';
export type { Completion, CompletionKind, Completions } from './features/completion/item';

/** The files of one `baml_src`, as they are being edited. Cheap to change; nothing is computed until a snapshot is asked. */
export interface Project {
  /** Sets or replaces the text of a file. */
  setFile(uri: string, text: string): void;
  removeFile(uri: string): void;
  /**
   * Reads some of the files that were set since the last snapshot, which would otherwise read them all at once. False when
   * there are more, which is looked at after each file.
   */
  prepare(isTimeUp: () => boolean): boolean;
  /** Works out some of the diagnostics of a file, as `prepare` does; a large file takes long. */
  prepareDiagnostics(uri: string, isTimeUp: () => boolean): boolean;
  /** Whether a snapshot is there soon: little is waiting that was never read. */
  isQuick(): boolean;
  /** The state now. The same object until a file changes; unchanged files are not parsed again. */
  snapshot(): ProjectSnapshot;
  /**
   * While much is waiting to be read: a state with one file and what it seems to need, which is there soon. It may miss what a
   * file far away says, such as a second declaration; what it cannot know it does not report.
   */
  glimpse(uri: string): ProjectSnapshot;
  /** The files whose diagnostics may be others than when this was last called; all of them the first time. */
  takeAffected(): ReadonlySet<string>;
  /** Another project of the same files, which costs nothing to make. What is changed or found out in one is not seen in the other. */
  copy(): Project;
}

/** An immutable state of a project. Everything is computed once, on demand. */
export interface ProjectSnapshot {
  readonly uris: readonly string[];
  text(uri: string): string | undefined;
  diagnostics(uri: string): readonly Diagnostic[];
  /** All prompt functions, in order of file and position. */
  functions(): readonly FunctionSummary[];
  /** Those of a file. */
  functionsIn(uri: string): readonly FunctionSummary[];
  /**
   * What a run of the function needs, or the problems reachable from it that forbid a run. `client` is the name of another
   * client of the project that it is to be run with.
   */
  runnable(name: string, client?: string): RunnableResult;
  /** The clients of the project, in order of name. */
  clients(): readonly ClientSummary[];
  codeLenses(uri: string): readonly RunLens[];
  documentSymbols(uri: string): readonly DocumentSymbol[];
  /** What can be done at a span: fixes of the problems there and refactorings, of the kinds that are wanted. */
  codeActions(uri: string, span: Span, wanted: WantedActions): readonly CodeAction[];
  /** Where the name at an offset is declared; undefined when nothing is named there. */
  definition(uri: string, offset: number): Definitions | undefined;
  /** Where the types of the name at an offset are declared: those of a field, a parameter, a result, all of a union. */
  typeDefinition(uri: string, offset: number): Definitions | undefined;
  /** Every place of the project that names what is named at an offset, in order of files and positions. */
  references(uri: string, offset: number, includeDeclaration: boolean): readonly Place[];
  /** The places of the file that name what is named at an offset. */
  highlights(uri: string, offset: number): readonly Highlight[];
  /**
   * What can be written at an offset, whatever the text is; undefined where nothing is offered. `trigger` is the
   * character that asked, when nobody asked by hand.
   */
  completions(uri: string, offset: number, trigger?: string): Completions | undefined;
  /** Markdown about a declaration that is offered: how it is declared, and its documentation comment. */
  completionDocumentation(symbol: SymbolId): string | undefined;
  /** The call around an offset, whatever the text is; undefined outside of calls. */
  signatureHelp(uri: string, offset: number): SignatureHelp | undefined;
  /** Blocks and members whose name has the letters of the query, the best first; see `features/workspaceSymbols.ts`. */
  workspaceSymbols(query: string, isWanted: (uri: string) => boolean): readonly FoundSymbol[];
  /** What the names of the file are, in order, none over another: what colours need beyond a grammar. */
  semanticTokens(uri: string): readonly SemanticToken[];
  foldingRanges(uri: string): readonly FoldingRange[];
  /** Ever larger stretches around an offset, the smallest first. */
  selectionRanges(uri: string, offset: number): readonly Span[];
  documentLinks(uri: string): readonly DocumentLink[];
  /** The name at an offset, if it can be renamed. */
  prepareRename(uri: string, offset: number): RenameTarget;
  /** The edits that give what is named at an offset another name everywhere, or why it cannot have that name. */
  rename(uri: string, offset: number, newName: string): RenameResult;
  /** What is known about what stands at an offset; undefined where that is nothing. */
  hover(uri: string, offset: number): Hover | undefined;
  /** Notes beside the code in a range, about streaming that is not obvious there, in order of position. */
  inlayHints(uri: string, range: Span): readonly InlayHint[];
  /** What generated code declares for a class, an alias or the stream of a function while an answer arrives. */
  partialTypes(name: string): PartialTypes | undefined;
  /** The same for all classes that a function's answer is made of, member by member. */
  streamedTypes(name: string): StreamedTypes | undefined;
  /** What to change in a file, or in a range of it, to bring it into its layout. Blocks with syntax errors stay as they are. */
  format(uri: string, options: FormatOptions, range?: Span): readonly TextEdit[];
  /** The same for what a person completed with a `}` or a line break that ends at an offset. */
  formatOnType(uri: string, options: FormatOptions, offset: number, typed: string): readonly TextEdit[];
}

export interface FormatOptions {
  /** Blanks of one step of indentation. */
  readonly tabSize: number;
  /** Otherwise a step is a tab. */
  readonly insertSpaces: boolean;
}

export interface Hover {
  /** What it is about. */
  readonly span: Span;
  readonly parts: readonly HoverPart[];
}

/** Code, or text with Markdown in it. */
export type HoverPart =
  | { readonly kind: 'code'; readonly language: 'baml' | 'typescript' | 'python'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string };

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  /** Markdown. */
  readonly tooltip: string;
  /** What the note is about, to go to. */
  readonly target?: SourceRange;
}

/** One type in the languages of generated code. */
export interface PartialTypes {
  readonly typescript: string;
  readonly python: string;
}

export type RunnableResult =
  | { readonly ok: true; readonly runnable: Runnable }
  | { readonly ok: false; readonly problems: readonly { readonly uri: string; readonly diagnostic: Diagnostic }[] };

/** A client as a person picks it. */
export interface ClientSummary {
  readonly name: string;
  readonly provider: string;
}

export interface FunctionSummary {
  readonly name: string;
  readonly source: SourceRange;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly returns: string;
  readonly client: string;
  readonly tests: readonly TestSummary[];
  /** The return type as rows with what streaming will do in each; see `features/outline.ts`. */
  readonly outline: readonly OutlineRow[];
}

export interface TestSummary {
  readonly name: string;
  readonly source: SourceRange;
  readonly args: Readonly<Record<string, Json>>;
  /** `@@check` and `@@assert` of the test, in order. */
  readonly constraints: readonly Constraint[];
}

export interface OutlineRow {
  readonly depth: number;
  readonly name: string;
  readonly type: string;
  readonly attributes: readonly string[];
  readonly promise: string;
  readonly source?: SourceRange;
}

/** A place above which *Run* is offered. */
export interface RunLens {
  readonly span: Span;
  readonly function: string;
  readonly test?: string;
}

export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind:
    | 'class'
    | 'enum'
    | 'alias'
    | 'function'
    | 'client'
    | 'test'
    | 'template'
    | 'generator'
    | 'retry'
    | 'field'
    | 'value';
  readonly span: Span;
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

export type CodeActionKind =
  /** Puts a problem right, or all problems of its kind in the file. */
  | 'fix'
  /** Every fix of the file that leaves no doubt. */
  | 'fix-all'
  /** A refactoring that says something in another way. */
  | 'rewrite'
  /** A refactoring that gives a part a name of its own. */
  | 'extract';

export interface WantedActions {
  kind(kind: CodeActionKind): boolean;
  /** Whether problems with this code are shown; without it, all are. */
  code?(code: string): boolean;
}

export interface CodeAction {
  /** An imperative, as in a menu. */
  readonly title: string;
  readonly kind: CodeActionKind;
  /** Of one file or several; they do not overlap. */
  readonly edits: readonly TextEdit[];
  /** The problems it puts right. */
  readonly diagnostics: readonly Diagnostic[];
  readonly preferred: boolean;
}

/** A stretch of a file of the project. */
export interface Place {
  readonly uri: string;
  readonly span: Span;
}

export interface Definitions {
  /** The name that was asked about. */
  readonly origin: Span;
  /** At least one. The span is the whole declaration, the selection its name. */
  readonly targets: readonly (Place & { readonly selection: Span })[];
}

export interface Highlight {
  readonly span: Span;
  readonly kind: 'read' | 'write';
}

export type RenameTarget = { readonly ok: true; readonly span: Span; readonly placeholder: string } | RenameRefusal;

export type RenameResult = { readonly ok: true; readonly edits: readonly TextEdit[] } | RenameRefusal;

export interface RenameRefusal {
  readonly ok: false;
  /** For the person: what is in the way, and what to do. */
  readonly message: string;
}

export interface FoundSymbol {
  readonly name: string;
  readonly kind: DocumentSymbol['kind'];
  readonly uri: string;
  readonly span: Span;
  /** The class or enum of a member. */
  readonly container?: string;
  /** Smaller is better; comparable between projects. */
  readonly rank: number;
}

export type SemanticTokenType =
  | 'class'
  | 'enum'
  | 'type'
  | 'enumMember'
  | 'function'
  | 'method'
  | 'parameter'
  | 'property'
  | 'variable'
  | 'decorator';

export interface SemanticToken {
  readonly span: Span;
  readonly type: SemanticTokenType;
  readonly declaration: boolean;
  /** The language brings it, as `ctx` or a filter. */
  readonly library: boolean;
}

export interface FoldingRange {
  /** What disappears: from behind the opening brace or tag to before the closing one. */
  readonly span: Span;
  readonly kind: 'block' | 'comment';
}

export interface DocumentLink {
  readonly span: Span;
  readonly target:
    | { readonly kind: 'address'; readonly address: string }
    /** As written: absolute, or relative to the folder of the file. It may not exist. */
    | { readonly kind: 'file'; readonly path: string };
}
