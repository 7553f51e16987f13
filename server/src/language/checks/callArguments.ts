/** Says what is wrong with the arguments of a call. Not a check itself: template strings, roles and formats share it. */
import type { Diagnostic, Span } from '../diagnostic';
import type { CallExpression } from '../../ir/template';
import { callProblems, type CallProblem } from '../jinja/callProblems';
import { signatureText } from '../jinja/facts/signature';
import type { JinjaSite, Signature } from '../jinja/analysis';
import { linkStart } from '../jinja/places';
import { described, typeText } from '../jinja/types';
import type { SourceFile } from '../project/sourceFile';
import type { Report } from './check';
import type { Code } from './codes';
import { changeTo } from './suggestion';
import { suggestName } from './templateSites';

/** Reports every problem of a call. `what` is how the thing that is called is named in a sentence. */
export function checkArguments(
  file: SourceFile,
  site: Extract<JinjaSite, { kind: 'call' }>,
  signature: Signature,
  code: Code,
  what: string,
  report: Report,
): void {
  for (const problem of callProblems(signature, site.arguments)) {
    const span = placeOf(file, site.expression, problem);
    const { message, extra } = describe(file, problem, signature, what);
    report('warning', code, span, message, extra);
  }
}

/** From where the compiler sees the call to the end of the argument, or of the call when an argument is missing. */
function placeOf(file: SourceFile, call: CallExpression, problem: CallProblem): Span {
  const start = linkStart(file.text, call, call.callee);
  const end = 'argument' in problem ? problem.argument.argument.value.span.end : call.span.end;
  return { start, end };
}

function describe(
  file: SourceFile,
  problem: CallProblem,
  signature: Signature,
  what: string,
): { readonly message: string; readonly extra?: Pick<Diagnostic, 'fixes'> | undefined } {
  switch (problem.kind) {
    case 'missing': {
      const names = problem.parameters.map(({ name, type }) => `\`${name}\` (${typeText(type)})`).join(' and ');
      return { message: `${what} needs ${names}. Write \`${signatureText(signature)}\`.` };
    }
    case 'surplus': {
      const { most, given } = problem;
      const named = signature.parameters.find((parameter) => parameter.keyword);
      if (named && most < 2) {
        return { message: `${what} takes its options by name only, as in \`${named.name}=…\`.` };
      }
      return { message: `${what} takes ${most === 0 ? 'no arguments' : counted(most)}, not ${given}.` };
    }
    case 'twice':
      return { message: `${what} is given \`${problem.parameter.name}\` twice. Remove one of them.` };
    case 'unknown-name': {
      const name = problem.argument.argument.name!;
      const names = signature.parameters.map((parameter) => parameter.name);
      const { meant } = problem;
      if (meant) {
        const message = `${what} has no argument \`${name.text}\`. Did you mean \`${meant.name}\`?`;
        return { message, extra: { fixes: [changeTo(file, name.span, meant.name, true)] } };
      }
      const { hint, extra } = suggestName(file, name.span, name.text, names);
      const use = names.length ? ` It takes ${names.map((one) => `\`${one}\``).join(', ')}.` : '';
      return { message: `${what} has no argument \`${name.text}\`.${hint || use}`, extra };
    }
    case 'type': {
      const { argument, parameter } = problem;
      const wanted = parameter.type;
      return {
        message: `\`${parameter.name}\` of ${what} is \`${typeText(wanted)}\`, but ${described(argument.type)} is given.`,
      };
    }
  }
}

function counted(number: number): string {
  return number === 1 ? 'one argument' : `${number} arguments`;
}
