/**
 * `aws-bedrock`: the Converse API of Amazon Bedrock, signed. Numbers go as they were written, where the official runtime
 * rounds them to 32 bits, and what the client does not say is left out.
 */
import { jsonObject, optionJson, type ClientOptions, type OptionValue } from '../clientOptions';
import type { AwsSigning } from '../request/plannedRequest';
import { contentJson, jsonMembers, type RequestText } from '../request/requestText';
import { bedrockContent } from './bedrockContent';
import { ROLES } from './openaiModels';
import type { Provider, ProviderCall, ProviderRequest } from './provider';

export const awsBedrock: Provider = {
  name: 'aws-bedrock',
  aliases: [],
  allowedRoles: () => ROLES,
  defaultRole: 'user',
  allowedRoleMetadata: 'all',
  modelOption: 'model_id',
  streams: () => true,
  answersAsTold: false,
  request,
};

function request({ options, messages, streaming, media }: ProviderCall): ProviderRequest {
  const signing = takeSigning(options);
  const shownOptions = shown(options, signing.region);
  const url = takeUrl(options, signing.region, streaming);
  const content = bedrockContent(messages, options, media);
  const body = new Map<string, RequestText>([['messages', contentJson(content.messages)]]);
  if (content.system !== undefined) body.set('system', contentJson(content.system));
  const inference = takeInference(options);
  if (inference.size) body.set('inferenceConfig', jsonObject(inference));
  const fields = options.take('additional_model_request_fields');
  if (fields?.kind === 'map' && fields.entries.size) body.set('additionalModelRequestFields', optionJson(fields));
  for (const name of options.rest().keys()) {
    options.complain(`Client \`${options.client}\` has the option \`${name}\`, which aws-bedrock does not know.`);
  }
  const { keys } = signing;
  return {
    url,
    headers: new Map([
      ['content-type', 'application/json'],
      ['accept', streaming ? 'application/vnd.amazon.eventstream' : 'application/json'],
    ]),
    body: jsonMembers(body),
    authorization: signing,
    shownOptions,
    answers: 'aws-bedrock',
    secrets: keys ? [keys.accessKeyId, keys.secretAccessKey, ...(keys.sessionToken ? [keys.sessionToken] : [])] : [],
    keyVariables: keys ? ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] : [],
  };
}

/** Where it goes is all that a prompt sees. */
function shown(options: ClientOptions, region: string): ReadonlyMap<string, OptionValue> {
  const model = options.peekString('model') ?? options.peekString('model_id');
  const endpoint = options.peekString('endpoint_url');
  const entries = Object.entries({ model, region, endpoint_url: endpoint });
  return new Map(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, { kind: 'string', value }]])));
}

function takeUrl(options: ClientOptions, region: string, streaming: boolean): string {
  const id = options.takeString('model_id');
  const model = options.takeString('model') ?? id;
  if (model === undefined) {
    options.complain(`Client \`${options.client}\` needs \`model_id\`: aws-bedrock has it in the URL.`);
  }
  const endpoint = options.takeString('endpoint_url') ?? `https://bedrock-runtime.${region}.amazonaws.com`;
  const method = streaming ? 'converse-stream' : 'converse';
  const url = `${endpoint.replace(/\/$/, '')}/model/${encodeURIComponent(model ?? '')}/${method}`;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.username || parsed?.password) {
    options.complain(
      `The \`endpoint_url\` of client \`${options.client}\` has a user name or a password in it. Take it out: requests to AWS are signed instead.`,
    );
    return '';
  }
  if (parsed && /^https?:$/.test(parsed.protocol)) return url;
  options.complain(
    `The \`endpoint_url\` of client \`${options.client}\` is not a web address: it must begin with https://.`,
  );
  return '';
}

/** The client's own keys and region, else those of the environment; without keys, those of the machine. */
function takeSigning(options: ClientOptions): AwsSigning {
  const region =
    options.takeString('region') ?? options.setting('AWS_REGION') ?? options.setting('AWS_DEFAULT_REGION') ?? '';
  if (region === '') {
    options.complain(
      `Client \`${options.client}\` needs \`region\`: AWS region is required. Set it in the client options or via AWS_REGION.`,
    );
  } else if (!/^[a-z0-9-]+$/i.test(region)) {
    options.complain(`The \`region\` of client \`${options.client}\` is none: it has letters, digits and dashes only.`);
  }
  const profile = options.takeString('profile');
  const given = {
    id: options.takeString('access_key_id'),
    secret: options.takeString('secret_access_key'),
    token: options.takeString('session_token'),
  };
  const isGiven = Object.values(given).some((value) => value !== undefined);
  const { id, secret, token } = isGiven || profile !== undefined ? given : environmentKeys(options);
  if ((id === undefined) !== (secret === undefined) || (token !== undefined && id === undefined)) {
    options.complain(
      `Client \`${options.client}\`: if either access_key_id or secret_access_key are provided, both must be provided.`,
    );
  }
  return {
    kind: 'aws',
    service: 'bedrock',
    region,
    ...(id !== undefined && secret !== undefined
      ? { keys: { accessKeyId: id, secretAccessKey: secret, ...(token === undefined ? {} : { sessionToken: token }) } }
      : {}),
    ...(profile === undefined ? {} : { profile }),
  };
}

function environmentKeys(options: ClientOptions) {
  const id = options.optionalVariable('AWS_ACCESS_KEY_ID');
  const secret = options.optionalVariable('AWS_SECRET_ACCESS_KEY');
  const token = options.optionalVariable('AWS_SESSION_TOKEN');
  return id === undefined || secret === undefined ? {} : { id, secret, token };
}

const INFERENCE: Readonly<Record<string, string>> = {
  max_tokens: 'maxTokens',
  temperature: 'temperature',
  top_p: 'topP',
  stop_sequences: 'stopSequences',
};

function takeInference(options: ClientOptions): Map<string, string> {
  const given = options.take('inference_configuration');
  const inference = new Map<string, string>();
  if (given === undefined) return inference;
  if (given.kind !== 'map') {
    options.complain(`The option \`inference_configuration\` of client \`${options.client}\` must be a map.`);
    return inference;
  }
  for (const [name, value] of given.entries) {
    const known = Object.hasOwn(INFERENCE, name) ? INFERENCE[name] : undefined;
    if (known === undefined) {
      options.complain(
        `The option \`inference_configuration.${name}\` of client \`${options.client}\` is unknown; it can have ${Object.keys(INFERENCE).join(', ')}.`,
      );
    } else if (value.kind !== (name === 'stop_sequences' ? 'list' : 'number')) {
      const wanted = name === 'stop_sequences' ? 'a list of strings' : 'a number';
      options.complain(
        `The option \`inference_configuration.${name}\` of client \`${options.client}\` must be ${wanted}.`,
      );
    } else inference.set(known, optionJson(value));
  }
  return inference;
}
