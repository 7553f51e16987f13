/** The colours the painter draws with, read from the same tokens as the style sheet. */

const NAMES = ['fg', 'bg', 'dim', 'accent', 'held', 'bad', 'grid', 'band', 'settled', 'future'] as const;

export type Theme = Readonly<Record<(typeof NAMES)[number], string>> & {
  readonly font: string;
  readonly highContrast: boolean;
};

/** Reads the tokens; calls `changed` with new ones when the editor's theme changes. */
export function watchTheme(changed: (theme: Theme) => void): void {
  const probe = document.createElement('span');
  probe.className = 'theme-probe';
  probe.setAttribute('aria-hidden', 'true');
  document.body.append(probe);
  const read = (): void => {
    const colors = Object.fromEntries(
      NAMES.map((name) => {
        probe.dataset.token = name;
        return [name, getComputedStyle(probe).color];
      }),
    ) as Record<(typeof NAMES)[number], string>;
    const highContrast =
      /vscode-high-contrast/.test(document.body.className) || matchMedia('(forced-colors: active)').matches;
    changed({ ...colors, font: getComputedStyle(document.body).fontFamily, highContrast });
  };
  read();
  const observer = new MutationObserver(read);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  matchMedia('(forced-colors: active)').addEventListener('change', read);
}
