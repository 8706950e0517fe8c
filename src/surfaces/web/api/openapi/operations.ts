import { z } from 'zod';
import { toolCommon } from '../../../../commands/tools/connect-tool.ts';
import { toolInputs } from '../../../../commands/tools/tool-inputs.ts';
import type { MessageKey } from '../../../../messages/translate.ts';
import type { WebDependencies } from '../../dependencies.ts';
import { checkoutBody } from '../billing.ts';
import { newSpace } from '../onboarding.ts';
import { credentials } from '../sign-in.ts';
import { slackLinkBody } from '../slack-link.ts';
import * as shapes from './shapes.ts';

/** One thing that the API does. */
export interface Operation {
  readonly method: 'get' | 'post' | 'delete';
  /** As OpenAPI writes it: `/api/tenant/{id}/dashboard`. */
  readonly path: string;
  readonly summary: MessageKey;
  /** Open to everybody; otherwise a session is needed. */
  readonly open?: boolean;
  readonly body?: z.ZodType;
  /** Fields that the body may have beside its own. */
  readonly beside?: z.ZodType;
  readonly status: 200 | 201 | 204;
  readonly answer?: z.ZodType;
}

/** Every operation of the API, by the schemas that validate what it takes. */
export function operations({ slack }: WebDependencies): readonly Operation[] {
  const tenantId = z.object({ tenantId: z.int().positive().optional() });
  const inOwn = z.object({ ...toolCommon.shape, ...tenantId.shape });
  const slackBody = slack ? [slack.body] : [];
  return [
    ...(['enterprise', 'freelance'] as const).map((type) => ({
      method: 'post' as const,
      path: `/api/${type}/onboard`,
      summary: `openapi.onboard.${type}` as const,
      open: true,
      body: newSpace,
      status: 201 as const,
      answer: shapes.aboard,
    })),
    {
      method: 'post',
      path: '/api/auth/login',
      summary: 'openapi.login',
      open: true,
      body: credentials,
      status: 200,
      answer: shapes.session,
    },
    {
      method: 'get',
      path: '/api/integrations',
      summary: 'openapi.integrations',
      status: 200,
      answer: shapes.integrations,
    },
    ...(['github', 'k8s', 'jira', 'notion'] as const).map((type) => ({
      method: 'post' as const,
      path: `/api/integrations/${type}`,
      summary: `openapi.connect.${type}` as const,
      body: toolInputs[type],
      beside: inOwn,
      status: 201 as const,
      answer: shapes.integration,
    })),
    { method: 'delete', path: '/api/integrations/{id}', summary: 'openapi.disconnect', status: 204 },
    ...slackBody.map((body) => ({
      method: 'post' as const,
      path: '/api/integrations/slack',
      summary: 'openapi.connect.slack' as const,
      body,
      beside: tenantId,
      status: 201 as const,
      answer: shapes.slackConnected,
    })),
    {
      method: 'delete',
      path: '/api/integrations/slack/{id}',
      summary: 'openapi.disconnect_slack',
      status: 204,
    },
    {
      method: 'post',
      path: '/api/slack/link',
      summary: 'openapi.link',
      body: slackLinkBody,
      status: 200,
      answer: shapes.linked,
    },
    {
      method: 'get',
      path: '/api/tenant/{id}/dashboard',
      summary: 'openapi.dashboard',
      status: 200,
      answer: shapes.dashboard,
    },
    { method: 'get', path: '/api/billing', summary: 'openapi.billing', status: 200 },
    {
      method: 'post',
      path: '/api/billing/checkout',
      summary: 'openapi.checkout',
      body: checkoutBody,
      beside: tenantId,
      status: 200,
      answer: shapes.address,
    },
    {
      method: 'post',
      path: '/api/billing/portal',
      summary: 'openapi.portal',
      status: 200,
      answer: shapes.address,
    },
    { method: 'post', path: '/api/stripe/webhook', summary: 'openapi.stripe', open: true, status: 200 },
    { method: 'get', path: '/api/openapi.json', summary: 'openapi.itself', open: true, status: 200 },
  ];
}
