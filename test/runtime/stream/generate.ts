/**
 * Random schemas, values of them, and the many ways a model might write those values down. Everything comes from one
 * seed, so that a difference found once can be found again. `generateSchema.ts` makes the schemas, `generateText.ts` the texts.
 */
import { schemaOf } from './generateSchema';
import { disturb, textOf } from './generateText';
import { chance, pick, type Random } from './random';

export { randomFrom, type Random } from './random';

export type Tier = 'clean' | 'attributes' | 'messy';

export interface Generated {
  readonly tier: Tier;
  readonly baml: string;
  /** What a type builder adds at run time. */
  readonly dynamic?: string;
  readonly text: string;
}

/** A schema, an answer, and the text of the answer, of one tier. */
export function generate(random: Random, tier: Tier): Generated {
  const schema = schemaOf(random, tier === 'attributes' || (tier === 'messy' && chance(random, 0.3)));
  const text = textOf(random, schema);
  const { baml, dynamic } = schema;
  const question = { tier, baml, text: tier === 'messy' ? disturb(random, text) : text };
  return dynamic === null ? question : { ...question, dynamic };
}

/** A text in random pieces of one to twelve units, as a provider might send it: a pair of surrogates may be cut in two. */
export function chunksOf(random: Random, text: string): string[] {
  const most = pick(random, [3, 12, 12, 40]);
  const chunks: string[] = [];
  for (let at = 0; at < text.length;) {
    const size = 1 + Math.floor(random() * most);
    chunks.push(text.slice(at, at + size));
    at += size;
  }
  return chunks;
}
