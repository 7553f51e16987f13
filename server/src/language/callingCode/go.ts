/** Go, for the client of the official generator: `Stream` and a context. */
import { argumentNames, type Call } from './call';
import { signature } from './signature';

export function goCall(call: Call): string {
  const given = ['ctx', ...argumentNames(call)].join(', ');
  return `${signature(call, '//')}
ctx, cancel := context.WithCancel(context.Background())
defer cancel()

values, err := baml_client.Stream.${call.name}(${given})
if err != nil {
	return err
}
for value := range values {
	if value.IsError {
		return value.Error
	}
	if value.IsFinal {
		fmt.Println("final", *value.Final())
	} else {
		fmt.Println("partial", *value.Stream())
	}
}

// Cancelling: call cancel(), from any goroutine. The connection is closed.
`;
}
