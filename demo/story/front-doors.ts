import type { SlackPlatform } from '../slack/platform.ts';

/** NOX's front doors, as a person's browser and an administrator's script use them. */
export interface FrontDoors {
  /** Opens a space; gives the token of the signed-in owner. */
  onboard(type: 'enterprise' | 'freelance', account: Account): Promise<string>;
  /** Goes through Slack's install pages as a person of that Slack. */
  install(token: string, approval: Parameters<SlackPlatform['approve']>[1]): Promise<void>;
  /** Connects a tool over the HTTP API. */
  connect(token: string, type: string, body: object): Promise<void>;
}

/** An account of the HTTP API. */
export interface Account {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** The front doors of a NOX. Errors: an Error with the answer where a door does not open. */
export function frontDoors(noxUrl: string, slack: SlackPlatform): FrontDoors {
  async function post(
    path: string,
    body: object,
    token?: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    const response = await fetch(new URL(path, noxUrl), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': 'fr',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (response.status !== 201) throw new Error(`${path} → ${response.status} ${text}`);
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  }

  return {
    async onboard(type, account) {
      const { token } = await post(`/api/${type}/onboard`, { ...account, locale: 'fr' });
      return String(token);
    },
    async install(token, approval) {
      const begun = await fetch(new URL('/slack/install', noxUrl), {
        headers: { authorization: `Bearer ${token}` },
        redirect: 'manual',
      });
      const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const back = new URL(slack.approve(begun.headers.get('location') ?? '', approval));
      const done = await fetch(new URL(`${back.pathname}${back.search}`, noxUrl), { headers: { cookie } });
      if (done.status !== 200) throw new Error(`the installation was answered ${done.status}`);
    },
    async connect(token, type, body) {
      await post(`/api/integrations/${type}`, body, token);
    },
  };
}
