/** The wire formats that can be read, by name. */
import type { AnswerFormat, AnswerName } from './answerFormat';
import { anthropicAnswer } from './anthropicAnswer';
import { bedrockAnswer } from './bedrockAnswer';
import { googleAnswer } from './googleAnswer';
import { openaiAnswer } from './openaiAnswer';
import { responsesAnswer } from './responsesAnswer';
import { transcriptionAnswer } from './transcriptionAnswer';

const FORMATS: Readonly<Record<AnswerName, AnswerFormat>> = {
  openai: openaiAnswer,
  'openai-responses': responsesAnswer,
  'openai-transcription': transcriptionAnswer,
  anthropic: anthropicAnswer,
  google: googleAnswer,
  vertex: googleAnswer,
  'aws-bedrock': bedrockAnswer,
};

export function answerFormat(name: AnswerName): AnswerFormat {
  return FORMATS[name];
}

/** What `client_response_type` can be. */
export const RESPONSE_TYPES: readonly AnswerName[] = [
  'openai',
  'openai-responses',
  'openai-transcription',
  'anthropic',
  'google',
  'vertex',
];
