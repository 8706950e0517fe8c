import type { AppGithubSeed, Bearer, Installation } from './types.ts';

/** Keeps the App’s installations and everybody’s tokens. */
export interface AppDesk {
  readonly installations: readonly Installation[];
  /** Whose token it is; undefined: nobody’s. */
  whoIs(authorization: string): Bearer | undefined;
  find(id: number): Installation | undefined;
  /** Installs anew, under a new number; without repositories: for all of them. */
  install(account: string, only: readonly string[]): Installation;
  uninstall(id: number): void;
  noteUser(answered: string, login: string): void;
  /** Ends the token of a person’s that a text names. */
  forget(text: string): void;
  noteInstallation(token: string, installation: Installation): void;
  /** Whether a JWT ends within ten minutes, as GitHub demands; its signature is the emulator’s to check. */
  isFreshAppToken(authorization: string): boolean;
}

const longestSeconds = 600;

export function createAppDesk(
  { accounts, tokens = {} }: AppGithubSeed,
  innerIds: ReadonlyMap<string, number>,
): AppDesk {
  let installations: Installation[] = [];
  let lastId = 51_000_000;
  const bearers = new Map<string, Bearer>(
    Object.entries(tokens).map(([login, token]) => [token, { kind: 'person', login, isOfApp: false }]),
  );
  const tokenIn = (authorization: string) => authorization.replace(/^(?:bearer|token)\s+/i, '');

  return {
    get installations() {
      return installations;
    },
    whoIs(authorization) {
      const token = tokenIn(authorization);
      if (token.startsWith('eyJ')) return { kind: 'app' };
      // Client id and secret, for the exchange of a code.
      if (/^basic /i.test(authorization)) return { kind: 'app' };
      const bearer = bearers.get(token);
      // Uninstalling takes the tokens away.
      if (bearer?.kind === 'installation' && !installations.includes(bearer.installation)) return undefined;
      return bearer;
    },
    find: (id) => installations.find((each) => each.id === id),
    install(login, only) {
      const account = accounts.find((each) => each.login === login);
      if (!account) throw new Error(`no account ${login}`);
      const before = installations.find((each) => each.account === account);
      const id = before?.id ?? ++lastId;
      const installation = {
        id,
        innerId: innerIds.get(login) ?? 0,
        account,
        only: only.length > 0 ? only : undefined,
        isSuspended: false,
      };
      installations = [...installations.filter((each) => each !== before), installation];
      return installation;
    },
    uninstall(id) {
      installations = installations.filter((each) => each.id !== id);
    },
    noteUser(answered, login) {
      const token = /gho_[\w-]+/.exec(answered)?.[0];
      if (token) bearers.set(token, { kind: 'person', login, isOfApp: true });
    },
    forget(text) {
      bearers.delete(/gho_[\w-]+/.exec(text)?.[0] ?? '');
    },
    noteInstallation(token, installation) {
      bearers.set(token, { kind: 'installation', installation });
    },
    isFreshAppToken(authorization) {
      const [, payload = ''] = tokenIn(authorization).split('.');
      if (!payload) return false;
      const { exp, iat } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, number>;
      const now = Date.now() / 1000;
      return exp !== undefined && iat !== undefined && iat <= now && exp > now && exp - now <= longestSeconds;
    },
  };
}
