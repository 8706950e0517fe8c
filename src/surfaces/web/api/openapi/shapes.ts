import { z } from 'zod';
import { errorCodes } from '../../../../core/errors.ts';
import { integrationTypes } from '../../../../core/integration.ts';
import { permissions, roles } from '../../../../core/roles.ts';

/** What the API answers with, as its description says it; the tests hold real answers against these. */
const id = z.int().positive();
const moment = z.iso.datetime();

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  error: z.string(),
  code: z.enum(errorCodes),
  requestId: z.string().optional(),
  choices: z.array(z.object({ tenantId: id, name: z.string() })).optional(),
});

export const aboard = z.object({ tenantId: id, userId: id, token: z.string() });

export const session = z.object({
  token: z.string(),
  userId: id,
  tenantId: id,
  userRole: z.enum(roles),
  permissions: z.record(z.enum(permissions), z.boolean()),
});

export const integration = z.object({
  id,
  type: z.enum(integrationTypes),
  name: z.string(),
  details: z.record(z.string(), z.string()),
  protected: z.boolean(),
  health: z.enum(['ok', 'failing', 'unknown']),
  createdAt: moment,
});

export const integrations = z.object({
  integrations: z.array(integration),
  slack: z.array(z.object({ type: z.literal('slack'), id: z.string(), name: z.string(), createdAt: moment })),
});

export const slackConnected = z.object({ type: z.literal('slack'), name: z.string() });
export const linked = z.object({ person: z.string(), place: z.string() });
export const address = z.object({ url: z.url() });

const days = z.array(z.object({ day: z.iso.date(), ok: z.int(), failed: z.int() }));

export const dashboard = z.object({
  tenantId: id,
  clusters: z.array(
    z.object({
      id,
      name: z.string(),
      health: z.enum(['ok', 'failing', 'unknown']),
      protected: z.boolean(),
      watch: z.string().nullable(),
      openIncidents: z.int(),
    }),
  ),
  incidents: z.array(
    z.object({
      id,
      cluster: z.string(),
      severity: z.string(),
      reason: z.string(),
      subject: z.string(),
      since: moment,
      openedAt: moment,
      taken: z.boolean(),
    }),
  ),
  tools: z.object({ connected: z.int(), failing: z.int() }),
  commands: days,
  deployments: days,
  tickets: days,
});
