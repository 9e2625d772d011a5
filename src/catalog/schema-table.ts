import * as z from 'zod';

/** The part of JSON Schema that our schemas come out as. */
interface Schema {
  readonly type?: string;
  readonly const?: string | number | boolean;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly default?:
    | string
    | number
    | boolean
    | readonly string[]
    | Readonly<Record<string, never>>;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly oneOf?: readonly Schema[];
}

interface Row {
  readonly key: string;
  readonly type: string;
  readonly need: string;
  readonly meaning: string;
}

/** The keys of a schema as a table in Markdown: path, type, whether it must be there, meaning. */
export function tableOf(schema: z.ZodType): string {
  const rows = rowsOf(z.toJSONSchema(schema, { io: 'input' }) as Schema, '');
  return [
    '| key | type | | meaning |',
    '| --- | --- | --- | --- |',
    ...rows.map((row) => `| \`${row.key}\` | ${row.type} | ${row.need} | ${cell(row.meaning)} |`),
  ].join('\n');
}

function rowsOf({ properties = {}, required = [] }: Schema, prefix: string): readonly Row[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const key = `${prefix}${name}`;
    const row = {
      key,
      type: typeOf(schema),
      need: needOf(schema, required.includes(name)),
      meaning: schema.description ?? '',
    };
    return [row, ...childrenOf(schema, key)];
  });
}

function childrenOf(schema: Schema, key: string): readonly Row[] {
  if (isText(schema)) return [];
  if (schema.oneOf !== undefined) return unionRows(schema.oneOf, key);
  if (schema.items?.properties !== undefined && !isText(schema.items)) {
    return rowsOf(schema.items, `${key}[].`);
  }
  return rowsOf(schema, `${key}.`);
}

/** The keys of all variants, each once; what not every variant has is not required. */
function unionRows(variants: readonly Schema[], key: string): readonly Row[] {
  const rows = variants.flatMap((variant) => rowsOf(variant, `${key}.`));
  const kinds = variants.map(({ properties }) => `\`${String(properties?.['is']?.const)}\``);
  return [...new Map(rows.map((row) => [row.key, row])).values()].map((row) =>
    row.key === `${key}.is` ? { ...row, type: kinds.join(', ') } : { ...row, need: '' },
  );
}

function typeOf(schema: Schema): string {
  if (isText(schema)) return 'text';
  if (schema.enum !== undefined) return schema.enum.map((one) => `\`${one}\``).join(', ');
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.oneOf !== undefined) return 'one of';
  if (schema.type === 'array') {
    const one = schema.items === undefined ? '' : typeOf(schema.items);
    const plain = one === 'any' || (one !== 'text' && schema.items?.properties !== undefined);
    return plain ? 'list' : `list of ${one}`;
  }
  if (schema.type === 'object') return schema.properties === undefined ? 'map' : 'keys below';
  return schema.type ?? 'any';
}

function needOf(schema: Schema, required: boolean): string {
  if (required) return 'required';
  const { default: fallback } = schema;
  if (Array.isArray(fallback))
    return fallback.length === 0 ? '' : `default: ${fallback.join(', ')}`;
  return fallback === undefined || typeof fallback === 'object' ? '' : `default: ${fallback}`;
}

function isText({ properties = {} }: Schema): boolean {
  return Object.keys(properties).sort().join() === 'en,ko';
}

/** A text in a cell: pipes end a cell, and what looks like a tag would vanish. */
export function cell(text: string): string {
  const parts = text.replaceAll('|', '\\|').replaceAll('\n', ' ').split('`');
  return parts.map((part, at) => (at % 2 === 0 ? part.replaceAll('<', '\\<') : part)).join('`');
}
