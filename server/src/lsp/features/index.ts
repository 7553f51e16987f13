/** The editor features, one line each. Nothing else. */
import { codeActions } from './codeActions';
import { codeLens } from './codeLens';
import { completion } from './completion';
import { definition } from './definition';
import { documentSymbols } from './documentSymbols';
import type { Feature } from './feature';
import { formatting } from './formatting';
import { highlights } from './highlights';
import { references } from './references';
import { rename } from './rename';
import { signatureHelp } from './signatureHelp';
import { typeDefinition } from './typeDefinition';

export const FEATURES: readonly Feature[] = [
  codeActions,
  codeLens,
  completion,
  definition,
  documentSymbols,
  formatting,
  highlights,
  references,
  rename,
  signatureHelp,
  typeDefinition,
];
