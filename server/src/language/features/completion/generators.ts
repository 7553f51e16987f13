/** What a generator takes. Language reference 2.9. */
import type { Shape, Word } from './shape';
import { TEXT } from './shape';

const OUTPUT: readonly (readonly [label: string, detail: string])[] = [
  ['typescript', 'TypeScript'],
  ['typescript/react', 'TypeScript with hooks for React'],
  ['python/pydantic', 'Python with Pydantic 2'],
  ['python/pydantic/v1', 'Python with Pydantic 1'],
  ['ruby/sorbet', 'Ruby with Sorbet'],
  ['go', 'Go; needs client_package_name'],
  ['rust', 'Rust'],
  ['rest/openapi', 'an OpenAPI description of the HTTP server'],
  ['boundary-cloud', 'a deployment; needs project'],
];

function choices(all: readonly (readonly [label: string, detail: string])[], quote: boolean): Shape {
  const words = all.map(([label, detail]): Word => ({ label, kind: 'value', detail, quote }));
  return { kind: 'one-of', words: () => words };
}

export function generatorShape(): Shape {
  return {
    kind: 'map',
    entries: () => [
      {
        name: 'output_type',
        detail: 'required',
        required: true,
        documentation: 'The language the client is written in.',
        shape: choices(OUTPUT, true),
      },
      {
        name: 'output_dir',
        documentation: 'Where the folder `baml_client` is made, relative to `baml_src`. Default: `../`.',
        shape: { kind: 'text', example: '../' },
      },
      {
        name: 'version',
        documentation:
          'The version of the installed BAML package. Major and minor have to be the same, or `baml-cli generate` refuses.',
        shape: { kind: 'text', example: '0.226.2' },
      },
      {
        name: 'default_client_mode',
        documentation: 'Whether the `b` that is imported without a suffix waits (`sync`) or gives promises (`async`).',
        shape: choices(
          [
            ['async', 'calls give promises'],
            ['sync', 'calls wait for the answer'],
          ],
          false,
        ),
      },
      {
        name: 'module_format',
        documentation: 'The kind of modules TypeScript code is written as.',
        shape: choices(
          [
            ['cjs', 'CommonJS'],
            ['esm', 'ECMAScript modules'],
          ],
          true,
        ),
      },
      {
        name: 'on_generate',
        documentation: 'A shell command that runs in the output folder after every generation, such as a formatter.',
        shape: TEXT,
      },
      {
        name: 'client_package_name',
        documentation: 'The import path of the generated package. Needed for Go.',
        shape: TEXT,
      },
      {
        name: 'project',
        documentation: 'The project to deploy to, `@organisation/project`. Needed for `boundary-cloud`.',
        shape: TEXT,
      },
    ],
  };
}
