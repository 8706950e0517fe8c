import { faultsOf } from '../blocks.ts';
import { Refusal } from '../types.ts';
import type { Method } from './method.ts';
import { argument, structured } from './method.ts';

/** https://docs.slack.dev/reference/methods/views.publish */
export const publishView: Method = {
  scopes: [],
  run(call) {
    const view = structured(call, 'view') as { type?: string; blocks?: unknown } | undefined;
    if (view?.type !== 'home' || !argument(call, 'user_id')) throw new Refusal('invalid_arguments');
    const faults = faultsOf(view.blocks);
    if (faults.length > 0) throw new Refusal('invalid_blocks', { response_metadata: { messages: faults } });
    return { view: { ...view, id: 'V0HOME' } };
  },
};

/** https://docs.slack.dev/reference/methods/assistant.threads.setStatus, and its companions for titles and prompts. */
export const assistantThread: Method = {
  scopes: ['assistant:write', 'chat:write'],
  run: () => ({}),
};

/** https://docs.slack.dev/reference/methods/auth.revoke */
export const revoke: Method = {
  scopes: [],
  run({ token }) {
    token.revoked = true;
    return { revoked: true };
  },
};
