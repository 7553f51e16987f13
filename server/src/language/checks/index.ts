/** The checks, in the order in which their findings are listed at one place. Nothing else. */
import { movedDiagnostic, type Diagnostic, type Span } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import { isInBlocks, versionOne as lookForVersionOne } from '../semantics/versionOne';
import type { Symbols } from '../semantics/symbols';
import type { Check } from './check';
import { emptyEnums } from './emptyEnums';
import { unusedParameters } from './unusedParameters';
import { unusedDeclarations } from './unusedDeclarations';
import { envReferences } from './envReferences';
import { emptyAliases } from './emptyAliases';
import { duplicateCheckLabels } from './duplicateCheckLabels';
import { duplicateUnionMembers } from './duplicateUnionMembers';
import { duplicateKeys } from './duplicateKeys';
import { attributeArguments } from './attributeArguments';
import { checkedParameters } from './checkedParameters';
import { clientCycles } from './clientCycles';
import { clientOptions } from './clientOptions';
import { clientOptionValues } from './clientOptionValues';
import { clientProperties } from './clientProperties';
import { constraintSyntax } from './constraintSyntax';
import { duplicateAliases } from './duplicateAliases';
import { duplicateNames } from './duplicateNames';
import { enumStringComparison } from './enumStringComparison';
import { filterArguments } from './filterArguments';
import { filterInput } from './filterInput';
import { expressionNames } from './expressionNames';
import { functionProperties } from './functionProperties';
import { generatorProperties } from './generatorProperties';
import { invalidNames } from './invalidNames';
import { mapKeys } from './mapKeys';
import { missingOutputFormat } from './missingOutputFormat';
import { notCallable } from './notCallable';
import { nullableProperties } from './nullableProperties';
import { outputFormatArguments } from './outputFormatArguments';
import { misspeltOptions } from './misspeltOptions';
import { outputTypes } from './outputTypes';
import { promptSyntax } from './promptSyntax';
import { retryProperties } from './retryProperties';
import { retryUnsupported } from './retryUnsupported';
import { roleArguments } from './roleArguments';
import { skippedFields } from './skippedFields';
import { STREAM_CHECKS } from './stream/index';
import { syntax } from './syntax';
import { templateArguments } from './templateArguments';
import { testArguments } from './testArguments';
import { testProperties } from './testProperties';
import { typeBuilders } from './typeBuilders';
import { typeCycles } from './typeCycles';
import { uncalledTemplates } from './uncalledTemplates';
import { unknownAttributes } from './unknownAttributes';
import { unknownClients } from './unknownClients';
import { unknownFilters } from './unknownFilters';
import { unknownFunctions } from './unknownFunctions';
import { unknownJinjaTests } from './unknownJinjaTests';
import { unknownProperties } from './unknownProperties';
import { unknownRetryPolicies } from './unknownRetryPolicies';
import { unknownRoles } from './unknownRoles';
import { unknownTypes } from './unknownTypes';
import { unknownVariables } from './unknownVariables';
import { versionOne } from './versionOne';

const CHECKS: readonly Check[] = [
  syntax,
  invalidNames,
  duplicateNames,
  unknownTypes,
  unknownClients,
  unknownRetryPolicies,
  unknownFunctions,
  functionProperties,
  expressionNames,
  promptSyntax,
  unknownVariables,
  unknownProperties,
  nullableProperties,
  unknownFilters,
  unknownJinjaTests,
  filterInput,
  filterArguments,
  notCallable,
  templateArguments,
  outputFormatArguments,
  roleArguments,
  unknownRoles,
  uncalledTemplates,
  enumStringComparison,
  unknownAttributes,
  attributeArguments,
  constraintSyntax,
  clientProperties,
  retryProperties,
  retryUnsupported,
  testProperties,
  testArguments,
  generatorProperties,
  mapKeys,
  typeCycles,
  clientCycles,
  skippedFields,
  checkedParameters,
  typeBuilders,
  ...STREAM_CHECKS,
  clientOptions,
  clientOptionValues,
  misspeltOptions,
  outputTypes,
  missingOutputFormat,
  duplicateAliases,
  duplicateKeys,
  duplicateUnionMembers,
  duplicateCheckLabels,
  emptyAliases,
  envReferences,
  unusedDeclarations,
  unusedParameters,
  emptyEnums,
  versionOne,
];

/** Checks that compare the declarations of a file, or look at its text as a whole. The others see one declaration at a time. */
const WHOLE: ReadonlySet<Check> = new Set([syntax, invalidNames, expressionNames, unusedDeclarations, versionOne]);

/** What is said also where something cannot be read. */
const SAID_ANYWAY: ReadonlySet<Check> = new Set([syntax, versionOne]);

interface Ranked {
  readonly rank: number;
  readonly check: Check;
}

const RANKED: readonly Ranked[] = CHECKS.map((check, rank) => ({ rank, check }));
const OF_FILES = RANKED.filter(({ check }) => WHOLE.has(check));
const OF_BLOCKS = RANKED.filter(({ check }) => !WHOLE.has(check));

/** No check counts its findings to fewer than this, and then says less. */
const FEW = 50;

/** A finding and the place of its check in the list. */
interface Found {
  readonly rank: number;
  readonly diagnostic: Diagnostic;
}

/**
 * Everything there is to say about a file, in order of position. Asked through `symbols.remember`, which says it again without
 * looking while nothing has changed that was looked at.
 */
export function diagnose(file: SourceFile, symbols: Symbols): readonly Diagnostic[] {
  const steps = diagnosing(file, symbols);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same in steps, one for each check or, in a file that is being edited, for each block. */
export function* diagnosing(file: SourceFile, symbols: Symbols): Generator<void, readonly Diagnostic[]> {
  const found = (yield* inBlocks(file, symbols)) ?? (yield* running(file, symbols, RANKED));
  // What cannot be read is said once: nothing is made of the pieces that start with it.
  const unread = new Set(file.errors.flatMap(({ mild, span }) => (mild ? [] : [span.start])));
  const all = found.filter(
    ({ rank, diagnostic }) => SAID_ANYWAY.has(CHECKS[rank]!) || !unread.has(diagnostic.span.start),
  );
  all.sort(
    ({ diagnostic: { span: a }, rank }, { diagnostic: { span: b }, rank: other }) =>
      a.start - b.start || a.end - b.end || rank - other,
  );
  return withoutVersionOne(
    file,
    all.map(({ diagnostic }) => diagnostic),
  );
}

/** What is found in blocks of another language, or about names that they declare, is left out; that there are some is said. */
function withoutVersionOne(file: SourceFile, found: readonly Diagnostic[]): readonly Diagnostic[] {
  const other = lookForVersionOne(file);
  if (!other) return found;
  return found.filter(
    ({ code, span }) =>
      code === 'version-one' ||
      !(isInBlocks(other.blocks, span.start) || other.names.has(file.text.slice(span.start, span.end))),
  );
}

/** What all checks of a file find, in steps; what has been found in blocks before is not looked for again. */
function* inBlocks(file: SourceFile, symbols: Symbols): Generator<void, Found[] | undefined> {
  const results = symbols.rememberBlocks(file, blockFindings);
  if (!results) return undefined;
  const all: Found[] = [];
  for (const result of results) {
    if (!result) return undefined;
    for (const { rank, diagnostic } of result.value) {
      all.push({ rank, diagnostic: movedDiagnostic(diagnostic, file.uri, result.shift) });
    }
    if (all.length > FEW) return undefined;
    yield;
  }
  return all.concat(yield* running(file, symbols, OF_FILES));
}

/** What is found in a file of one block that is a part of a larger one. */
function blockFindings(part: SourceFile, symbols: Symbols): readonly Found[] {
  const found: Found[] = [];
  for (const ranked of OF_BLOCKS) run(ranked, part, symbols, found);
  for (const { diagnostic } of found) lookAtPlaces(diagnostic, part, symbols);
  return found;
}

function* running(file: SourceFile, symbols: Symbols, checks: readonly Ranked[]): Generator<void, Found[]> {
  const found: Found[] = [];
  for (const ranked of checks) {
    run(ranked, file, symbols, found);
    yield;
  }
  for (const { diagnostic } of found) lookAtPlaces(diagnostic, file, symbols);
  return found;
}

function run({ rank, check }: Ranked, file: SourceFile, symbols: Symbols, found: Found[]): void {
  check(file, symbols, (severity, code, span, message, extra) => {
    const diagnostic = { code, severity, message, span: { start: span.start, end: span.end }, ...extra };
    found.push({ rank, diagnostic });
  });
}

/** Places in other files move with every edit of those, and so do places outside of the block with edits of this one. */
function lookAtPlaces({ span, related, fixes }: Diagnostic, file: SourceFile, symbols: Symbols): void {
  // Not taken apart: there are as many blocks as findings in a file with very many.
  const part = file.blocks.length === 1 ? file.blocks[0] : undefined;
  const look = (uri: string, at: Span): void => {
    const isOwn = uri === file.uri;
    const isOutside = part && (at.start < part.start || at.end > part.reach);
    if (!isOwn || isOutside) symbols.file(uri);
  };
  look(file.uri, span);
  for (const other of related ?? []) look(other.uri, other.span);
  for (const fix of fixes ?? []) for (const edit of fix.edits) look(edit.uri, edit.span);
}
