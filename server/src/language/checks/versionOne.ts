/**
 * A file that is written in BAML v1, at least in part: said once, at the first sure sign. What is found in its v1 blocks is not
 * reported (`checks/index.ts`): it would be an error on every line.
 */
import { versionOne as lookForVersionOne } from '../semantics/versionOne';
import type { Check } from './check';

export const versionOne: Check = (file, _symbols, report) => {
  const found = lookForVersionOne(file);
  if (!found) return;
  const { start, end } = found.sign;
  const shown = file.text.slice(start, end).replaceAll(/\s+/g, ' ');
  report(
    'information',
    'version-one',
    found.sign,
    `\`${shown}\` is BAML v1, another language than v0, which BAML Live reads. The blocks that are written in v1 are not checked; those in v0 are. For v1 there is the extension \`Boundary.baml-language\`.`,
  );
};
