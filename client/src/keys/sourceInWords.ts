/** Where a variable comes from, in a few words. */
import type { VariableSource } from '../../../protocol/keys';

export function sourceInWords(source: VariableSource, isForSession = false): string {
  switch (source.kind) {
    case 'stored':
      return isForSession ? 'until this window is closed' : 'stored in the editor';
    case 'override':
      return 'set for runs of this project, until this window is closed';
    case 'file':
      return `from ${source.path}`;
    case 'process':
      return 'from the environment';
    case 'missing':
      return 'not set';
  }
}
