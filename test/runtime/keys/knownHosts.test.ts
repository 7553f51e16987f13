import assert from 'node:assert/strict';
import { isKnownDestination } from '../../../server/src/runtime/keys/knownHosts';

describe('isKnownDestination', () => {
  const cases: readonly [variable: string, host: string, known: boolean][] = [
    ['OPENAI_API_KEY', 'api.openai.com', true],
    ['OPENAI_API_KEY', 'API.OpenAI.com', true],
    ['OPENAI_API_KEY', 'api.openai.com:443', true],
    ['OPENAI_API_KEY', 'eu.api.openai.com', true],
    ['OPENAI_API_KEY', 'api.openai.com:8443', false],
    ['OPENAI_API_KEY', 'api.openai.com.evil.example', false],
    ['OPENAI_API_KEY', 'evil-api.openai.com', false],
    ['OPENAI_API_KEY', 'api.anthropic.com', false],
    ['OPENAI_API_KEY', 'localhost:8080', false],
    ['ANTHROPIC_API_KEY', 'api.anthropic.com', true],
    ['GOOGLE_API_KEY', 'generativelanguage.googleapis.com', true],
    ['GOOGLE_API_KEY', 'us-central1-aiplatform.googleapis.com', true],
    ['GOOGLE_API_KEY', 'storage.googleapis.com', false],
    // Also a store that anybody can have a place in.
    ['GOOGLE_API_KEY', 'www.googleapis.com', false],
    ['MY_TEAM_KEY', 'www.googleapis.com', false],
    ['OPENAI_API_KEY', 'api.openai.com.', false],
    ['GOOGLE_ACCESS_TOKEN', 'aiplatform.googleapis.com', true],
    ['GOOGLE_ACCESS_TOKEN', 'api.mistral.ai', false],
    ['AWS_SESSION_TOKEN', 'bedrock-runtime.eu-west-1.amazonaws.com', true],
    ['AWS_SESSION_TOKEN', 'mine.s3.eu-west-1.amazonaws.com', false],
    // Anybody can rent an Azure resource.
    ['AZURE_OPENAI_API_KEY', 'ours.openai.azure.com', false],
    // A name we do not know was chosen by the person.
    ['MY_TEAM_KEY', 'api.openai.com', true],
    ['MY_TEAM_KEY', 'api.mistral.ai', true],
    ['MY_TEAM_KEY', 'gateway.example', false],
    ['MY_TEAM_KEY', '', false],
  ];
  for (const [variable, host, known] of cases) {
    it(`${variable} → ${host || 'no host'}: ${known ? 'unasked' : 'asks'}`, () => {
      assert.equal(isKnownDestination(variable, host), known);
    });
  }
});
