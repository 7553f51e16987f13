/** The attributes, where each means something (language reference 4.1), and what it does there. */
import type { AttributePlace } from '../../semantics/attributeSites';

export interface AttributeFact {
  readonly name: string;
  readonly detail: string;
  readonly documentation: string;
  /** Behind the name, as a snippet. */
  readonly args?: string;
}

const CONDITION = '{{ ${2:this} }}';

export const ATTRIBUTES: readonly AttributeFact[] = [
  {
    name: 'alias',
    detail: 'another name for the model',
    documentation:
      'The name the model sees in the prompt and writes in its answer. Your code keeps the name declared here.',
    args: '("${1}")',
  },
  {
    name: 'description',
    detail: 'explains it to the model',
    documentation:
      'Text that `ctx.output_format` writes beside it, for the model to read. Your code sees nothing of it.',
    args: '("${1}")',
  },
  {
    name: 'stream.done',
    detail: 'whole or not at all',
    documentation:
      'Your code sees the value when it is complete, never a part of it. In partial types it is the complete type.',
  },
  {
    name: 'stream.not_null',
    detail: 'the object waits for it',
    documentation:
      'Your code does not see the object around it before this value has started. In partial types it is never null.',
  },
  {
    name: 'stream.with_state',
    detail: 'the value and how far it is',
    documentation:
      'In partial results your code sees `{ value, state }`, where the state is `Pending`, `Incomplete` or `Complete`.',
  },
  {
    name: 'check',
    detail: 'a condition your code can read',
    documentation:
      'The value arrives whether the condition holds or not. Your code sees a `Checked` value that tells the outcome of each check under its label.',
    args: `(\${1:label}, ${CONDITION})`,
  },
  {
    name: 'assert',
    detail: 'a condition that has to hold',
    documentation:
      'Where the condition does not hold, a required value makes reading the answer fail, an optional one becomes null, and an item of a list is left out.',
    args: `(\${1:label}, ${CONDITION})`,
  },
  {
    name: 'skip',
    detail: 'not for the model',
    documentation: 'Left out of the schema the model is told and of what is read from its answer.',
  },
  {
    name: 'dynamic',
    detail: 'more at run time',
    documentation: 'Lets your code add fields or values with a type builder while the program runs.',
  },
];

const STREAM = ['stream.done', 'stream.not_null', 'stream.with_state'];
const CONSTRAINTS = ['check', 'assert'];

/** The names that do something at a place. */
export const AT_PLACE: Readonly<Record<AttributePlace, readonly string[]>> = {
  field: ['alias', 'description', 'skip', ...CONSTRAINTS, ...STREAM],
  // `@@alias` of a class is accepted, and written nowhere.
  class: ['description', 'dynamic', ...CONSTRAINTS, ...STREAM],
  'enum-value': ['alias', 'description', 'skip'],
  enum: ['alias', 'dynamic', ...CONSTRAINTS, ...STREAM],
  alias: [...CONSTRAINTS, ...STREAM],
  inner: [...CONSTRAINTS, ...STREAM],
  return: [...CONSTRAINTS, ...STREAM],
  parameter: [],
  property: [],
  block: CONSTRAINTS,
};
