/** The arguments of a function: what may be given, so that a form can be made of it, and what is wrong with a text. */

export type FieldType =
  | { readonly kind: 'string' | 'int' | 'float' | 'bool' | 'null' }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  /** Named types stand in the form under their names. */
  | { readonly kind: 'enum' | 'class' | 'alias'; readonly name: string }
  | { readonly kind: 'media'; readonly name: string }
  | { readonly kind: 'list'; readonly item: FieldType }
  | { readonly kind: 'map'; readonly key: FieldType; readonly value: FieldType }
  | { readonly kind: 'union'; readonly variants: readonly FieldType[] };

export interface FormField {
  readonly name: string;
  readonly type: FieldType;
  /** The type as it is written. */
  readonly text: string;
}

export interface ArgumentsForm {
  readonly parameters: readonly FormField[];
  readonly classes: Readonly<Record<string, readonly FormField[]>>;
  readonly enums: Readonly<Record<string, readonly string[]>>;
  readonly aliases: Readonly<Record<string, FieldType>>;
}

export interface ArgumentsParams {
  readonly function: string;
  /** A file of the project, or its root. */
  readonly uri: string;
  /** The arguments as JSON text. */
  readonly text: string;
}

export interface ArgumentMistake {
  /** Where: `order.items[0].price`. */
  readonly path: string;
  /** The whole sentence. */
  readonly message: string;
  /** The stretch of the text it is about, in UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

/** Null when there is no such function. Text that is no JSON has no mistakes here. */
export type ArgumentsResult = {
  readonly form: ArgumentsForm;
  readonly mistakes: readonly ArgumentMistake[];
} | null;
