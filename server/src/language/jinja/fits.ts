/** Whether a value of one type can be given where another is expected. What is not sure, fits. */
import type { FilterInput } from './facts/filters';
import type { JinjaType } from './analysis';
import { alternatives, isNumber, isText } from './types';

/** As the compiler has it: an int is no float, an enum is no string. */
export function fits(given: JinjaType, wanted: JinjaType): boolean {
  return alternatives(given).every((one) => alternatives(wanted).some((other) => fitsOne(one, other)));
}

function fitsOne(given: JinjaType, wanted: JinjaType): boolean {
  // A template string that is not called is another problem.
  if (given.kind === 'unknown' || wanted.kind === 'unknown' || given.kind === 'callable') return true;
  switch (wanted.kind) {
    case 'string':
      return isText(given);
    case 'int':
    case 'float':
      return given.kind === wanted.kind || given.kind === 'number' || (wanted.kind === 'int' && isWhole(given));
    case 'number':
      return isNumber(given);
    case 'bool':
      return given.kind === 'bool' || (given.kind === 'literal' && typeof given.value === 'boolean');
    case 'literal':
      return given.kind === 'literal'
        ? given.value === wanted.value
        : given.kind === typeof wanted.value || isNumber(given);
    case 'class':
    case 'enum':
      return given.kind === wanted.kind && given.name === wanted.name;
    case 'list':
      return given.kind === 'tuple' || (given.kind === 'list' && fits(given.item, wanted.item));
    case 'map':
      return given.kind === 'map' && fits(given.value, wanted.value);
    case 'none':
    case 'media':
      return given.kind === wanted.kind;
    default:
      return true;
  }
}

function isWhole(type: JinjaType): boolean {
  return type.kind === 'literal' && Number.isInteger(type.value);
}

/** Whether a filter can work on a value. */
export function accepts(input: FilterInput, type: JinjaType): boolean {
  return alternatives(type).every((one) => one.kind === 'unknown' || one.kind === 'media' || acceptsOne(input, one));
}

function acceptsOne(input: FilterInput, type: JinjaType): boolean {
  switch (input) {
    case 'any':
      return true;
    case 'string':
      return isText(type);
    case 'number':
      return isNumber(type);
    case 'list':
      return type.kind === 'list' || type.kind === 'tuple';
    case 'map':
      return type.kind === 'map' || type.kind === 'class';
    case 'numbers':
      return type.kind === 'list'
        ? accepts('number', type.item)
        : type.kind === 'tuple' && type.items.every((item) => accepts('number', item));
    case 'sized':
      return ['list', 'tuple', 'map', 'class'].includes(type.kind) || isText(type);
  }
}
