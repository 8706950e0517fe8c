import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Actor, Tenant } from '../../../core/actor.ts';
import { isNoxError, NoxError } from '../../../core/errors.ts';
import type { Locale } from '../../../core/locale.ts';
import { sayError } from '../../../messages/translate.ts';
import type { MessageKey, Translate } from '../../../messages/translate.ts';
import { renderDocument, sendDocument } from '../../http/document.ts';
import type { Html } from '../../http/document.ts';
import { chosenLocale, keepChosenLocale, localeOfRequest } from '../../http/locale-of-request.ts';
import { renderPage } from '../../http/page.ts';
import type { Page } from '../../http/page.ts';
import { claimOf, isSameOrigin } from '../../http/session-cookie.ts';
import type { WebDependencies } from '../dependencies.ts';
import { statusOf, toNoxError } from '../errors.ts';
import { dueNotice } from '../view/due-notice.ts';
import { chromeOf } from '../view/chrome.ts';

/** One request of a page: who is signed in, if anybody, and in which language to answer. */
export interface Visit {
  readonly session: { readonly actor: Actor; readonly tenant: Tenant } | undefined;
  readonly requestId: string;
  readonly locale: Locale;
  readonly t: Translate;
  /** A page of plain parts. */
  show(status: number, page: Omit<Page, 'locale'>): void;
  /** A page of a title and a sentence. */
  tell(status: number, title: MessageKey, text: MessageKey): void;
  /** A page of markup; its heading is in the markup. `formTargets`: origins, beside ours, that its forms lead to. */
  render(status: number, title: string, body: Html, formTargets?: readonly string[]): void;
}

/** Opens a visit: in the language chosen on our pages, else the signed-in person's, else the browser's, else `fallback`. */
export async function visit(
  { sessions, messages, billing }: WebDependencies,
  request: Request,
  response: Response,
  fallback?: Locale,
): Promise<Visit> {
  const claim = claimOf(request);
  const session = claim && (await sessions.verify(claim.token).catch(nobody));
  const locale = chosenLocale(request) ?? session?.actor.locale ?? localeOfRequest(request, fallback);
  const t = messages(locale, session?.tenant.timeZone);
  const due = session && (await dueNotice(billing, session, locale, t, request.path));
  const render = (status: number, title: string, body: Html, formTargets: readonly string[] = []) => {
    const chrome = { ...chromeOf(t, locale, request, session), due };
    void sendDocument(response, status, renderDocument(locale, title, body, chrome), formTargets);
  };
  const show = (status: number, page: Omit<Page, 'locale'>) =>
    render(status, page.title, renderPage({ locale, ...page }));
  return {
    session: session && { ...session, actor: { ...session.actor, locale, surface: 'web' } },
    requestId: String(response.locals.requestId),
    locale,
    t,
    show,
    tell: (status, title, text) => show(status, { title: t(title), text: t(text) }),
    render,
  };
}

function nobody(error: unknown): undefined {
  if (isNoxError(error, 'unauthenticated')) return undefined;
  throw error;
}

/** Gives each request of a page its id, and lets through only what our own pages sent where something may change. */
export function guardPages({ publicUrl }: WebDependencies): RequestHandler {
  return (request, response, next) => {
    response.locals.requestId = randomUUID();
    response.setHeader('x-request-id', response.locals.requestId as string);
    keepChosenLocale(request, response);
    const safe = request.method === 'GET' || request.method === 'HEAD';
    if (!safe && !isSameOrigin(request, publicUrl)) {
      throw new NoxError('forbidden', {}, { sentence: 'account.page.foreign.text' });
    }
    next();
  };
}

/** Answers every error as a page with one sentence and ways on; faults of ours are reported by id. */
export function answerErrorsAsPages(dependencies: WebDependencies): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const requestId = String(response.locals.requestId ?? '');
    const known = toNoxError(error, requestId);
    if (known.code === 'internal' || known.code === 'unavailable')
      dependencies.fault({ requestId, err: error });
    if (known.code === 'rate_limited') response.setHeader('retry-after', String(known.params.seconds ?? 1));
    const status = statusOf(known);
    // Who it is matters little now, and asking may be what failed.
    const at = await visit(dependencies, request, response).catch(() => undefined);
    const locale = at?.locale ?? localeOfRequest(request);
    const t = dependencies.messages(locale);
    const title = t(status === 404 ? 'web.not_found.title' : 'account.page.failed.title');
    const links = [{ label: t('web.back_home'), href: at?.session ? '/dashboard' : '/' }];
    const page = { title, text: sayError(t, known), links };
    if (at) return at.show(status, page);
    const body = renderPage({ locale, ...page });
    void sendDocument(response, status, renderDocument(locale, title, body, undefined));
  };
}
