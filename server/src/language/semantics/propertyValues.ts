/** The values of a property that are text. */
import type { Property, StringValue } from '../syntax/ast';

/** All of them, since a property that is written twice names something each time. */
export function propertyValues(properties: readonly Property[], name: string): StringValue[] {
  return properties.flatMap((property) =>
    property.name.text === name && property.value?.kind === 'string' ? [property.value] : [],
  );
}
