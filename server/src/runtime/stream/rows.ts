/** The rows of the timeline. */
import type { Types } from '../coerce/types';
import type { Typed } from '../coerce/typed';
import type { Raw } from '../json/raw';
import type { FieldChange } from './frame';
import type { Out } from './out';

export class Rows {
  work = 0;
  constructor(_types: Types) {}
  update(_result: { typed: Typed; out: Out } | null, _root: Raw | null, _length: number): FieldChange[] {
    return [];
  }
  finish(_result: { typed: Typed; out: Out } | null, _root: Raw | null, _length: number): FieldChange[] {
    return [];
  }
}
