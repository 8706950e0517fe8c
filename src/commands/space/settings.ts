import { z } from 'zod';
import { locales } from '../../core/locale.ts';
import { NoxError } from '../../core/errors.ts';
import { rolesOf } from '../../core/roles.ts';
import { copyEverything } from '../../database/tenant/everything.ts';
import type { TableCopy } from '../../database/tenant/everything.ts';
import { readTenant, saveSettings } from '../../database/tenant/settings.ts';
import { keepSpace } from './keep.ts';
import type { SpaceKeeper } from './keep.ts';

/** What a space may be set to. */
const settingsSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u),
  locale: z.enum(locales),
  timeZone: z.string().max(60).refine(isTimeZone),
  defaultRole: z.enum(['viewer', 'developer', 'manager', 'admin']).optional(),
});

/** The space as it is set. */
export const readSettings = ({ database }: SpaceKeeper) => readTenant(database);

/** Sets the space. Errors: `forbidden`, `bad_input` with the fields. */
export async function changeSettings(by: SpaceKeeper, given: unknown): Promise<void> {
  await keepSpace(by, 'settings', '', async () => {
    const parsed = settingsSchema.safeParse(given);
    if (!parsed.success) {
      const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))].join(', ');
      throw new NoxError('bad_input', { fields }, { sentence: 'tools.bad_fields' });
    }
    const { defaultRole, ...settings } = parsed.data;
    const hasRoles =
      defaultRole && rolesOf[by.tenant.type].includes(defaultRole) && by.tenant.type === 'enterprise';
    await saveSettings(by.database, hasRoles ? { ...settings, defaultRole } : settings);
  });
}

/**
 * Hands out everything that is the space's, table by table, without secrets; rows are read as `take` takes them. Errors:
 * `forbidden`, `conflict` while another export is under way, those of `take`.
 */
export function exportSpace(
  by: SpaceKeeper,
  take: (tables: readonly TableCopy[]) => Promise<void>,
): Promise<void> {
  return keepSpace(by, 'export', '', () => copyEverything(by.database, take));
}

/** An IANA name that dates can be formatted in; no bare offsets, whose sign PostgreSQL reads the other way. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
