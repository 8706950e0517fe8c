import { deliver, deliverEvent } from '../deliver.ts';
import type { Delivered, Ends } from '../deliver.ts';
import { directChannel } from '../store.ts';
import type { Store, View } from '../store.ts';
import { envelope } from './envelope.ts';
import { sceneOf } from './scene.ts';
import type { Place } from './scene.ts';
import { openTrigger } from './trigger.ts';

/** Opens the app's own page, at one of its tabs (https://docs.slack.dev/reference/events/app_home_opened). */
export async function openHome(
  store: Store,
  ends: Ends,
  place: Place,
  tab: 'home' | 'messages',
): Promise<Delivered> {
  const { person, installation, teamId } = sceneOf(store, place);
  const channel = directChannel(store, teamId, person.id, installation.botUserId);
  const event = {
    type: 'app_home_opened',
    user: person.id,
    user_team: person.teamId,
    channel: channel.id,
    tab,
    event_ts: store.nextTs(),
  };
  return deliverEvent(store, ends, envelope(store, installation, event, channel));
}

/** Submits a modal that is open to a person (https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload). */
export async function submit(
  store: Store,
  ends: Ends,
  { id, userId, body, installation, callbackId }: View,
  values: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Promise<Delivered> {
  const person = store.people.get(userId);
  const payload = {
    type: 'view_submission',
    token: 'unused',
    api_app_id: store.app.appId,
    team: installation.teamId ? { id: installation.teamId } : null,
    enterprise: installation.enterpriseId ? { id: installation.enterpriseId } : null,
    is_enterprise_install: !installation.teamId,
    user: { id: userId, username: person?.name, name: person?.name, team_id: person?.teamId },
    trigger_id: openTrigger(store, userId),
    view: {
      ...body,
      id,
      callback_id: callbackId,
      app_installed_team_id: installation.teamId ?? installation.enterpriseId,
      state: { values },
    },
  };
  const answered = await deliver(store, ends, { type: 'interactive', payload });
  if (answered.status === 200 && !/"response_action":"(errors|update|push)"/.test(answered.body)) {
    store.views.delete(id);
  }
  return answered;
}
