import { z } from 'zod';
import { validationError } from './errors.ts';

/** The bodies that the API takes (https://developers.notion.com/reference/request-limits for the sizes). */
const id = z.string().regex(/^[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}$/);
const color = z.string().max(40);
/** A text of so many UTF-16 units at most, as JavaScript counts; zod counts whole signs. */
function utf16(maximum: number) {
  return z.string().check((context) => {
    if (context.value.length > maximum)
      context.issues.push({
        code: 'too_big',
        origin: 'string',
        maximum,
        inclusive: true,
        input: context.value,
      });
  });
}
const richTextItem = z.strictObject({
  type: z.literal('text').optional(),
  text: z.strictObject({
    content: utf16(2_000),
    link: z.strictObject({ url: z.string().max(2_000) }).nullish(),
  }),
  annotations: z
    .strictObject({
      bold: z.boolean().optional(),
      italic: z.boolean().optional(),
      strikethrough: z.boolean().optional(),
      underline: z.boolean().optional(),
      code: z.boolean().optional(),
      color: color.optional(),
    })
    .optional(),
});
const richText = z.array(richTextItem).max(100);
const option = z.strictObject({
  name: z.string().max(100),
  id: z.string().optional(),
  color: color.optional(),
});

const withText = {
  rich_text: richText,
  color: color.optional(),
  children: z.array(z.unknown()).max(100).optional(),
};
const emoji = z.strictObject({ type: z.literal('emoji').optional(), emoji: z.string().max(20) });
const heading = z.strictObject({ ...withText, is_toggleable: z.boolean().optional() });

const blocks: Readonly<Record<string, z.ZodType>> = {
  paragraph: z.strictObject(withText),
  bulleted_list_item: z.strictObject(withText),
  numbered_list_item: z.strictObject(withText),
  quote: z.strictObject(withText),
  toggle: z.strictObject(withText),
  to_do: z.strictObject({ ...withText, checked: z.boolean().optional() }),
  callout: z.strictObject({ ...withText, icon: emoji.optional() }),
  heading_1: heading,
  heading_2: heading,
  heading_3: heading,
  code: z.strictObject({
    rich_text: richText,
    caption: richText.optional(),
    language: z.enum([
      'bash',
      'diff',
      'docker',
      'go',
      'java',
      'javascript',
      'json',
      'kotlin',
      'markdown',
      'php',
      'plain text',
      'python',
      'ruby',
      'rust',
      'shell',
      'sql',
      'toml',
      'typescript',
      'xml',
      'yaml',
    ]),
  }),
  divider: z.strictObject({}),
  table: z.strictObject({
    table_width: z.number().int().min(1),
    has_column_header: z.boolean().optional(),
    has_row_header: z.boolean().optional(),
    children: z.array(z.unknown()).max(100),
  }),
  table_row: z.strictObject({ cells: z.array(richText).max(100) }),
  image: z.strictObject({
    type: z.literal('file_upload').optional(),
    file_upload: z.strictObject({ id }),
    caption: richText.optional(),
  }),
};

const value = z.union([
  z.strictObject({ type: z.literal('title').optional(), id: z.string().optional(), title: richText }),
  z.strictObject({ type: z.literal('rich_text').optional(), id: z.string().optional(), rich_text: richText }),
  z.strictObject({ type: z.literal('number').optional(), number: z.number().nullable() }),
  z.strictObject({ type: z.literal('url').optional(), url: z.string().max(2_000).nullable() }),
  z.strictObject({ type: z.literal('select').optional(), select: option.nullable() }),
  z.strictObject({ type: z.literal('status').optional(), status: option.nullable() }),
  z.strictObject({ type: z.literal('multi_select').optional(), multi_select: z.array(option).max(100) }),
  z.strictObject({ type: z.literal('checkbox').optional(), checkbox: z.boolean() }),
  z.strictObject({
    type: z.literal('date').optional(),
    date: z
      .strictObject({
        start: z.string().max(40),
        end: z.string().max(40).nullish(),
        time_zone: z.string().nullish(),
      })
      .nullable(),
  }),
  z.strictObject({ type: z.literal('people').optional(), people: z.array(z.object({ id })).max(100) }),
]);

const paging = { start_cursor: z.string().nullish(), page_size: z.number().int().min(1).max(100).optional() };

export const bodies = {
  search: z.strictObject({
    ...paging,
    query: z.string().optional(),
    sort: z
      .strictObject({
        timestamp: z.literal('last_edited_time'),
        direction: z.enum(['ascending', 'descending']),
      })
      .optional(),
    filter: z
      .strictObject({ property: z.literal('object'), value: z.enum(['page', 'data_source']) })
      .optional(),
  }),
  createPage: z.strictObject({
    parent: z.union([
      z.strictObject({ type: z.literal('page_id').optional(), page_id: id }),
      z.strictObject({ type: z.literal('data_source_id').optional(), data_source_id: id }),
      z.strictObject({ type: z.literal('database_id').optional(), database_id: id }),
      z.strictObject({ type: z.literal('workspace').optional(), workspace: z.literal(true) }),
    ]),
    properties: z.record(z.string(), value).default({}),
    children: z.array(z.unknown()).max(100).optional(),
    icon: emoji.nullish(),
  }),
  updatePage: z.strictObject({
    properties: z.record(z.string(), value).optional(),
    icon: emoji.nullish(),
    in_trash: z.boolean().optional(),
    archived: z.boolean().optional(),
  }),
  append: z.strictObject({ children: z.array(z.unknown()).max(100), after: id.optional() }),
  createUpload: z.strictObject({
    mode: z.enum(['single_part', 'multi_part', 'external_url']).optional(),
    filename: z.string().max(900).optional(),
    content_type: z.string().max(200).optional(),
    number_of_parts: z.number().int().min(1).max(10_000).optional(),
    external_url: z.string().optional(),
  }),
  query: z.strictObject({
    ...paging,
    filter: z.record(z.string(), z.unknown()).optional(),
    sorts: z
      .array(
        z.union([
          z.strictObject({ property: z.string(), direction: z.enum(['ascending', 'descending']) }),
          z.strictObject({
            timestamp: z.enum(['created_time', 'last_edited_time']),
            direction: z.enum(['ascending', 'descending']),
          }),
        ]),
      )
      .max(100)
      .optional(),
    in_trash: z.boolean().optional(),
    archived: z.boolean().optional(),
    result_type: z.enum(['page', 'data_source']).optional(),
  }),
};

/** A block that a caller sent. */
export interface SentBlock {
  readonly type: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly children: readonly SentBlock[];
}

/** A body against its schema. Errors: `validation_error` naming the field, as Notion says it. */
export function checked<T>(schema: z.ZodType<T>, body: unknown, path = 'body'): T {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  throw validationError(`body failed validation: ${complaint(parsed.error.issues[0], path, body)}`);
}

/** Blocks that a caller sent: known types only, two levels at most, a hundred in each list. */
export function checkedBlocks(
  sent: readonly unknown[] | undefined,
  path = 'body.children',
  depth = 0,
): SentBlock[] {
  return (sent ?? []).map((each, at) => {
    const here = `${path}[${at}]`;
    const given = (each ?? {}) as Record<string, unknown>;
    const kinds = Object.keys(given).filter((key) => key !== 'object' && key !== 'type');
    const type = typeof given.type === 'string' ? given.type : (kinds[0] ?? '');
    const schema = blocks[type];
    const odd = kinds.find((key) => key !== type);
    if (!schema)
      throw validationError(
        `body failed validation: ${here}.type should be a known block type, instead was \`"${type}"\`.`,
      );
    if (odd !== undefined)
      throw validationError(
        `body failed validation: ${here}.${odd} should be not present, instead was \`${shown(given[odd])}\`.`,
      );
    const content = checked(schema, given[type], `${here}.${type}`) as Record<string, unknown>;
    const { children, ...rest } = content as { children?: unknown[] };
    if (children && depth >= 2)
      throw validationError(
        `body failed validation: ${here}.${type}.children should be not present, instead was \`[…]\`.`,
      );
    return { type, content: rest, children: checkedBlocks(children, `${here}.${type}.children`, depth + 1) };
  });
}

function complaint(issue: z.core.$ZodIssue | undefined, root: string, body: unknown): string {
  if (!issue) return `${root} is invalid.`;
  const path = issue.path.reduce<string>(
    (all, key) => (typeof key === 'number' ? `${all}[${key}]` : `${all}.${String(key)}`),
    root,
  );
  const found = issue.path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
    body,
  );
  if (issue.code === 'unrecognized_keys')
    return `${path}.${issue.keys[0]} should be not present, instead was \`${shown((found as Record<string, unknown>)[issue.keys[0] ?? ''])}\`.`;
  if (issue.code === 'too_big' && (issue.origin === 'string' || issue.origin === 'array'))
    return `${path}.length should be ≤ \`${issue.maximum}\`, instead was \`${(found as { length: number }).length}\`.`;
  if (issue.code === 'invalid_union') {
    const nearest = issue.errors.toSorted((a, b) => depthOf(b) - depthOf(a))[0]?.[0];
    if (nearest) return complaint({ ...nearest, path: [...issue.path, ...nearest.path] }, root, body);
  }
  if (found === undefined) return `${path} should be defined, instead was \`undefined\`.`;
  return `${path} should be valid, instead was \`${shown(found)}\`.`;
}

/** The branch of a union that got furthest is the one that was meant. */
function depthOf(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

function shown(found: unknown): string {
  return (JSON.stringify(found) ?? 'undefined').slice(0, 60);
}
