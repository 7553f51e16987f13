/** Where the server looks for a variable by itself, besides the files of a project. In a browser: `ownPlaces.web.ts`. */
import { l10n } from '../../../protocol/l10n';

export function ownPlaces(): readonly string[] {
  return [l10n.t('the environment')];
}
