/** `sum`, `regex_match`, `tojson` and the BAML filter `format(type="yaml"|"json"|"toon")`. */
import { asText } from '../args';
import { invalid } from '../failure';
import { jsonText, toPlain } from '../formats/json';
import { toonText, type ToonOptions } from '../formats/toon';
import { yamlText } from '../formats/yaml';
import { regexMatches } from '../regexMatch';
import { iterate, kindName, truthy, type Value } from '../values';
import type { Filter } from './filter';

const DELIMITERS: Readonly<Record<string, ToonOptions['delimiter']>> = { comma: ',', tab: '\t', pipe: '|' };

export const bamlFilters: Readonly<Record<string, Filter>> = {
  /** One float makes the sum a float, anything that is no number makes it 0. */
  sum(value, args) {
    args.done();
    let whole = 0n;
    let float: number | undefined;
    for (const item of iterate(value) ?? invalid(`cannot sum value of type ${kindName(value)}`)) {
      if (typeof item === 'bigint') whole += item;
      else if (typeof item === 'number') float = (float ?? 0) + item;
      else return 0n;
    }
    return float === undefined ? whole : float + Number(whole);
  },
  regex_match(value, args, evaluator) {
    const pattern = args.requiredText();
    args.done();
    return regexMatches(asText(value), pattern, (steps) => evaluator.budget.spend(steps));
  },
  tojson(value, args) {
    const indent = args.optional() ?? args.named.get('indent');
    args.done('indent');
    const spaces = typeof indent === 'bigint' ? Math.min(Number(indent), 16) : truthy(indent) ? 2 : 0;
    const text = jsonText(toPlain(value, 'fields'), spaces);
    return text.replace(/[<>&']/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
  },
  format(value, args) {
    args.done('type', 'delimiter', 'length_marker');
    const given = args.named.get('type');
    if (given === undefined) return invalid("format filter requires 'type' keyword argument");
    const plain = toPlain(value, 'aliases');
    switch (asText(given)) {
      case 'json':
        return jsonText(plain, 0);
      case 'yaml':
        return yamlText(plain);
      case 'toon':
        return toonText(plain, toonOptions(args.named.get('delimiter'), args.named.get('length_marker')));
    }
    return invalid(`Unsupported format type '${asText(given)}'. Supported types: 'yaml', 'json', 'toon'`);
  },
};

function toonOptions(delimiter: Value, marker: Value): ToonOptions {
  const name = delimiter === undefined ? 'comma' : asText(delimiter);
  const character = Object.hasOwn(DELIMITERS, name) ? DELIMITERS[name] : undefined;
  if (!character) {
    return invalid(`Invalid delimiter '${name}'. Use 'comma', 'tab', or 'pipe'`);
  }
  const lengthMarker = marker === undefined || marker === null ? undefined : asText(marker);
  if (lengthMarker !== undefined && [...lengthMarker].length !== 1) {
    return invalid(`length_marker must be a single character, got '${lengthMarker}'`);
  }
  return { delimiter: character, lengthMarker: lengthMarker ?? '' };
}
