import type { NoxError } from '../core/errors.ts';
import type { Reply } from '../core/reply.ts';
import type { Role } from '../core/roles.ts';
import { sayError } from '../messages/translate.ts';
import type { Translate } from '../messages/translate.ts';

/** A reply of one sentence, for the one who asked. */
export function textReply(text: string, tone: 'ok' | 'info' | 'warning' | 'error'): Reply {
  return { summary: text, audience: 'thread', blocks: [{ kind: 'notice', tone, text }] };
}

/** A refusal in the person's language: what was wrong and what to do. */
export function refusalReply(t: Translate, error: NoxError): Reply {
  const faults = ['internal', 'unavailable', 'upstream_failed', 'upstream_unreachable', 'upstream_timeout'];
  const reply = textReply(sayError(t, error), faults.includes(error.code) ? 'error' : 'warning');
  // Nobody but who asked needs to know how a space pays.
  const isMoney = error.code === 'payment_required' || error.code === 'plan_limit';
  return isMoney ? { ...reply, audience: 'asker' } : reply;
}

/** How a role is called in the person's language. */
export function roleName(t: Translate, role: Role): string {
  return t(`role.${role}`);
}
