/**
 * Keeps secrets out of everything a run tells: values of environment variables, credentials in headers, in the URL and
 * in the `key` query parameter are shown as `***`, also when the provider sends them back.
 */

const MASK = '***';
/** Shorter values cannot be told from ordinary words: they are masked in messages, not in the model's text. */
const LEAST_IN_WORDS = 4;
const LEAST_IN_TEXT = 8;
/** So much of a secret may pass before anybody can tell that it is one; more is held back until it is certain. */
const UNSUSPICIOUS = 5;

/** The values to hide and the forms they take when written into JSON or a URL; longest first, without repetition. */
export function secretForms(values: Iterable<string>): readonly string[] {
  const forms = new Set<string>();
  for (const value of values) {
    const trimmed = value.trim();
    if (trimmed.length < LEAST_IN_WORDS) continue;
    forms.add(trimmed);
    forms.add(JSON.stringify(trimmed).slice(1, -1));
    const encoded = new URLSearchParams([['', trimmed]]).toString().slice(1);
    forms.add(encoded);
    forms.add(encoded.replaceAll('+', '%20'));
  }
  return [...forms].sort((a, b) => b.length - a.length);
}

/** What of a header's value is secret: the whole of it, and the credentials after the scheme (`Bearer …`). */
export function headerSecrets(value: string): readonly string[] {
  const credentials = /^\s*[A-Za-z][\w-]*\s+(\S.*)$/s.exec(value)?.[1];
  return credentials === undefined ? [value] : [value, credentials];
}

/** Headers whose value is a secret wherever it comes from. */
export function isSecretHeader(name: string): boolean {
  return /^(authorization|proxy-authorization|cookie)$|(^|[-_])(key|token|secret|password|auth)$|api-?key|signature/i.test(
    name,
  );
}

/** Parameters of a URL whose value is a secret wherever it comes from. */
export function isSecretParameter(name: string): boolean {
  return isSecretHeader(name) || /^(?:code|sig|subscription-key|pwd|access[-_]?key)$/i.test(name);
}

/** `text` with every secret replaced, for words, error bodies and URLs. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  let masked = text;
  for (const secret of secrets) if (masked.includes(secret)) masked = masked.replaceAll(secret, MASK);
  return masked;
}

/** The same for text that may have been cut off anywhere: half of a secret or more at its end is replaced, too. */
export function maskCut(text: string, secrets: readonly string[]): string {
  const masked = maskSecrets(text, secrets);
  const end = Math.max(0, ...secrets.map((secret) => (isLong(secret) ? halfAtEnd(masked, secret) : 0)));
  return end ? masked.slice(0, masked.length - end) + MASK : masked;
}

/** `text` with every secret replaced that is long enough to be one; for prompts and arguments. */
export function maskContent(text: string, secrets: readonly string[]): string {
  return maskSecrets(text, secrets.filter(isLong));
}

/** A URL without credentials, query and fragment, and with secrets masked. */
export function publicUrl(url: string, secrets: readonly string[]): string {
  const bare = url.replace(/[?#].*$/s, '').replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1');
  return maskSecrets(bare, secrets);
}

/**
 * Masks text that arrives in pieces: a secret is found however it is cut. Text is held back only while it ends in the
 * beginning of a secret, at least six characters of it, so ordinary text passes with the piece that brought it.
 */
export class StreamMask {
  private readonly secrets: readonly string[];
  /** The end of what was let through, too short to be suspicious. */
  private passed = '';
  private held = '';

  constructor(secrets: readonly string[]) {
    this.secrets = secrets.filter(isLong);
  }

  /** Takes a piece; gives what may be shown now. */
  push(piece: string): string {
    if (!this.secrets.length || !piece) return piece;
    const text = this.passed + this.held + piece;
    let shown = '';
    let from = this.passed.length;
    for (const match of this.matches(text)) {
      if (match.end <= from) continue;
      shown += text.slice(from, Math.max(from, match.start)) + MASK;
      from = match.end;
    }
    const rest = text.slice(from);
    const before = from <= this.passed.length ? this.passed : '';
    const hold = this.suspiciousEnd(before + rest, before.length);
    const passing = rest.slice(0, rest.length - hold);
    this.held = rest.slice(rest.length - hold);
    this.passed = (before + passing).slice(-UNSUSPICIOUS);
    return shown + passing;
  }

  /** The text held back, when nothing more will come; masked when it is half of a secret or more. */
  flush(): string {
    const rest = this.held;
    const text = this.passed + rest;
    this.held = '';
    return rest && this.secrets.some((secret) => halfAtEnd(text, secret) > 0) ? MASK : rest;
  }

  /** Occurrences in order, longest secret first where they overlap. */
  private matches(text: string): { start: number; end: number }[] {
    const found: { start: number; end: number }[] = [];
    for (const secret of this.secrets) {
      for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length)) {
        const end = at + secret.length;
        if (!found.some((other) => at < other.end && other.start < end)) found.push({ start: at, end });
      }
    }
    return found.sort((a, b) => a.start - b.start);
  }

  /** How many characters at the end of `text` are the beginning of a secret and not shown yet. */
  private suspiciousEnd(text: string, shown: number): number {
    let longest = 0;
    for (const secret of this.secrets) {
      const first = secret.slice(0, UNSUSPICIOUS + 1);
      let at = text.indexOf(first, Math.max(0, text.length - secret.length + 1));
      while (at >= 0 && !secret.startsWith(text.slice(at))) at = text.indexOf(first, at + 1);
      if (at >= 0) longest = Math.max(longest, text.length - Math.max(at, shown));
    }
    return longest;
  }
}

/** How many characters at the end of `text` are the beginning of a secret, if they are at least half of it; else 0. */
function halfAtEnd(text: string, secret: string): number {
  const least = Math.max(LEAST_IN_TEXT, Math.ceil(secret.length / 2));
  for (let length = Math.min(text.length, secret.length); length >= least; length--) {
    if (text.endsWith(secret.slice(0, length))) return length;
  }
  return 0;
}

function isLong(secret: string): boolean {
  return secret.length >= LEAST_IN_TEXT;
}
