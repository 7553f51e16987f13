/** Elixir, for a resource of ash_baml 0.2, which makes an action with \`_stream\` for every imported function. */
import { argumentNames, snakeCase, type Call } from './call';
import { signature } from './signature';

export function elixirCall(call: Call): string {
  const given = argumentNames(call).map((one) => `${one}: ${one}`);
  const action = snakeCase(call.name);
  return `${signature(call, '#')}
# In the resource:
#   baml do
#     client :default
#     import_functions [:${call.name}]
#   end
{:ok, stream} =
  MyApp.Assistant
  |> Ash.ActionInput.for_action(:${action}_stream, %{${given.join(', ')}})
  |> Ash.run_action()

task = Task.async(fn -> Enum.each(stream, &IO.inspect/1) end)
Task.await(task, :infinity)

# Cancelling: end the process that reads the stream; ash_baml cancels the call with it.
#   Task.shutdown(task, :brutal_kill)
`;
}
