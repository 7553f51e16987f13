/** The editor features, one line each. Nothing else. */
import { codeActions } from './codeActions';
import { codeLens } from './codeLens';
import { completion } from './completion';
import { definition } from './definition';
import { documentSymbols } from './documentSymbols';
import type { Feature } from './feature';
import { highlights } from './highlights';
import { references } from './references';
import { rename } from './rename';
import { typeDefinition } from './typeDefinition';

export const FEATURES: readonly Feature[] = [
  codeActions,
  codeLens,
  completion,
  definition,
  documentSymbols,
  highlights,
  references,
  rename,
  typeDefinition,
];
