/** The editor features, one line each. Nothing else. */
import { codeActions } from './codeActions';
import { codeLens } from './codeLens';
import { documentSymbols } from './documentSymbols';
import type { Feature } from './feature';

export const FEATURES: readonly Feature[] = [codeActions, codeLens, documentSymbols];
