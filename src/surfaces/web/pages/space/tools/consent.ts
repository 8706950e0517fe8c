import { randomBytes } from 'node:crypto';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { html } from 'hono/html';
import { findTool } from '../../../../../commands/tools/change-tool.ts';
import {
  beginConsent,
  chooseOffer,
  finishConsent,
} from '../../../../../commands/tools/connect-by-consent.ts';
import type { Consented } from '../../../../../commands/tools/connect-by-consent.ts';
import { isNoxError, NoxError } from '../../../../../core/errors.ts';
import { serviceNames } from '../../../../../core/integration.ts';
import type { ToolType } from '../../../../../core/integration.ts';
import { sayError } from '../../../../../messages/translate.ts';
import type { MessageKey } from '../../../../../messages/translate.ts';
import type { WebDependencies } from '../../../dependencies.ts';
import { statusOf } from '../../../errors.ts';
import { fieldOf } from '../../fields.ts';
import { signedIn } from '../../signed-in.ts';
import type { SignedVisit } from '../../signed-in.ts';
import { toolId, toolTypeOf } from './which.ts';

const cookieName = '__Host-nox-connect';
const cookieSeconds = 600;

/**
 * Connecting by consent: `POST /integrations/new/<type>/consent` and `POST /integrations/<id>/consent` lead to the
 * service's page, `GET /integrations/consent/<type>` is where it sends the person back to, and the POST beside it takes
 * the choice where several things were allowed.
 */
export function consentPages(dependencies: WebDependencies): Router {
  const { connectStates, toolbox, publicUrl } = dependencies;
  const router = express.Router();
  const redirectUri = (type: ToolType) => `${publicUrl}/integrations/consent/${type}`;

  router.post(
    '/integrations/new/:type/consent',
    signedIn(dependencies, 'manage', (at, request, response) =>
      leave(at, toolTypeOf(request), undefined, request, response),
    ),
  );

  router.post(
    '/integrations/:id/consent',
    signedIn(dependencies, 'manage', async (at, request, response) => {
      const { id, type } = await findTool(at.database, toolId(request));
      if (type === 'slack') throw new NoxError('not_found', {}, { sentence: 'web.no_such_page' });
      await leave(at, type, id, request, response);
    }),
  );

  /**
   * The answer is a page that leads on by itself: browsers hold every redirect after a form against `form-action`, and
   * where a service sends people to sign in is its own affair.
   */
  async function leave(
    at: SignedVisit,
    type: ToolType,
    renews: number | undefined,
    request: Request,
    response: Response,
  ): Promise<void> {
    const browser = browserOf(request) ?? randomBytes(24).toString('base64url');
    const intent = { connect: type, tenantId: at.tenant.id, userId: at.actor.userId, renews };
    const state = await connectStates.begin(intent, browser);
    const isThereAlready = fieldOf(request, 'already') === 'yes';
    const asked = { state, redirectUri: redirectUri(type), isThereAlready };
    const { href } = await beginConsent(at.by, toolbox, type, renews, asked);
    response.append(
      'set-cookie',
      `${cookieName}=${browser}; Max-Age=${cookieSeconds}; Path=/; HttpOnly; Secure; SameSite=Lax`,
    );
    response.set('refresh', `0; url=${href}`);
    const service = serviceNames[type];
    at.show(200, {
      title: at.t('consent.leaving.title', { service }),
      text: at.t('consent.leaving.text', { service }),
      links: [{ label: at.t('consent.leaving.go', { service }), href }],
    });
  }

  router.get(
    '/integrations/consent/:type',
    signedIn(dependencies, 'manage', async (at, request, response) => {
      const type = toolTypeOf(request);
      const { state, ...query } = firstValues(request);
      if (!state) return tell(at, type, 400, 'restart');
      const intent = await connectStates.finish(state, browserOf(request));
      if (intent?.connect !== type) return tell(at, type, 400, 'expired');
      if (intent.tenantId !== at.tenant.id || intent.userId !== at.actor.userId)
        return tell(at, type, 403, 'other_space');
      if (query['error'] === 'access_denied') return tell(at, type, 200, 'refused');
      if (query['error'] !== undefined) return tell(at, type, 400, 'failed');
      const answer = { query, redirectUri: redirectUri(type) };
      await finish(at, type, intent.renews, response, async () => {
        const came = await finishConsent(at.by, toolbox, type, intent.renews, answer);
        return came.kind === 'choose' ? came : came.tool.id;
      });
    }),
  );

  router.post(
    '/integrations/consent/:type',
    signedIn(dependencies, 'manage', async (at, request, response) => {
      const type = toolTypeOf(request);
      const choice = Number(/^\d{1,3}$/.exec(fieldOf(request, 'choice') ?? '')?.[0] ?? -1);
      await finish(at, type, undefined, response, async () => {
        const tool = await chooseOffer(at.by, toolbox, type, fieldOf(request, 'waiting') ?? '', choice);
        return tool.id;
      });
    }),
  );

  /** Ends on the tool's page, asks which one to connect, or says why it came to nothing. */
  async function finish(
    at: SignedVisit,
    type: ToolType,
    renews: number | undefined,
    response: Response,
    work: () => Promise<number | Extract<Consented, { kind: 'choose' }>>,
  ): Promise<void> {
    try {
      const came = await work();
      if (typeof came !== 'number') return choose(at, type, came);
      response.redirect(303, `/integrations/${came}?done=${renews === undefined ? 'connected' : 'rotated'}`);
    } catch (error) {
      if (!isNoxError(error)) throw error;
      at.show(statusOf(error), {
        title: at.t('account.page.failed.title'),
        text: sayError(at.t, error),
        links: waysOn(at, type),
      });
    }
  }

  return router;
}

function choose(
  { t, render }: SignedVisit,
  type: ToolType,
  { id, labels }: Extract<Consented, { kind: 'choose' }>,
): void {
  const service = serviceNames[type];
  render(
    200,
    t('consent.choose.title'),
    html`<div class="narrow"><h1>${t('consent.choose.title')}</h1><p>${t('consent.choose.text', { service })}</p>
${labels.map(
  (label, index) =>
    html`<form class="apart" method="post" action="/integrations/consent/${type}"><input type="hidden" name="waiting" value="${id}"><input type="hidden" name="choice" value="${index}"><button class="wide">${label}</button></form>`,
)}</div>`,
  );
}

function tell(
  at: SignedVisit,
  type: ToolType,
  status: number,
  what: 'restart' | 'expired' | 'other_space' | 'refused' | 'failed',
): void {
  const say = (part: string) =>
    at.t(`consent.${what}.${part}` as MessageKey, { service: serviceNames[type] });
  at.show(status, { title: say('title'), text: say('text'), links: waysOn(at, type) });
}

function waysOn({ t }: SignedVisit, type: ToolType) {
  return [
    { label: t('consent.again'), href: `/integrations/new/${type}` },
    { label: t('web.menu.integrations'), href: '/integrations' },
  ];
}

function browserOf(request: Request): string | undefined {
  return new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]{32})(?:;|$)`).exec(request.headers.cookie ?? '')?.[1];
}

/** The query's first value of each name, where it is text. */
function firstValues(request: Request): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(request.query).flatMap(([name, given]) => {
      const value: unknown = Array.isArray(given) ? given[0] : given;
      return typeof value === 'string' ? [[name, value] as const] : [];
    }),
  );
}
