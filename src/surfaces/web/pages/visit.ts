import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Actor, Tenant } from '../../../core/actor.ts';
import { isNoxError, NoxError } from '../../../core/errors.ts';
import type { Locale } from '../../../core/locale.ts';
import { sayError } from '../../../messages/translate.ts';
import type { MessageKey, Translate } from '../../../messages/translate.ts';
import { localeOfRequest } from '../../http/locale-of-request.ts';
import { sendPage } from '../../http/page.ts';
import type { Page } from '../../http/page.ts';
import { claimOf, isSameOrigin } from '../../http/session-cookie.ts';
import type { WebDependencies } from '../dependencies.ts';
import { statusOf, toNoxError } from '../errors.ts';

/** One request of a page: who is signed in, if anybody, and in which language to answer. */
export interface Visit {
  readonly session: { readonly actor: Actor; readonly tenant: Tenant } | undefined;
  readonly requestId: string;
  readonly locale: Locale;
  readonly t: Translate;
  show(status: number, page: Omit<Page, 'locale'>): void;
  /** A page of a title and a sentence. */
  tell(status: number, title: MessageKey, text: MessageKey): void;
}

/** Opens a visit: the signed-in person's language, else the browser's, else `fallback`. */
export async function visit(
  { sessions, messages }: WebDependencies,
  request: Request,
  response: Response,
  fallback?: Locale,
): Promise<Visit> {
  const claim = claimOf(request);
  const session = claim && (await sessions.verify(claim.token).catch(nobody));
  const locale = session?.actor.locale ?? localeOfRequest(request, fallback);
  const t = messages(locale);
  const show = (status: number, page: Omit<Page, 'locale'>) =>
    sendPage(response, status, { locale, ...page });
  return {
    session: session && { ...session, actor: { ...session.actor, surface: 'web' } },
    requestId: String(response.locals.requestId),
    locale,
    t,
    show,
    tell: (status, title, text) => show(status, { title: t(title), text: t(text) }),
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
    const safe = request.method === 'GET' || request.method === 'HEAD';
    if (!safe && !isSameOrigin(request, publicUrl)) {
      throw new NoxError('forbidden', {}, { sentence: 'account.page.foreign.text' });
    }
    next();
  };
}

/** Answers every error as a page with one sentence; faults of ours are reported by id. */
export function answerErrorsAsPages({ messages, fault }: WebDependencies): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const requestId = String(response.locals.requestId ?? '');
    const known = toNoxError(error, requestId);
    if (known.code === 'internal' || known.code === 'unavailable') fault({ requestId, err: error });
    const locale = localeOfRequest(request);
    const t = messages(locale);
    sendPage(response, statusOf(known), {
      locale,
      title: t('account.page.failed.title'),
      text: sayError(t, known),
    });
  };
}
