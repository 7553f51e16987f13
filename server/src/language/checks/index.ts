/** The checks, in the order in which their findings are listed at one place. Nothing else. */
import type { Diagnostic } from '../diagnostic';
import type { ProjectShape } from '../project/shape';
import type { SourceFile } from '../project/sourceFile';
import type { Symbols } from '../semantics/symbols';
import type { Check } from './check';
import { attributeArguments } from './attributeArguments';
import { checkedParameters } from './checkedParameters';
import { clientCycles } from './clientCycles';
import { clientOptions } from './clientOptions';
import { clientProperties } from './clientProperties';
import { constraintSyntax } from './constraintSyntax';
import { duplicateAliases } from './duplicateAliases';
import { duplicateNames } from './duplicateNames';
import { functionProperties } from './functionProperties';
import { generatorProperties } from './generatorProperties';
import { invalidNames } from './invalidNames';
import { mapKeys } from './mapKeys';
import { missingOutputFormat } from './missingOutputFormat';
import { outputTypes } from './outputTypes';
import { promptSyntax } from './promptSyntax';
import { retryProperties } from './retryProperties';
import { retryUnsupported } from './retryUnsupported';
import { skippedFields } from './skippedFields';
import { streamAliases } from './streamAliases';
import { streamArguments } from './streamArguments';
import { streamDuplicate } from './streamDuplicate';
import { streamEffect } from './streamEffect';
import { streamPlacement } from './streamPlacement';
import { streamUnknown } from './streamUnknown';
import { syntax } from './syntax';
import { testArguments } from './testArguments';
import { testProperties } from './testProperties';
import { typeBuilders } from './typeBuilders';
import { typeCycles } from './typeCycles';
import { unknownAttributes } from './unknownAttributes';
import { unknownClients } from './unknownClients';
import { unknownFunctions } from './unknownFunctions';
import { unknownRetryPolicies } from './unknownRetryPolicies';
import { unknownTypes } from './unknownTypes';

const CHECKS: readonly Check[] = [
  syntax,
  invalidNames,
  duplicateNames,
  unknownTypes,
  unknownClients,
  unknownRetryPolicies,
  unknownFunctions,
  functionProperties,
  promptSyntax,
  streamUnknown,
  streamArguments,
  streamDuplicate,
  streamPlacement,
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
  streamEffect,
  streamAliases,
  clientOptions,
  outputTypes,
  missingOutputFormat,
  duplicateAliases,
];

/** What was found about a file last, and the shape of the project it was found in. */
const known = new WeakMap<SourceFile, { readonly shape: ProjectShape; readonly found: readonly Diagnostic[] }>();

/**
 * Everything there is to say about a file, in order of position. Said again without looking while neither the file
 * nor what it can see of others has changed, unless it speaks of places in other files, which may have moved.
 */
export function runChecks(file: SourceFile, symbols: Symbols): readonly Diagnostic[] {
  const before = known.get(file);
  if (before?.shape === symbols.shape) return before.found;
  const found: Diagnostic[] = [];
  for (const check of CHECKS) {
    check(file, symbols, (severity, code, span, message, extra) => {
      found.push({ code, severity, message, span: { start: span.start, end: span.end }, ...extra });
    });
  }
  found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const speaksOfOthers = found.some(({ related }) => related?.some(({ uri }) => uri !== file.uri));
  if (!speaksOfOthers) known.set(file, { shape: symbols.shape, found });
  return found;
}
