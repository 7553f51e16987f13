/** What a retry policy takes. Language reference 2.6. */
import type { Entry, Shape } from './shape';

const TYPE: Shape = {
  kind: 'one-of',
  words: () => [
    { label: 'exponential_backoff', kind: 'value', detail: 'each wait is longer than the one before' },
    { label: 'constant_delay', kind: 'value', detail: 'all waits are the same' },
  ],
};

const DELAY: Entry = {
  name: 'delay_ms',
  documentation: 'The first wait, in milliseconds. Default: 200.',
  shape: { kind: 'number', example: '200' },
};

const GROWING: readonly Entry[] = [
  {
    name: 'multiplier',
    documentation: 'How many times longer each wait is than the one before. Default: 1.5.',
    shape: { kind: 'number', example: '1.5' },
  },
  {
    name: 'max_delay_ms',
    documentation: 'The longest wait, in milliseconds. Default: 10000.',
    shape: { kind: 'number', example: '10000' },
  },
];

/** `type`: that of the strategy, when it is written. */
export function retryShape(type: string | undefined): Shape {
  const strategy: readonly Entry[] = [
    { name: 'type', detail: 'required', required: true, documentation: 'How the waits grow.', shape: TYPE },
    DELAY,
    ...(type === 'constant_delay' ? [] : GROWING),
  ];
  return {
    kind: 'map',
    entries: () => [
      {
        name: 'max_retries',
        detail: 'required',
        required: true,
        documentation: 'How often a failed call is made again. `2` means three calls at most.',
        shape: { kind: 'number', example: '2' },
      },
      {
        name: 'strategy',
        documentation: 'How long to wait before each retry.',
        shape: { kind: 'map', name: 'waits', entries: () => strategy },
      },
    ],
  };
}
