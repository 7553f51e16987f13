/** The checks, in the order in which their findings are listed at one place. Nothing else. */
import type { Diagnostic } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
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
];

/**
 * Everything there is to say about a file, in order of position. Asked through `symbols.remember`, which says it again without
 * looking while nothing has changed that was looked at.
 */
export function diagnose(file: SourceFile, symbols: Symbols): readonly Diagnostic[] {
  const steps = diagnosing(file, symbols);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same in steps, one for each check. */
export function* diagnosing(file: SourceFile, symbols: Symbols): Generator<void, readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  // What cannot be read is said once: nothing is made of the pieces that start with it.
  const unread = new Set(file.errors.flatMap(({ mild, span }) => (mild ? [] : [span.start])));
  for (const check of CHECKS) {
    check(file, symbols, (severity, code, span, message, extra) => {
      if (check !== syntax && unread.has(span.start)) return;
      found.push({ code, severity, message, span: { start: span.start, end: span.end }, ...extra });
    });
    yield;
  }
  found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  // Places in other files move with every edit of those.
  for (const { related, fixes } of found) {
    for (const { uri } of related ?? []) if (uri !== file.uri) symbols.file(uri);
    for (const fix of fixes ?? []) for (const { uri } of fix.edits) if (uri !== file.uri) symbols.file(uri);
  }
  return found;
}
