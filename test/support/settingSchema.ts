/** Whether a value is what a setting of package.json takes: as much of JSON Schema as is used there. Throws for anything else. */
export interface SettingSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly items?: SettingSchema;
  readonly properties?: Readonly<Record<string, SettingSchema>>;
  readonly additionalProperties?: boolean;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** What is wrong, each as `place: reason`. */
export function settingProblems(value: unknown, schema: SettingSchema, place: string): readonly string[] {
  const types = [schema.type ?? []].flat();
  if (types.length && !types.some((type) => isOf(type, value))) return [`${place}: no ${types.join(' or ')}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${place}: none of ${schema.enum.join(', ')}`];
  if (schema.pattern !== undefined && typeof value === 'string' && !new RegExp(schema.pattern).test(value))
    return [`${place}: not like ${schema.pattern}`];
  if (typeof value === 'number' && (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity)))
    return [`${place}: out of range`];
  if (Array.isArray(value) && schema.items)
    return value.flatMap((item: unknown, i) => settingProblems(item, schema.items!, `${place}[${i}]`));
  if (isOf('object', value) && schema.properties) {
    return Object.entries(value as Record<string, unknown>).flatMap(([name, inner]) =>
      schema.properties![name]
        ? settingProblems(inner, schema.properties![name], `${place}.${name}`)
        : [`${place}.${name}: not known`],
    );
  }
  return [];
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === type;
    default:
      throw new Error(`settings of type ${type}`);
  }
}
