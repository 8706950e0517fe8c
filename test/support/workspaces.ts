import { startSlack } from '../../demo/slack/platform.ts';
import type { SlackPlatform } from '../../demo/slack/platform.ts';
import type { TestNox } from './nox.ts';

/** A NOX that this Slack sends its requests to. */
type Speaking = Pick<TestNox, 'app'>;

/** A workspace on its own, with one channel that all of its people are in. */
export interface Workspace {
  readonly teamId: string;
  readonly name: string;
  /** Slack user id → name; the first one installs NOX. */
  readonly people: Readonly<Record<string, string>>;
  /** The language of its people; default `en-GB`. */
  readonly locale?: string;
  /** Slack user id → language, for those who speak another one. */
  readonly locales?: Readonly<Record<string, string>>;
}

/** Workspaces of the simulated Slack, and what is heard there. */
export interface Workspaces {
  readonly slack: SlackPlatform;
  /** What tells a NOX of this Slack. */
  readonly env: Readonly<Record<string, string>>;
  /** Lets the first person of a workspace install NOX, for an account or as a newcomer (`?type=…`); the last page. */
  install(
    nox: Speaking,
    teamId: string,
    by: { readonly token?: string; readonly type?: string },
  ): Promise<Response>;
  /** Everything that is shown in Slack after `/nox <text>`, what was replaced on the way among it. */
  say(nox: Speaking, userId: string, text: string): Promise<string>;
  /**
   * Everything that is shown after a button of that value is pressed; where the person does not see such a button,
   * after a request that says they pressed it.
   */
  click(nox: Speaking, userId: string, value: string): Promise<string>;
  /** Where a person speaks: the channel of their workspace. */
  placeOf(userId: string): { readonly userId: string; readonly channelId: string };
  close(): Promise<void>;
}

const app = { appId: 'A1', clientId: '1.2', clientSecret: 's', signingSecret: 'a-signing-secret' };

/** Starts them on loopback. */
export async function startWorkspaces(workspaces: readonly Workspace[]): Promise<Workspaces> {
  const slack = await startSlack({ app, retryMs: 20 });
  for (const { teamId, name, people, locale = 'en-GB', locales = {} } of workspaces) {
    slack.addWorkspace({ id: teamId, name, domain: name });
    for (const [id, realName] of Object.entries(people)) {
      const email = `${id.toLowerCase()}@example.test`;
      const spoken = locales[id] ?? locale;
      slack.addPerson({ id, teamId, name: realName, realName, locale: spoken, tz: 'Europe/London', email });
    }
    slack.addChannel({ id: channelOf(teamId), teamId, name: 'general', members: Object.keys(people) });
  }

  const placeOf = (userId: string) => ({ userId, channelId: channelOf(slack.person(userId)?.teamId ?? '') });

  /** Every message as it stands, to whomever it is shown. */
  function shown(): readonly string[] {
    return slack
      .channels()
      .flatMap(({ id, members }) => [...members].flatMap((member) => slack.visible(member, id)))
      .map(({ ts, channelId, text, blocks, threadTs, files }) =>
        JSON.stringify({ ts, channelId, text, blocks, threadTs, files }),
      );
  }

  async function heard(
    nox: Speaking,
    act: () => Promise<{ readonly status: number; readonly body: string }>,
  ) {
    slack.connectApp(nox.app.url);
    const known = new Set(shown());
    const fresh: string[] = [];
    const stop = slack.onChange(() => {
      for (const each of shown()) {
        if (known.has(each)) continue;
        known.add(each);
        fresh.push(each);
      }
    });
    const { status, body } = await act().finally(() => nox.app.settled());
    stop();
    if (status !== 200) throw new Error(`answered ${status}: ${body}`);
    return [body, ...fresh].join('\n');
  }

  return {
    slack,
    env: {
      SLACK_CLIENT_ID: app.clientId,
      SLACK_CLIENT_SECRET: app.clientSecret,
      SLACK_SIGNING_SECRET: app.signingSecret,
      SLACK_API_URL: slack.apiUrl,
    },
    placeOf,
    say: (nox, userId, text) => heard(nox, () => slack.slash(placeOf(userId), text)),
    click: (nox, userId, value) => heard(nox, () => press(slack, placeOf(userId), value)),
    async install(nox, teamId, { token, type }) {
      const begun = await fetch(`${nox.app.url}/slack/install${type ? `?type=${type}` : ''}`, {
        redirect: 'manual',
        headers: token ? { authorization: `Bearer ${token}` } : {},
      });
      const [userId = ''] = Object.keys(workspaces.find((each) => each.teamId === teamId)?.people ?? {});
      const back = slack.approve(begun.headers.get('location') ?? '', { userId, teamId });
      const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const { pathname, search } = new URL(back);
      const page = await fetch(`${nox.app.url}${pathname}${search}`, { headers: { cookie } });
      if (page.status === 200) slack.inviteApp(channelOf(teamId));
      return page;
    },
    close: () => slack.close(),
  };
}

const channelOf = (teamId: string) => `C${teamId.slice(1)}`;

interface Button {
  readonly action_id: string;
  readonly value?: string;
}

/** Presses the button where the person sees it, else says that they did. */
function press(
  slack: SlackPlatform,
  place: { readonly userId: string; readonly channelId: string },
  value: string,
) {
  for (const { ts, blocks = [] } of slack.visible(place.userId, place.channelId).toReversed())
    for (const { block_id, elements = [] } of blocks) {
      const button = (elements as readonly Button[]).find((each) => each.value === value);
      if (button)
        return slack.click(place, { ts, blockId: String(block_id ?? ''), actionId: button.action_id });
    }
  const teamId = slack.person(place.userId)?.teamId ?? '';
  const payload = {
    type: 'block_actions',
    team: { id: teamId },
    user: { id: place.userId, team_id: teamId },
    is_enterprise_install: false,
    channel: { id: place.channelId },
    container: { type: 'message', is_ephemeral: true },
    response_url: slack.openResponse(place),
    actions: [{ type: 'button', action_id: 'nox:act:0', block_id: 'b', value, text: { text: 'x' } }],
  };
  return slack.send({ type: 'interactive', payload });
}
