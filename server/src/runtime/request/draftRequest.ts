/** A planned request as text, before anything of it is fetched: for looking at it and for asking about it. */
import type { PlannedRequest } from './plannedRequest';
import type { Hole, RequestText } from './requestText';

export interface DraftRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The request with its secrets, and words in angle brackets where something is still missing. */
export function draftRequest({ url, headers, body, media }: PlannedRequest): DraftRequest {
  const named = (hole: Hole): string => {
    if ('credentials' in hole) return '<project of the credentials>';
    const source = media?.[hole.media]?.source;
    const place = source?.type === 'url' ? source.url : source?.type === 'file' ? source.file : 'the argument';
    return `<${hole.as} of ${place}>`;
  };
  return { url: textOf(url, named), headers, body: textOf(body, (hole) => JSON.stringify(named(hole)).slice(1, -1)) };
}

function textOf(text: RequestText, named: (hole: Hole) => string): string {
  return typeof text === 'string'
    ? text
    : text.map((piece) => (typeof piece === 'string' ? piece : named(piece))).join('');
}
