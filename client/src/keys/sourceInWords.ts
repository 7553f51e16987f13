/** Where a variable comes from, in a few words. */
import type { VariableSource } from '../../../protocol/keys';
import { l10n } from '../../../protocol/l10n';

export function sourceInWords(source: VariableSource, isForSession = false): string {
  switch (source.kind) {
    case 'stored':
      return isForSession ? l10n.t('until this window is closed') : l10n.t('stored in the editor');
    case 'override':
      return l10n.t('set for runs of this project, until this window is closed');
    case 'file':
      return l10n.t('from {0}', source.path);
    case 'process':
      return l10n.t('from the environment');
    case 'missing':
      return l10n.t('not set');
  }
}
