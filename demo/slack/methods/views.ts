import { faultsOf } from '../blocks.ts';
import { newId } from '../store.ts';
import type { View } from '../store.ts';
import { Refusal } from '../types.ts';
import type { Call, Method } from './method.ts';
import { argument, structured } from './method.ts';

type Body = Readonly<Record<string, unknown>>;

/** https://docs.slack.dev/reference/methods/views.publish */
export const publishView: Method = {
  scopes: [],
  run(call) {
    const userId = argument(call, 'user_id');
    if (!call.store.people.has(userId)) throw new Refusal('invalid_arguments');
    return { view: keep(call, userId, `home:${call.token.userId}:${userId}`, bodyOf(call, 'home')) };
  },
};

/** https://docs.slack.dev/reference/methods/views.open: within three seconds of what a person did, once. */
export const openView: Method = {
  scopes: [],
  run(call) {
    const id = argument(call, 'trigger_id');
    const trigger = call.store.triggers.get(id);
    if (!trigger) throw new Refusal('invalid_trigger_id');
    if (trigger.until <= call.store.now()) throw new Refusal('expired_trigger_id');
    const body = bodyOf(call, 'modal');
    call.store.triggers.delete(id);
    return { view: keep(call, trigger.userId, newId('V'), body) };
  },
};

/** https://docs.slack.dev/reference/methods/views.update */
export const updateView: Method = {
  scopes: [],
  run(call) {
    const view = call.store.views.get(argument(call, 'view_id'));
    if (!view || view.installation !== call.token.installation) throw new Refusal('not_found');
    return { view: keep(call, view.userId, view.id, bodyOf(call, view.type)) };
  },
};

/** https://docs.slack.dev/reference/methods/assistant.threads.setStatus, and its companions for titles and prompts. */
export const assistantThread: Method = {
  scopes: ['assistant:write', 'chat:write'],
  run(call) {
    if (!argument(call, 'channel_id')) throw new Refusal('invalid_arguments');
    return {};
  },
};

/** https://docs.slack.dev/reference/methods/auth.revoke */
export const revoke: Method = {
  scopes: [],
  run({ token }) {
    token.revoked = true;
    return { revoked: true };
  },
};

function bodyOf(call: Call, type: View['type']): Body {
  const body = structured(call, 'view') as Body | undefined;
  if (body?.type !== type) throw new Refusal('invalid_arguments');
  const title = (body.title as { text?: unknown } | undefined)?.text;
  if (type === 'modal' && (typeof title !== 'string' || title.length < 1 || title.length > 24))
    throw new Refusal('invalid_arguments');
  const faults = faultsOf(body.blocks, 100);
  if (faults.length > 0) throw new Refusal('invalid_blocks', { response_metadata: { messages: faults } });
  return body;
}

function keep({ store, token }: Call, userId: string, id: string, body: Body): Body {
  if (!token.installation) throw new Refusal('not_allowed_token_type');
  const callbackId = String(body.callback_id ?? '');
  const type = body.type as View['type'];
  store.views.set(id, { id, userId, type, callbackId, body, installation: token.installation });
  store.changed();
  return { ...body, id, callback_id: callbackId };
}
