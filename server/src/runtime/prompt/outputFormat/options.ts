/** The keyword arguments of `ctx.output_format(…)`. */
import { asText, type Args } from '../args';
import { fail } from '../failure';
import { DEFAULT_OUTPUT_FORMAT, type OutputFormatOptions } from '../outputFormat';
import { kindName, plainText, type Value } from '../values';

const NAMES = [
  'prefix',
  'always_hoist_enums',
  'enum_value_prefix',
  'or_splitter',
  'hoisted_class_prefix',
  'hoist_classes',
  'map_style',
  'quote_class_fields',
  'render_null_as',
];

/** Reads the options; unknown names, positional arguments and wrong values are failures. */
export function outputFormatOptions(args: Args): OutputFormatOptions {
  if (args.positional.length) {
    fail('too many arguments: output_format() may only be called with named arguments');
  }
  for (const name of args.named.keys()) {
    if (NAMES.includes(name)) continue;
    const names = NAMES.map((known, index) => `${index === NAMES.length - 1 ? 'and ' : ''}'${known}'`).join(', ');
    fail(`too many arguments: output_format() got an unexpected keyword argument (only ${names} are allowed)`);
  }
  const given = (name: string): Value => args.named.get(name);
  const usual = DEFAULT_OUTPUT_FORMAT;
  return {
    prefix: textOrNull(given('prefix')),
    orSplitter: textOrNull(given('or_splitter')) ?? usual.orSplitter,
    enumValuePrefix:
      given('enum_value_prefix') === null ? '' : (textOrNull(given('enum_value_prefix')) ?? usual.enumValuePrefix),
    alwaysHoistEnums: bool('always_hoist_enums', given('always_hoist_enums')),
    hoistedClassPrefix: textOrNull(given('hoisted_class_prefix')) ?? undefined,
    hoistClasses: hoistClasses(given('hoist_classes')),
    mapStyle: mapStyle(given('map_style')),
    quoteClassFields: bool('quote_class_fields', given('quote_class_fields')),
    nullText: textOrNull(given('render_null_as')) ?? usual.nullText,
  };
}

function textOrNull(value: Value): string | null | undefined {
  return value === undefined || value === null ? value : asText(value);
}

function bool(name: string, value: Value): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  return fail(
    `syntax error: Invalid value for ${name} (expected bool): invalid operation: cannot convert ${kindName(value)} to bool`,
  );
}

function hoistClasses(value: Value): OutputFormatOptions['hoistClasses'] {
  if (value === undefined || value === null || value === false || plainText(value) === 'auto') return 'auto';
  if (value === true) return 'all';
  if (typeof value === 'object' && value.kind === 'list') return value.items.map(asText);
  return fail(
    'syntax error: Invalid value for hoist_classes (expected one of bool | "auto" | string[]): invalid operation: not iterable',
  );
}

function mapStyle(value: Value): OutputFormatOptions['mapStyle'] {
  if (value === undefined || value === null) return 'angle';
  const style = plainText(value);
  if (style === 'angle' || style === 'object') return style;
  return fail('syntax error: Invalid value for map_style (expected one of angle, object): Matching variant not found');
}
