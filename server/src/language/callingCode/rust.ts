/** Rust, for the client of the official generator: `stream` and a CancellationToken. */
import { argumentNames, type Call } from './call';
import { signature } from './signature';

export function rustCall(call: Call): string {
  const given = call.parameters.map(({ name, type }) =>
    type.kind === 'class' || type.kind === 'media' ? `&${name}` : name,
  );
  return `${signature(call, '//')}
use baml::CancellationToken;
use crate::baml_client::functions::async_client::B;

let token = CancellationToken::new();
let mut stream = B
    .${call.name}
    .with_cancellation_token(Some(token.clone()))
    .stream(${(argumentNames(call).length ? given : []).join(', ')})?;
while let Some(partial) = stream.next().await {
    println!("{:?}", partial?);
}
let result = stream.get_final_response().await?;

// Cancelling: call token.cancel(), from any task. The connection is closed.
`;
}
