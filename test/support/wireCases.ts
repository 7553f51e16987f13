/**
 * Recorded answers of every provider with what a reader has to make of them: `test/fixtures/wire`, or another folder of
 * that format (`cases.json` beside the files it names).
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AnswerName } from '../../server/src/runtime/providers/answerFormat';
import { RESPONSE_TYPES } from '../../server/src/runtime/providers/answerFormats';
import type { Usage } from '../../server/src/runtime/stream/frame';

export interface WireCase {
  readonly id: string;
  readonly file: string;
  readonly provider: string;
  readonly content_type: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** `drop`: the connection is lost after the last byte. */
  readonly end: 'end' | 'drop';
  /** The answer to a request that does not ask for a stream. */
  readonly mode?: 'call';
  readonly options?: string;
  readonly expect: {
    readonly text: string;
    readonly reasoning?: string;
    readonly refusal?: string;
    readonly finish_reason?: string | null;
    readonly usage?: { readonly input: number | null; readonly output: number | null; readonly cached: number | null };
    readonly error?: {
      readonly kind: 'http' | 'stream-error' | 'transport' | 'protocol';
      readonly status?: number;
      readonly contains?: string;
    };
    readonly warning?: string;
  };
}

export function wireCases(folder: string): readonly WireCase[] {
  return JSON.parse(readFileSync(path.join(folder, 'cases.json'), 'utf8')) as readonly WireCase[];
}

const FORMATS: Readonly<Record<string, AnswerName>> = {
  anthropic: 'anthropic',
  'vertex-ai-claude': 'anthropic',
  'aws-bedrock': 'aws-bedrock',
  'google-ai': 'google',
  'vertex-ai': 'google',
  'openai-responses': 'openai-responses',
  'openai-transcriptions': 'openai-transcription',
};

export function formatOf({ provider, options }: WireCase): AnswerName {
  const asked = /client_response_type "([^"]+)"/.exec(options ?? '')?.[1];
  return RESPONSE_TYPES.find((name) => name === asked) ?? FORMATS[provider] ?? 'openai';
}

export function isStreaming({ mode, options }: WireCase): boolean {
  return mode !== 'call' && !options?.includes('supports_streaming false');
}

export function usageOf({ expect }: WireCase): Usage | null {
  if (!expect.usage) return null;
  const { input, output, cached } = expect.usage;
  return {
    ...(input === null ? {} : { inputTokens: input }),
    ...(output === null ? {} : { outputTokens: output }),
    ...(cached === null ? {} : { cachedInputTokens: cached }),
  };
}

/** What we read of usage, without the tokens for thoughts: the cases do not speak of them. */
export function comparedUsage({ reasoningTokens: _, ...usage }: Usage): Usage | null {
  return Object.keys(usage).length ? usage : null;
}

/** How a failure of ours is named in the expectations. A refusal is a failure here, with the model's words. */
export function failureKindOf({ expect }: WireCase): string | null {
  if (expect.refusal) return 'provider';
  switch (expect.error?.kind) {
    case undefined:
      return null;
    case 'stream-error':
      return 'provider';
    case 'transport':
      return 'connection';
    case 'http':
    case 'protocol':
      return expect.error.kind;
  }
}
