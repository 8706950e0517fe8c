/** An account that the App can be installed on: a person, or an organisation with its owners and members. */
export interface Account {
  readonly login: string;
  readonly name: string;
  /** Set: an organisation. */
  readonly owners?: readonly string[];
  readonly members?: readonly string[];
}

export interface AppSeed {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface AppGithubSeed {
  readonly app: AppSeed;
  readonly accounts: readonly Account[];
  /** Personal access tokens: login → token. */
  readonly tokens?: Readonly<Record<string, string>>;
  readonly repositories: readonly {
    readonly owner: string;
    readonly name: string;
    readonly description?: string;
    readonly isPrivate?: boolean;
  }[];
}

/** The App on one account. */
export interface Installation {
  /** What GitHub calls it; an account gets a new one whenever the App is installed anew. */
  readonly id: number;
  /** What the emulator calls it. */
  readonly innerId: number;
  readonly account: Account;
  /** Full names; undefined: all repositories. */
  readonly only: readonly string[] | undefined;
  isSuspended: boolean;
}

/** Who a token is. */
export type Bearer =
  | { readonly kind: 'person'; readonly login: string; readonly isOfApp: boolean }
  | { readonly kind: 'installation'; readonly installation: Installation }
  | { readonly kind: 'app' };

/** Whether a person may install the App on an account. */
export function owns(account: Account, login: string): boolean {
  return account.owners ? account.owners.includes(login) : account.login === login;
}

/** Whether a person reaches anything of an account: a mere member sees its installations too. */
export function belongs(account: Account, login: string): boolean {
  return owns(account, login) || (account.members ?? []).includes(login);
}
