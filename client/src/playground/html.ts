/** The page of the panel. It carries no data: everything comes as messages after the page has said `ready`. */

export interface PageParts {
  /** The webview's own source for styles and fonts, as a content security policy names it. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** Unguessable, new for every page. */
  readonly nonce: string;
}

/** Nothing may be loaded but our own scripts, style, font and images; nothing may be fetched. What a script with the nonce imports has it too. */
export function pageHtml({ cspSource, script, style, nonce }: PageParts): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    // The toolkit tests once, with an empty style element, which pseudo-classes the browser knows.
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    `img-src ${cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta property="csp-nonce" content="${nonce}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>BAML Live</title>
    <link rel="stylesheet" href="${style}" />
  </head>
  <body>
    <main id="app"></main>
    <script nonce="${nonce}" type="module" src="${script}"></script>
  </body>
</html>
`;
}

/** Nobody can guess it, and it needs no quoting. */
export function newNonce(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
