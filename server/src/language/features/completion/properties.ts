/** What each kind of block takes: its properties as one shape. */
import { stringProperty, propertyOf } from '../../semantics/resolve';
import type { Symbols } from '../../semantics/symbols';
import type { Declaration, TestDecl } from '../../syntax/ast';
import { generatorShape } from './generators';
import { clientNames, functionNames, retryNames } from './names';
import { optionsShape } from './providerOptions';
import { providerWords } from './providers';
import { retryShape } from './retryPolicies';
import type { Entry, Shape } from './shape';
import { argumentsShape } from './testArguments';

export type PropertyBlock = Extract<Declaration, { readonly properties: unknown }>;

export function isPropertyBlock(decl: Declaration | undefined): decl is PropertyBlock {
  return decl !== undefined && 'properties' in decl;
}

export function blockShape(decl: PropertyBlock, symbols: Symbols): Shape {
  switch (decl.kind) {
    case 'function':
      return map(functionEntries(symbols));
    case 'client':
      return map(clientEntries(decl.name?.text, providerOf(decl), symbols));
    case 'retry':
      return retryShape(strategyType(decl));
    case 'test':
      return map(testEntries(decl, symbols));
    case 'generator':
      return generatorShape();
  }
}

/** The provider of a client, when it is written. */
export function providerOf(decl: Declaration | undefined): string | undefined {
  return decl?.kind === 'client' ? stringProperty(decl.properties, 'provider')?.value : undefined;
}

function map(entries: readonly Entry[]): Shape {
  return { kind: 'map', entries: () => entries };
}

function functionEntries(symbols: Symbols): Entry[] {
  return [
    {
      name: 'client',
      detail: 'required',
      required: true,
      documentation: 'The model that is called: a client of the project, or a shorthand such as `"openai/gpt-4o"`.',
      shape: clientNames(symbols),
    },
    {
      name: 'prompt',
      detail: 'required',
      required: true,
      documentation:
        'What the model is sent, as a raw string with Jinja. `{{ ctx.output_format }}` says which answer is expected.',
      shape: { kind: 'raw' },
    },
  ];
}

function clientEntries(own: string | undefined, provider: string | undefined, symbols: Symbols): Entry[] {
  return [
    {
      name: 'provider',
      detail: 'required',
      required: true,
      documentation: 'The service that is called, and so which options there are.',
      shape: { kind: 'one-of', words: providerWords },
    },
    {
      name: 'options',
      documentation: 'Model, key, address and whatever else the provider takes.',
      shape: optionsShape(provider, clientNames(symbols, own)),
    },
    {
      name: 'retry_policy',
      documentation: 'How often a failed call is made again.',
      shape: retryNames(symbols),
    },
  ];
}

function testEntries(test: TestDecl, symbols: Symbols): Entry[] {
  return [
    {
      name: 'functions',
      detail: 'required',
      required: true,
      documentation: 'The functions that are run with these arguments.',
      shape: { kind: 'list', item: functionNames(symbols) },
    },
    {
      name: 'args',
      detail: 'required',
      required: true,
      documentation: 'A value for each parameter, by name.',
      shape: argumentsShape(test, symbols),
    },
    {
      name: 'type_builder',
      documentation: 'Types that only this test sees, and additions to types with `@@dynamic`.',
      shape: { kind: 'map', entries: () => [] },
    },
  ];
}

function strategyType(decl: PropertyBlock): string | undefined {
  const strategy = propertyOf(decl.properties, 'strategy')?.value;
  const type =
    strategy?.kind === 'map' ? strategy.entries.findLast(({ key }) => key.text === 'type')?.value : undefined;
  return type?.kind === 'string' ? type.value : undefined;
}
