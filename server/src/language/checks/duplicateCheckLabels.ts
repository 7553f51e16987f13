/** The results of checks are reported under their labels: of two with the same label, one is never seen. */
import { attributeSites } from '../semantics/attributeSites';
import type { Check } from './check';

export const duplicateCheckLabels: Check = (file, _symbols, report) => {
  for (const { attributes, place } of attributeSites(file)) {
    if (place === 'property' || place === 'parameter') continue;
    const labels = new Set<string>();
    for (const { name, args } of attributes) {
      const label = name === 'check' && args?.length === 2 ? args[0] : undefined;
      if (label?.kind !== 'string') continue;
      if (labels.has(label.value)) {
        const message = `Another check here has the label \`${label.value}\`, and one result hides the other. Rename one.`;
        report('warning', 'duplicate-check-labels', label.span, message);
      }
      labels.add(label.value);
    }
  }
};
