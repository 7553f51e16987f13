/** The editor features, one line each. Nothing else. */
import { codeActions } from './codeActions';
import { codeLens } from './codeLens';
import { completion } from './completion';
import { definition } from './definition';
import { documentLinks } from './documentLinks';
import { documentSymbols } from './documentSymbols';
import type { Feature } from './feature';
import { formatting } from './formatting';
import { foldingRanges } from './foldingRanges';
import { highlights } from './highlights';
import { hover } from './hover';
import { inlayHints } from './inlayHints';
import { references } from './references';
import { rename } from './rename';
import { signatureHelp } from './signatureHelp';
import { selectionRanges } from './selectionRanges';
import { semanticTokens } from './semanticTokens';
import { typeDefinition } from './typeDefinition';
import { workspaceSymbols } from './workspaceSymbols';

export const FEATURES: readonly Feature[] = [
  codeActions,
  codeLens,
  completion,
  definition,
  documentLinks,
  documentSymbols,
  formatting,
  foldingRanges,
  highlights,
  hover,
  inlayHints,
  references,
  rename,
  signatureHelp,
  selectionRanges,
  semanticTokens,
  typeDefinition,
  workspaceSymbols,
];
