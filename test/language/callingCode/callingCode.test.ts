import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import ts from 'typescript';
import { callingCode } from '../../../server/src/language/callingCode/index';
import { snakeCase } from '../../../server/src/language/callingCode/call';
import { runnableOf } from '../../support/prompts';

const SOURCE = `enum Kind {
  A
  B
}
class Order {
  id string
}
function F(text: string, order: Order, n: int?, kinds: Kind[], by: map<string, Order>, pic: image, either: int | "all" | bool[]) -> string {
  client "openai/gpt-5"
  prompt #"{{ text }}"#
}
`;
const codes = new Map(callingCode(runnableOf(SOURCE).function).map(({ language, code }) => [language, code]));
const none = callingCode({ name: 'Say', parameters: [] });

/** What the official generator and runtime declare for such a function: enough of it to judge a call by. */
const FILES: Readonly<Record<string, string>> = {
  '/node_modules/@boundaryml/baml/index.d.ts': `export declare class Image { private brand: string }
export declare class BamlAbortError extends Error {}
`,
  '/baml_client/types.ts': `export enum Kind { A = 'A', B = 'B' }
export interface Order { id: string }
`,
  '/baml_client/index.ts': `import type { Image } from '@boundaryml/baml';
import type * as types from './types';
interface BamlStream<P, F> extends AsyncIterable<P> { getFinalResponse(): Promise<F> }
interface Options { signal?: AbortSignal }
export declare const b: { stream: {
  F(text: string, order: types.Order, n: number | null | undefined, kinds: types.Kind[], by: Record<string, types.Order>,
    pic: Image, either: number | "all" | boolean[], options?: Options): BamlStream<string, string>;
  Say(options?: Options): BamlStream<string, string>;
} };
`,
};

describe('calling code', () => {
  it('is offered in every language, and calls, streams and cancels this function with its parameters', () => {
    const wanted: Readonly<Record<string, readonly RegExp[]>> = {
      TypeScript: [/b\.stream\.F\(text, order, n, kinds, by, pic, either, \{ signal \}\)/, /controller\.abort\(\)/],
      'Python (async)': [/from baml_client\.async_client import b/, /async for partial in stream/, /abort_controller/],
      'Python (sync)': [
        /from baml_client\.sync_client import b/,
        /\n {4}for partial in stream/,
        /controller\.abort\(\)/,
      ],
      Go: [/baml_client\.Stream\.F\(ctx, text, order, n, kinds, by, pic, either\)/, /context\.WithCancel/],
      Ruby: [/stream\.F\(text: text, order: order, .*either: either\)/, /break/],
      Rust: [
        /\.with_cancellation_token\(Some\(token\.clone\(\)\)\)/,
        /\.stream\(text, &order, n, kinds, by, &pic, either\)/,
      ],
      'Elixir (ash_baml)': [/import_functions \[:F\]/, /:f_stream, %\{text: text, .*\}/, /Task\.shutdown/],
    };
    assert.deepEqual([...codes.keys()], Object.keys(wanted));
    for (const [language, patterns] of Object.entries(wanted)) {
      for (const pattern of patterns) assert.match(codes.get(language)!, pattern, language);
    }
    assert.equal(snakeCase('ExtractHTMLReceipt2Go'), 'extract_html_receipt2_go');
  });

  it('is TypeScript that the compiler takes', () => {
    for (const code of [codes.get('TypeScript')!, none[0]!.code]) assert.deepEqual(complaints(code), []);
    assert.notDeepEqual(complaints(codes.get('TypeScript')!.replace('text, order', 'order, text')), []);
  });

  it('is Python that the interpreter can read', function () {
    const python = spawnSync('python3', ['--version']);
    if (python.status !== 0) this.skip();
    for (const language of ['Python (async)', 'Python (sync)']) {
      for (const code of [codes.get(language)!, none.find((one) => one.language === language)!.code]) {
        const read = spawnSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: code });
        assert.equal(read.status, 0, `${code}\n${String(read.stderr)}`);
      }
    }
  });
});

/** What the TypeScript compiler says about code beside the generated client. */
function complaints(code: string): readonly string[] {
  const files: Readonly<Record<string, string>> = { ...FILES, '/a.ts': code };
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.getCurrentDirectory = () => '/';
  host.directoryExists = () => true;
  host.getSourceFile = (name, version) =>
    name in files ? ts.createSourceFile(name, files[name]!, version) : getSourceFile.call(host, name, version);
  host.fileExists = (name) => name in files || fileExists.call(host, name);
  const program = ts.createProgram(['/a.ts'], options, host);
  const found = ['/a.ts'].flatMap((name) => {
    const file = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  });
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
