/** A filter gets the arguments it takes; with others rendering fails. Language reference 6.1; the compiler does not look. */
import type { Expression } from '../../ir/template';
import { callProblems } from '../jinja/callProblems';
import { FILTERS } from '../jinja/facts/filters';
import { signatureText } from '../jinja/facts/signature';
import { nearest, typoLimit } from '../text';
import type { Check, Report } from './check';
import { changeTo, suggestWord } from './suggestion';
import { templateSites } from './templateSites';

const CODE = 'filter-arguments';

/** Arguments that are one of a few words. */
const WORDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  format: { type: ['yaml', 'json', 'toon'], delimiter: ['comma', 'tab', 'pipe'] },
  dictsort: { by: ['key', 'value'] },
};

export const filterArguments: Check = (file, symbols, report) => {
  for (const { site } of templateSites(file, symbols, 'filter')) {
    const { call, arguments: args, end } = site;
    const fact = FILTERS.get(call.name.text);
    if (!fact || fact.missing) continue;
    const name = call.name.text;
    const span = { start: call.name.span.start, end };
    const formless =
      name === 'format' && !call.arguments.some((argument) => argument.name?.text === 'type' || argument.spread);
    for (const problem of callProblems(fact.signature, args)) {
      // One mistake: `format("yaml")` lacks a name.
      if (formless && problem.kind === 'surplus') continue;
      const usage = ` It is used as \`|${signatureText(fact.signature)}\`.`;
      if (problem.kind === 'missing') {
        const names = problem.parameters.map((parameter) => `\`${parameter.name}\``).join(' and ');
        report('warning', CODE, span, `The filter \`${name}\` needs ${names}.${usage}`);
      } else if (problem.kind === 'surplus') {
        const most = problem.most === 0 ? 'no arguments' : `at most ${problem.most} arguments without a name`;
        report('warning', CODE, problem.argument.argument.value.span, `The filter \`${name}\` takes ${most}.`);
      } else if (problem.kind === 'unknown-name') {
        const given = problem.argument.argument.name!;
        const { hint, extra } = suggestWord(
          file,
          given.span,
          given.text,
          fact.signature.parameters.map((one) => one.name),
        );
        report(
          'warning',
          CODE,
          given.span,
          `The filter \`${name}\` has no argument \`${given.text}\`.${hint || usage}`,
          extra,
        );
      }
    }
    const words = Object.hasOwn(WORDS, name) ? WORDS[name]! : undefined;
    if (!words) continue;
    for (const [parameter, values] of Object.entries(words)) {
      const value = call.arguments.find((argument) => argument.name?.text === parameter)?.value;
      if (value) checkWord(value, name, parameter, values);
    }
    if (formless) {
      report(
        'warning',
        CODE,
        span,
        'The filter `format` needs to know the form: `format(type="yaml")`, `"json"` or `"toon"`.',
      );
    }
  }

  function checkWord(value: Expression, filter: string, parameter: string, values: readonly string[]): void {
    if (value.kind !== 'string' || values.includes(value.value)) return;
    reportWord(report, value, `\`${parameter}\` of the filter \`${filter}\``, values);
  }

  function reportWord(
    say: Report,
    value: Extract<Expression, { kind: 'string' }>,
    what: string,
    values: readonly string[],
  ): void {
    const found = nearest(value.value, values, typoLimit(value.value));
    const list = values.map((one) => `"${one}"`).join(', ');
    const span = { start: value.span.start + 1, end: value.span.end - 1 };
    const extra = found === undefined ? undefined : { fixes: [changeTo(file, span, found, true)] };
    say(
      'warning',
      CODE,
      value.span,
      `${what} is one of ${list}, not "${value.value}".`.replace(/^./, (c) => c.toUpperCase()),
      extra,
    );
  }
};
