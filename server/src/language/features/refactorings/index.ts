/** The refactorings, one line each. Nothing else. */
import { extractAlias } from './extractAlias';
import type { Refactoring } from './refactoring';
import { streamAttributes } from './streamAttributes';

export const REFACTORINGS: readonly Refactoring[] = [streamAttributes, extractAlias];
