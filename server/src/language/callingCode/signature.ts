/** The parameters in a comment, for languages whose types depend on where the generated package lives. */
import { typeText } from '../features/typeText';
import type { Call } from './call';

export function signature({ name, parameters }: Call, comment: string): string {
  const list = parameters.map((parameter) => `${parameter.name}: ${typeText(parameter.type)}`);
  return `${comment} ${name}(${list.join(', ')})`;
}
