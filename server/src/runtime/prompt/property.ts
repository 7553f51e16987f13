/** Properties and items of values. */
import { fail } from './failure';
import { isThing, keyOf, list, plainText, type LoopValue, type Value } from './values';

/** `object.name` and `object["name"]`. A property of undefined is a failure, any other missing one is undefined. */
export function property(object: Value, key: Value): Value {
  if (object === undefined) fail('undefined value');
  if (typeof object === 'string') return characterAt(object, key);
  if (!isThing(object)) return undefined;
  const name = plainText(key);
  switch (object.kind) {
    case 'list':
      if (name !== undefined && object.names && Object.hasOwn(object.names, name)) {
        return object.items[object.names[name] as number];
      }
      return itemAt(object.items, key);
    case 'map':
      return object.entries.get(keyOf(key))?.value;
    case 'class':
      return name === undefined ? undefined : object.fields.get(name)?.value;
    case 'enum':
      return name === 'value' ? object.name : undefined;
    case 'enumType':
      return name === undefined ? undefined : object.values.get(name);
    case 'rich':
      return characterAt(plainText(object) ?? '', key);
    case 'loop':
      return name === undefined ? undefined : loopProperty(object, name);
    case 'macro':
      if (name === 'name') return object.name;
      if (name === 'arguments') return list(object.parameters.map((parameter) => parameter.name));
      return name === 'caller' ? false : undefined;
    default:
      return undefined;
  }
}

function characterAt(text: string, key: Value): Value {
  return indexOf(key) === undefined ? undefined : itemAt([...text], key);
}

function itemAt(items: readonly Value[], key: Value): Value {
  const index = indexOf(key);
  return index === undefined ? undefined : items[index < 0 ? items.length + index : index];
}

function indexOf(key: Value): number | undefined {
  if (typeof key === 'bigint') return Number(key);
  return typeof key === 'number' && Number.isInteger(key) ? key : undefined;
}

function loopProperty(loop: LoopValue, name: string): Value {
  const { index, items } = loop;
  const count = (number: number): bigint => BigInt(number);
  switch (name) {
    case 'index':
      return count(index + 1);
    case 'index0':
      return count(index);
    case 'revindex':
      return loop.isText ? undefined : count(items.length - index);
    case 'revindex0':
      return loop.isText ? undefined : count(items.length - index - 1);
    case 'length':
      return loop.isText ? undefined : count(items.length);
    case 'first':
      return index === 0;
    case 'last':
      return !loop.isText && index === items.length - 1;
    case 'depth':
      return count(loop.depth);
    case 'depth0':
      return count(loop.depth - 1);
    case 'previtem':
      return index > 0 ? items[index - 1] : undefined;
    case 'nextitem':
      return items[index + 1];
    default:
      return undefined;
  }
}
