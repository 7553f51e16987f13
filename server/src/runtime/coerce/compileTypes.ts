/**
 * The two forms of a return type: as declared, for the final answer, and the streaming form that partial answers are
 * read with. Both are built on demand, once per (named type, mode), so recursive types need no special care.
 */
import type { AliasType, ClassType, Constraint, Field, Schema, Type, TypeAttributes } from '../../ir/schema';
import type { OutputType } from '../stream/engine';
import { aliasesAround } from './aliasCycles';
import { rememberedIn, saysAnything, type Forms, type Remembered } from './remembered';
import { changed, shaped } from './shaped';
import { blockOf, isOptional, type Member, type Members, type Mode, type Ty, type TyBase, type Types } from './types';

type Form = 'streaming' | Mode;

interface Attrs {
  done?: boolean;
  notNull?: boolean;
  withState?: boolean;
}

/**
 * `knowsAll`: the partial parser knows every class in done mode, and in aliases, which the official one does not (quirk
 * nested-in-done).
 */
export function compileTypes(output: OutputType, knowsAll = false): Types {
  return new Compiler(output.schema, knowsAll).compile(output.returns);
}

class Compiler {
  private nextId = 1;
  private compiled: Types | null = null;
  private ofFinal: Remembered | null = null;
  private ofStreaming: Remembered | null = null;
  private readonly members = new Map<string, Members>();
  private readonly aliases = new Map<string, Ty>();
  /** The declared forms for the final reading of types that nothing is passed down to: fields ask for theirs several times. */
  private readonly finals = new Map<Type, Ty>();
  private readonly variants = new Map<Type, readonly Type[]>();
  constructor(
    private readonly schema: Schema,
    private readonly knowsAll: boolean,
  ) {}

  compile(returns: Type): Types {
    this.compiled = {
      schema: this.schema,
      streaming: this.streaming(returns, { notNull: true }),
      final: this.declaredForm(returns, 'final', { notNull: true }),
    };
    return this.compiled;
  }

  private remembered(final: boolean): Remembered {
    const { compiled } = this;
    if (compiled === null) return { enums: new Map(), classes: new Map() };
    const forms: Forms = {
      streamed: (decl) => this.membersOf(decl, 'streaming').fields(),
      streaming: ({ source }) => this.streaming(source, { notNull: true }),
      aliasesAround: (name) =>
        aliasesAround(name, this.schema).map((alias) => ({
          name: alias,
          target: this.aliasTarget(alias, final ? 'final' : 'done'),
        })),
    };
    if (final) return (this.ofFinal ??= rememberedIn(compiled.final, false, forms));
    return (this.ofStreaming ??= rememberedIn(compiled.streaming, true, forms));
  }

  /** Attributes in force at a use of a type: its own, those of its class or enum, and those passed down. */
  private attributes(type: Type, passed: Attrs): Attrs {
    const own = type.attributes;
    const block = blockOf(type, this.schema)?.attributes;
    const has = (name: 'done' | 'notNull' | 'withState'): boolean =>
      own?.[name] !== undefined || block?.[name] !== undefined || passed[name] === true;
    return { done: has('done'), notNull: has('notNull'), withState: has('withState') };
  }

  /** The streaming form: what a partial answer is read with. */
  streaming(written: Type, passed: Attrs): Ty {
    const type = this.simplified(written);
    const attrs = this.attributes(type, passed);
    const declared = this.asDeclared(type);
    switch (type.kind) {
      case 'list':
        return shaped(this.base(type, attrs, declared), {
          kind: 'list',
          item: this.streaming(type.item, { notNull: true, done: attrs.done }),
        });
      case 'map':
        return shaped(this.base(type, attrs, declared), {
          kind: 'map',
          key: this.streaming(type.key, { notNull: true, done: attrs.done }),
          value: this.streaming(type.value, { notNull: true, done: attrs.done }),
        });
      case 'union':
        return this.union(type, attrs, declared, (variant) =>
          this.streaming(variant, { notNull: true, done: attrs.done }),
        );
      default:
        return this.leaf(type, attrs, 'streaming', declared);
    }
  }

  /** A field of a class in streaming mode: optional unless it is never null or says not_null. */
  private streamingField(written: Type): Ty {
    const type = this.simplified(written);
    const attrs = this.attributes(type, {});
    const never = type.kind === 'list' || type.kind === 'map' || isOptional(type, this.schema);
    if (attrs.notNull === true || never) return this.streaming(type, {});
    const inner = this.streaming(type, {});
    const nullTy = this.leaf(NULL, {}, 'streaming', null);
    if (inner.kind === 'union' && !inner.done && inner.constraints.length === 0) {
      const variants = [...inner.variants, asVariant(nullTy, false)];
      return changed(inner, { id: this.nextId++, variants, nullable: true });
    }
    // A value that does not cast is not asked for the constraints of a required field: they act in the final reading only.
    const base = {
      id: this.nextId++,
      inUnion: false,
      asksAlways: false,
      done: false,
      notNull: false,
      withState: inner.withState,
      constraints: [],
      source: type,
      declared: inner.declared,
    };
    const required = changed(inner, { withState: false, id: this.nextId++ });
    return shaped(base, {
      kind: 'union',
      variants: [asVariant(required, false), asVariant(nullTy, false)],
      nullable: true,
    });
  }

  /** The type as declared, as the final answer is read with it. */
  private asDeclared(written: Type): Ty {
    const known = this.finals.get(written);
    if (known !== undefined) return known;
    const ty = this.declaredForm(written, 'final', {});
    this.finals.set(written, ty);
    return ty;
  }

  /** The type as declared. */
  private declaredForm(written: Type, mode: Mode, passed: Attrs): Ty {
    const type = this.simplified(written);
    const attrs = this.attributes(type, passed);
    switch (type.kind) {
      case 'list':
        return shaped(this.base(type, attrs, null), { kind: 'list', item: this.inside(type.item, mode) });
      case 'map':
        return shaped(this.base(type, attrs, null), {
          kind: 'map',
          key: this.inside(type.key, mode),
          value: this.inside(type.value, mode),
        });
      case 'union':
        return this.union(type, attrs, null, (variant) => this.inside(variant, mode));
      default:
        return this.leaf(type, attrs, mode, null);
    }
  }

  private inside(type: Type, mode: Mode): Ty {
    return mode === 'final' ? this.asDeclared(type) : this.declaredForm(type, mode, {});
  }

  private union(type: Type & { kind: 'union' }, attrs: Attrs, declared: Ty | null, form: (variant: Type) => Ty): Ty {
    const base = this.base(type, attrs, declared);
    const all = this.distinctVariants(type).map((variant) => asVariant(form(variant), base.asksAlways));
    // Null is tried last, wherever it was written.
    const variants = [...all.filter(({ kind }) => kind !== 'null'), ...all.filter(({ kind }) => kind === 'null')];
    return shaped(base, {
      kind: 'union',
      variants,
      nullable: variants.some((variant) => variant.kind === 'null'),
    });
  }

  private leaf(type: Type, attrs: Attrs, form: Form, declared: Ty | null): Ty {
    const base = this.base(type, attrs, declared);
    const streaming = form === 'streaming';
    // Numbers, words and literals are done by themselves; enums are in the streaming form.
    const partial = form !== 'final';
    switch (type.kind) {
      case 'primitive':
        return shaped(base, {
          kind: type.name,
          done: base.done || (partial && type.name !== 'string' && type.name !== 'null'),
        });
      case 'literal':
        return shaped(base, { kind: 'literal', value: type.value, done: partial || base.done });
      case 'enum': {
        const decl = this.schema.enums[type.name];
        if (decl === undefined) return shaped(base, { kind: 'media' });
        return shaped(base, {
          kind: 'enum',
          decl,
          values: decl.values.filter((value) => value.skip !== true),
          own: once(() => this.remembered(form === 'final').enums.get(decl.name) ?? []),
          done: streaming || base.done || (partial && saysAnything(decl)),
        });
      }
      case 'class': {
        const decl = this.schema.classes[type.name];
        if (decl === undefined) return shaped(base, { kind: 'media' });
        const mode: Mode = streaming ? (attrs.done === true ? 'done' : 'streaming') : (form as Mode);
        const own = once(() => this.remembered(mode === 'final').classes.get(`${mode} ${decl.name}`) ?? []);
        return shaped(base, { kind: 'class', decl, mode, members: this.membersOf(decl, mode), own });
      }
      case 'alias': {
        const mode: Mode = streaming ? (attrs.done === true ? 'done' : 'streaming') : (form as Mode);
        return shaped(base, {
          kind: 'alias',
          name: type.name,
          mode,
          target: once(() => this.aliasTarget(type.name, mode)),
        });
      }
      default:
        return shaped(base, { kind: 'media' });
    }
  }

  /** What an alias stands for. It has no streaming form for the official runtime: partial answers are read with it as declared. */
  private aliasTarget(name: string, mode: Mode): Ty {
    const form = mode === 'streaming' && !this.knowsAll ? 'done' : mode;
    const key = `${form} ${name}`;
    const known = this.aliases.get(key);
    if (known !== undefined) return known;
    const alias: AliasType | undefined = this.schema.aliases[name];
    const type = alias?.type ?? NULL;
    const ty = form === 'streaming' ? this.streaming(type, { notNull: true }) : this.declaredForm(type, form, {});
    this.aliases.set(key, ty);
    return ty;
  }

  private membersOf(decl: ClassType, mode: Mode): Members {
    const key = `${mode} ${decl.name}`;
    const known = this.members.get(key);
    if (known !== undefined) return known;
    const isKnown = once(
      () => mode !== 'done' || this.knowsAll || this.remembered(false).classes.has(`done ${decl.name}`),
    );
    const members = new ClassMembers(decl, isKnown, (field) => this.member(decl, field, mode));
    this.members.set(key, members);
    return members;
  }

  private member(decl: ClassType, field: Field, mode: Mode): Member {
    const block = decl.attributes.done;
    const withBlock: Type =
      block === undefined || field.type.attributes?.done !== undefined
        ? field.type
        : { ...field.type, attributes: { ...field.type.attributes, done: block } };
    // What `@@stream.done` says of each field is told in the errors of the final reading, and means nothing there.
    const passed = block !== undefined && mode === 'final' ? { done: true, notNull: true } : {};
    const ty = mode === 'streaming' ? this.streamingField(withBlock) : this.declaredForm(field.type, mode, passed);
    return {
      name: field.name,
      rendered: field.alias ?? field.name,
      ty,
      declared: this.asDeclared(withBlock),
      field,
      // An alias counts as required even when its expansion admits null.
      optional: (ty.kind === 'union' && ty.nullable) || ty.kind === 'null',
    };
  }

  /** A union whose variants are all the same type is that type; what is said of the union takes the place of what is said of the type. */
  private simplified(type: Type): Type {
    if (type.kind !== 'union' || type.variants.length < 2) return type;
    const [only, another] = this.distinctVariants(type);
    if (only === undefined || another !== undefined) return type;
    return this.simplified(type.attributes === undefined ? only : { ...only, attributes: type.attributes });
  }

  /** The variants of a union, each once. */
  private distinctVariants(type: Type & { kind: 'union' }): readonly Type[] {
    const known = this.variants.get(type);
    if (known !== undefined) return known;
    const seen = new Set<string>();
    const distinct = type.variants.filter((variant) => {
      const key = spelling(variant);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
    this.variants.set(type, distinct);
    return distinct;
  }

  private base(type: Type, attrs: Attrs, declared: Ty | null): TyBase {
    const constraints = constraintsOf(type.attributes, blockOf(type, this.schema)?.attributes);
    return {
      id: this.nextId++,
      done: attrs.done === true,
      notNull: attrs.notNull === true,
      withState: attrs.withState === true,
      inUnion: false,
      asksAlways: constraints.length > 0,
      constraints,
      source: type,
      declared,
    };
  }
}

/** A class of its own, not an object of functions: they are asked for with every token. */
class ClassMembers implements Members {
  private made: readonly Member[] | null = null;
  private names: ReadonlyMap<string, number> | null = null;
  constructor(
    private readonly decl: ClassType,
    private readonly isKnown: () => boolean,
    private readonly member: (field: Field) => Member,
  ) {}

  fields(): readonly Member[] {
    return (this.made ??= this.decl.fields.filter((field) => field.skip !== true).map((field) => this.member(field)));
  }

  byName(): ReadonlyMap<string, number> {
    if (this.names !== null) return this.names;
    const names = new Map<string, number>();
    this.fields().forEach(({ rendered }, index) => {
      if (!names.has(rendered)) names.set(rendered, index);
    });
    return (this.names = names);
  }

  known(): boolean {
    return this.isKnown();
  }
}

/** `make`, called once: types are asked for what they lead to with every token. */
function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | null = null;
  return () => (made ??= { it: make() }).it;
}

const asVariant = (ty: Ty, asksAlways: boolean): Ty => changed(ty, { inUnion: true, asksAlways });

/** The same for two types that differ in nothing but where they, or what is said of them, were written. */
function spelling(type: Type): string {
  if (type.kind === 'primitive' && type.attributes === undefined) return type.name;
  return JSON.stringify(type, (key, value: unknown) =>
    key === 'condition' ? undefined : isPlace(value) ? true : value,
  );
}

const isPlace = (value: unknown): boolean => typeof value === 'object' && value !== null && 'uri' in value;

const NULL: Type = { kind: 'primitive', name: 'null' };

function constraintsOf(...all: readonly (TypeAttributes | undefined)[]): readonly Constraint[] {
  return all.flatMap((attributes) => attributes?.constraints ?? []);
}
