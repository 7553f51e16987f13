/** What is told of a chunk: made with every one, and soon garbage (see `plainMaker.ts`). */
import type { Json } from '../../ir/json';
import { plainMaker, type Mutable } from '../plainMaker';
import type { FieldChange, FieldDecl, Frame, Hold, Path, ValueChange } from './frame';

type ChangeOf<O extends ValueChange['op']> = Extract<ValueChange, { readonly op: O }>;

export const MadeFrame = plainMaker(function (
  this: Mutable<Frame>,
  chunk: Frame['chunk'],
  length: number,
  value: readonly ValueChange[],
  fields: readonly FieldChange[],
  refusal?: string | null,
) {
  this.chunk = chunk;
  this.length = length;
  this.value = value;
  this.fields = fields;
  if (refusal !== undefined) this.refusal = refusal;
});

export const Append = plainMaker(function (this: Mutable<ChangeOf<'append'>>, path: Path, text: string) {
  this.op = 'append';
  this.path = path;
  this.text = text;
});

export const SetValue = plainMaker(function (this: Mutable<ChangeOf<'set'>>, path: Path, value: Json) {
  this.op = 'set';
  this.path = path;
  this.value = value;
});

export const Push = plainMaker(function (this: Mutable<ChangeOf<'push'>>, path: Path, value: Json) {
  this.op = 'push';
  this.path = path;
  this.value = value;
});

/** Of one row; what is new about it is added where it is found. */
export const RowChange = plainMaker(function (this: Mutable<FieldChange>, id: number, decl?: FieldDecl) {
  this.id = id;
  if (decl !== undefined) this.decl = decl;
});

export const RowDecl = plainMaker(function (
  this: Mutable<FieldDecl>,
  parent: number | null,
  key: string | number | null,
  type: string,
  attributes: readonly string[],
  at: FieldDecl['at'],
) {
  this.parent = parent;
  this.key = key;
  this.type = type;
  this.attributes = attributes;
  if (at !== undefined) this.at = at;
});

export const MadeHold = plainMaker(function (
  this: Mutable<Hold>,
  cause: Hold['cause'],
  waitsFor?: string,
  on?: string,
  at?: Hold['at'],
) {
  this.cause = cause;
  if (waitsFor !== undefined) this.waitsFor = waitsFor;
  if (on !== undefined) this.on = on;
  if (at !== undefined) this.at = at;
});
