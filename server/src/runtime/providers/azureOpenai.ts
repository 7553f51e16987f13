/**
 * `azure-openai`: OpenAI's chat format behind a resource and a deployment of Azure, with the key in a header of its own.
 * The names of an Entra application are not sent: the official runtime puts them, secret and all, into the body.
 */
import type { ClientOptions, OptionValue } from '../clientOptions';
import { openaiChat } from './openaiChat';
import { rolesOf, streams } from './openaiModels';
import { requestUrl, type RequestUrl } from './requestUrl';

export const azureOpenai = openaiChat({
  name: 'azure-openai',
  aliases: ['baml-azure-chat'],
  keyVariable: 'AZURE_OPENAI_API_KEY',
  keyHeader: 'api-key',
  textLayout: 'parts',
  asksForUsage: false,
  allowedRoles: rolesOf,
  streams,
  url,
  finish,
});

/** Takes `resource_name`, `deployment_id` and, unless there are `query_params`, `api_version`. */
function url(options: ClientOptions, path: string): RequestUrl {
  const resource = options.takeString('resource_name');
  const deployment = options.takeString('deployment_id');
  const version = options.has('query_params') ? undefined : options.takeString('api_version');
  for (const name of ['tenant_id', 'client_id', 'client_secret']) options.take(name);
  if (resource === undefined && deployment === undefined && !options.has('base_url')) {
    options.complain(
      `Client \`${options.client}\` needs \`base_url\`, or \`resource_name\` and \`deployment_id\`: azure-openai has no address of its own.`,
    );
    return { url: '', secrets: [] };
  }
  if ((resource === undefined) !== (deployment === undefined)) {
    const [given, missing] =
      resource === undefined ? ['deployment_id', 'resource_name'] : ['resource_name', 'deployment_id'];
    options.complain(`Client \`${options.client}\` has \`${given}\` without \`${missing}\`.`);
    return { url: '', secrets: [] };
  }
  if (resource !== undefined && options.has('base_url')) {
    options.complain(
      `Client \`${options.client}\` has \`base_url\` and \`resource_name\`; only one can be the address.`,
    );
    return { url: '', secrets: [] };
  }
  const baseUrl =
    resource === undefined
      ? {}
      : { baseUrl: `https://${resource}.openai.azure.com/openai/deployments/${deployment ?? ''}` };
  const where = requestUrl({ name: 'azure-openai', ...baseUrl }, options, path);
  if (version === undefined || where.url === '') return where;
  const versioned = new URL(where.url);
  versioned.searchParams.append('api-version', version);
  return { ...where, url: versioned.href };
}

function finish(options: Map<string, OptionValue>): void {
  if (options.get('max_tokens')?.kind === 'null') options.delete('max_tokens');
  else if (!options.has('max_tokens') && !options.has('max_completion_tokens')) {
    options.set('max_tokens', { kind: 'number', text: '4096' });
  }
}
