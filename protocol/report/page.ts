/** A run as one HTML file: the panel itself with the run inside. It loads nothing and sends nothing, wherever it is opened. */
import type { QuirkNote } from '../insight';
import type { FieldChange, RunEvent, SourceLocation } from '../run';
import { fileName } from './fieldFacts';

export interface PageParts {
  readonly title: string;
  /** The panel with what stands in for the editor, and the panel's style as it ships. */
  readonly script: string;
  readonly style: string;
  /** The icon font in base64. */
  readonly font: string;
  /** Unguessable, new for every page. */
  readonly nonce: string;
  readonly events: readonly RunEvent[];
  /** Oddities of the official runtime in it; null when they are not known. */
  readonly quirks: readonly QuirkNote[] | null;
  /** The same facts as text, for readers without scripts. */
  readonly text: string;
}

/** The id of the element that holds the run. */
export const DATA_ID = 'baml-live-run';
export const QUIRKS_ID = 'baml-live-quirks';

export function standalonePage(parts: PageParts): string {
  const { title, script, style, font, nonce, events, quirks, text } = parts;
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    `font-src data:`,
    `img-src data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  const fonts = style.replace(/url\((["']?)[^"')]*codicon\.ttf[^"')]*\1\)/g, () => `url(data:font/ttf;base64,${font})`);
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<meta property="csp-nonce" content="${nonce}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    `<style nonce="${nonce}">${inStyle(fonts)}</style>`,
    '</head>',
    '<body>',
    '<main id="app"></main>',
    `<noscript><pre>${escapeHtml(text)}</pre></noscript>`,
    `<script nonce="${nonce}" type="application/json" id="${DATA_ID}">${inJson(withoutFolders(events))}</script>`,
    `<script nonce="${nonce}" type="application/json" id="${QUIRKS_ID}">${inJson(quirks)}</script>`,
    `<script nonce="${nonce}">${inScript(script)}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

export function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => names[character]!);
}

/** JSON that cannot end the element it stands in, whatever the model wrote. */
export function inJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Our own scripts; an end tag could stand in one of their strings. */
function inScript(code: string): string {
  return code.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
}

function inStyle(css: string): string {
  return css.replace(/<\/(style)/gi, '<\\/$1');
}

/** Files by their names alone: a page is handed on, and where somebody keeps a project is not part of a run. */
export function withoutFolders(events: readonly RunEvent[]): readonly RunEvent[] {
  return events.map((event): RunEvent => {
    switch (event.type) {
      case 'started': {
        const { header } = event;
        // The types are in the rows already.
        return { ...event, ...placed(event.at), header: { ...header, schema: { ...header.schema, ir: null } } };
      }
      case 'frames':
        return { ...event, frames: event.frames.map((frame) => ({ ...frame, fields: frame.fields.map(changed) })) };
      case 'finished': {
        const { outcome } = event;
        const fields = event.fields.map(changed);
        if (outcome.kind === 'failed') {
          const { at, ...error } = outcome.error;
          return { ...event, fields, outcome: { ...outcome, error: { ...error, ...placed(at) } } };
        }
        if (outcome.kind === 'refused') {
          const problems = outcome.problems.map(({ message, at }) => ({ message, ...placed(at) }));
          return { ...event, fields, outcome: { ...outcome, problems } };
        }
        return { ...event, fields };
      }
      default:
        return event;
    }
  });
}

function changed(change: FieldChange): FieldChange {
  const { decl, hold } = change;
  return {
    ...change,
    ...(decl && { decl: { ...decl, ...placed(decl.at) } }),
    ...(hold && { hold: { ...hold, ...placed(hold.at) } }),
  };
}

function placed(at: SourceLocation | undefined): { readonly at?: SourceLocation } {
  return at ? { at: { ...at, uri: fileName(at.uri) } } : {};
}
