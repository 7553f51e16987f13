/** Short ways to write down how something is called. */
import type { JinjaType, Signature, SignatureParameter } from '../analysis';
import { UNKNOWN } from '../types';

export function needed(name: string, type: JinjaType = UNKNOWN, documentation?: string): SignatureParameter {
  return { name, type, optional: false, ...(documentation !== undefined && { documentation }) };
}

export function optional(name: string, type: JinjaType = UNKNOWN, documentation?: string): SignatureParameter {
  return { ...needed(name, type, documentation), optional: true };
}

/** Only by name: `name=value`. */
export function keyword(name: string, type: JinjaType = UNKNOWN, documentation?: string): SignatureParameter {
  return { ...optional(name, type, documentation), keyword: true };
}

export function signature(
  name: string,
  parameters: readonly SignatureParameter[],
  returns: JinjaType,
  documentation: string,
  more: Pick<Signature, 'morePositional' | 'moreNamed'> = {},
): Signature {
  return { name, parameters, returns, documentation, ...more };
}

/** `name(first, second=…)`: as shown in completion, hover and signature help. */
export function signatureText({ name, parameters, morePositional, moreNamed }: Signature): string {
  const shown = parameters.map((parameter) => (parameter.optional ? `${parameter.name}=…` : parameter.name));
  if (morePositional) shown.push('…');
  if (moreNamed) shown.push('name=…');
  return `${name}(${shown.join(', ')})`;
}
