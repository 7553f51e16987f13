/** Ruby, for the client of the official generator. It has no way to cancel; the loop can be left. */
import { argumentNames, type Call } from './call';
import { signature } from './signature';

export function rubyCall(call: Call): string {
  const given = argumentNames(call).map((one) => `${one}: ${one}`);
  return `${signature(call, '#')}
require_relative "baml_client/client"

stream = BamlClient::Client.stream.${call.name}(${given.join(', ')})
stream.each do |partial|
  puts partial.inspect
  # Leaving early: \`break\` ends the loop. The Ruby client of BAML 0.226 cannot abort the request itself:
  # the model may go on and be billed.
end
final = stream.get_final_response
puts final.inspect
`;
}
