import { z } from 'zod';

/**
 * Block Kit as Slack takes it: unknown fields and what exceeds a limit are refused
 * (https://docs.slack.dev/reference/block-kit/blocks).
 */
const plain = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });
const words = (max: number) => z.union([plain(max), mrkdwn(max)]);
const blockId = { block_id: z.string().max(255).optional() };

const button = z.strictObject({
  type: z.literal('button'),
  text: plain(75),
  action_id: z.string().max(255).optional(),
  value: z.string().max(2000).optional(),
  url: z.url().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
});
const image = z.strictObject({
  type: z.literal('image'),
  image_url: z.url().max(3000),
  alt_text: z.string().min(1).max(2000),
});
const runs = z.looseObject({ type: z.string() });
const richText = z.strictObject({ type: z.literal('rich_text'), elements: z.array(runs).min(1), ...blockId });
const cell = z.union([z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }), richText]);

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: plain(150), ...blockId }),
  z.strictObject({ type: z.literal('divider'), ...blockId }),
  z
    .strictObject({
      type: z.literal('section'),
      text: words(3000).optional(),
      fields: z.array(words(2000)).min(1).max(10).optional(),
      accessory: z.union([button, image]).optional(),
      expand: z.boolean().optional(),
      ...blockId,
    })
    .refine((section) => section.text !== undefined || section.fields !== undefined, 'needs text or fields'),
  z.strictObject({
    type: z.literal('context'),
    elements: z
      .array(z.union([words(3000), image]))
      .min(1)
      .max(10),
    ...blockId,
  }),
  z.strictObject({ type: z.literal('actions'), elements: z.array(button).min(1).max(25), ...blockId }),
  z.strictObject({ type: z.literal('markdown'), text: z.string().min(1).max(12_000), ...blockId }),
  z.strictObject({
    type: z.literal('image'),
    image_url: z.url().max(3000),
    alt_text: z.string().min(1).max(2000),
    title: plain(2000).optional(),
    ...blockId,
  }),
  z.strictObject({
    type: z.literal('table'),
    rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
    column_settings: z.array(z.looseObject({})).max(20).optional(),
    ...blockId,
  }),
  z.strictObject({
    type: z.literal('input'),
    label: plain(2000),
    element: z.looseObject({ type: z.string() }),
    hint: plain(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    ...blockId,
  }),
  richText,
]);

/**
 * What is wrong with blocks, in sentences as Slack gives them in `response_metadata.messages`; none when all is well.
 * `most`: how many may stand in a message; a view takes 100.
 */
export function faultsOf(given: unknown, most = 50): readonly string[] {
  const parsed = z.array(block).max(most).safeParse(given);
  if (!parsed.success) {
    return parsed.error.issues.map(
      (issue) => `[ERROR] ${issue.message} [json-pointer:/blocks/${issue.path.join('/')}]`,
    );
  }
  const faults: string[] = [];
  const ids = parsed.data.flatMap((each) => each.block_id ?? []);
  if (new Set(ids).size < ids.length) faults.push('[ERROR] block_id must be unique');
  if (parsed.data.filter((each) => each.type === 'table').length > 1)
    faults.push('[ERROR] only one table is allowed');
  for (const each of parsed.data) {
    if (each.type !== 'actions') continue;
    const actions = each.elements.flatMap((element) => element.action_id ?? []);
    if (new Set(actions).size < actions.length) faults.push('[ERROR] action_id must be unique in its block');
  }
  return faults;
}
