/**
 * What a file declares, by the keys under which other files may look for it, and what they can see there. As long as that
 * stays the same, an edit changes nothing that was found out about other files.
 */
import { marksOf, type Mark } from '../semantics/marks';
import type { Located } from '../semantics/symbols';
import { testedFunctions } from '../semantics/tests';
import type { Attribute, Declaration, Property } from '../syntax/ast';
import type { SourceFile } from './sourceFile';

/**
 * What can be looked at. A plain name stands for the declarations of the shared namespace; all other keys begin with a
 * character that no name has.
 */
export const keys = {
  testsOf: (functionName: string, testName?: string) =>
    `#test ${functionName}${testName === undefined ? '' : ` ${testName}`}`,
  generator: (name: string) => `#generator ${name}`,
  built: (name: string) => `#built ${name}`,
  marked: (mark: Mark) => `#marked ${mark}`,
  /** Whether a name is declared, and as what. */
  kindOf: (name: string) => `?${name}`,
  /** Whether a word stands in a file. */
  word: (word: string) => `~${word}`,
  /** Anything at all about a file, offsets included. */
  file: (uri: string) => `@${uri}`,
  allTests: '*tests',
  allGenerators: '*generators',
  /** Which names are declared, and in which order. */
  allNames: '*names',
  /** Every declaration of the shared namespace. */
  allDeclarations: '*declarations',
  allFiles: '*files',
} as const;

const known = new WeakMap<SourceFile, ReadonlyMap<string, readonly Located<Declaration>[]>>();

/** The declarations of a file by key, in order of position. */
export function declaredIn(file: SourceFile): ReadonlyMap<string, readonly Located<Declaration>[]> {
  let found = known.get(file);
  if (!found) known.set(file, (found = collect(file)));
  return found;
}

function collect(file: SourceFile): ReadonlyMap<string, readonly Located<Declaration>[]> {
  const found = new Map<string, Located<Declaration>[]>();
  const add = (key: string, located: Located<Declaration>) => {
    const same = found.get(key);
    if (same) same.push(located);
    else found.set(key, [located]);
  };
  for (const decl of file.ast.declarations) {
    const located = { file, decl };
    switch (decl.kind) {
      case 'let':
        break;
      case 'generator':
        add(keys.allGenerators, located);
        if (decl.name) add(keys.generator(decl.name.text), located);
        break;
      case 'test':
        add(keys.allTests, located);
        for (const { value } of testedFunctions(decl)) {
          add(keys.testsOf(value), located);
          if (decl.name) add(keys.testsOf(value, decl.name.text), located);
        }
        for (const builder of decl.typeBuilders) {
          for (const inner of builder.declarations) {
            if (inner.name) add(keys.built(inner.name.text), { file, decl: inner });
          }
        }
        break;
      default:
        if (decl.name) add(decl.name.text, located);
        for (const mark of marksOf(decl)) add(keys.marked(mark), located);
    }
  }
  return found;
}

/** Whether a key stands for declarations of the shared namespace. */
export function isName(key: string): boolean {
  return !/^[#*~@?]/.test(key);
}

/**
 * The keys under which other files see something else after a file was replaced. Either side may be missing. Words are
 * not among them.
 */
export function changedKeys(before: SourceFile | undefined, after: SourceFile | undefined): Set<string> {
  const uri = (before ?? after)?.uri;
  const changed = new Set<string>(uri === undefined ? [] : [keys.file(uri)]);
  const was = before ? declaredIn(before) : NONE;
  const is = after ? declaredIn(after) : NONE;
  const compare = (key: string) => {
    const [old, now] = [was.get(key), is.get(key)];
    if (old && now && sameShapes(old, now)) return;
    changed.add(key);
    if (!isName(key)) return;
    if (!old || !now || !sameKinds(old, now)) changed.add(keys.kindOf(key));
    changed.add(keys.allDeclarations);
  };
  for (const key of was.keys()) compare(key);
  for (const key of is.keys()) if (!was.has(key)) compare(key);
  if (!sameNames(was.keys(), is.keys())) changed.add(keys.allNames).add(keys.allDeclarations);
  if (!before || !after) changed.add(keys.allFiles);
  return changed;
}

const NONE: ReadonlyMap<string, readonly Located<Declaration>[]> = new Map();

/** Whether two files declare the same names in the same order. */
function sameNames(a: Iterable<string>, b: Iterable<string>): boolean {
  const [one, other] = [[...a].filter(isName), [...b].filter(isName)];
  return one.length === other.length && one.every((name, i) => name === other[i]);
}

function sameKinds(a: readonly Located<Declaration>[], b: readonly Located<Declaration>[]): boolean {
  return a.length === b.length && a.every(({ decl }, i) => decl.kind === b[i]!.decl.kind);
}

function sameShapes(a: readonly Located<Declaration>[], b: readonly Located<Declaration>[]): boolean {
  return a.length === b.length && a.every((one, i) => one.decl === b[i]!.decl || shapeOf(one) === shapeOf(b[i]!));
}

/** What other files can see of a declaration, as text: all of it but prompts and the arguments of tests. */
function shapeOf({ file: { text }, decl }: Located<Declaration>): string {
  const source = (span: { readonly start: number; readonly end: number } | undefined) =>
    span ? text.slice(span.start, span.end) : '';
  const attributes = (all: readonly Attribute[]) => all.map(({ span }) => source(span)).join(' ');
  switch (decl.kind) {
    case 'function': {
      const parameters = decl.parameters.map((parameter) =>
        [parameter.name.text, source(parameter.type?.span), attributes(parameter.attributes)].join(' '),
      );
      return [
        `function ${decl.name?.text}(${parameters.join(', ')}${decl.parametersUnread ? ', …' : ''}) -> ${source(decl.returns?.span)}`,
        attributes(decl.returnAttributes),
        attributes(decl.attributes),
        decl.expression
          ? 'expression'
          : visible(decl.properties, 'prompt')
              .map(({ span }) => source(span))
              .join('\n'),
      ].join('\n');
    }
    case 'test': {
      const builders = decl.typeBuilders.map(({ span }) => source(span));
      const properties = visible(decl.properties, 'args').map(({ span }) => source(span));
      return [`test ${decl.name?.text}`, ...properties, ...builders].join('\n');
    }
    default:
      return source(decl.span);
  }
}

function visible(properties: readonly Property[], hidden: string): Property[] {
  return properties.filter(({ name }) => name.text !== hidden);
}
