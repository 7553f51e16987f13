/** What OpenAI's models can do, told from their names, as the official runtime tells it. */

/** `o1` and its kin know neither a system role nor streaming. */
const isO1 = (model: string | undefined): boolean => model === 'o1' || (model?.startsWith('o1-') ?? false);

export const ROLES: readonly string[] = ['system', 'user', 'assistant'];

export function rolesOf(model: string | undefined): readonly string[] {
  return isO1(model) ? ['user', 'assistant'] : ROLES;
}

export function streams(model: string | undefined): boolean {
  return !isO1(model);
}
