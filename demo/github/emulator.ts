import { createEmulator } from 'emulate';
import type { Emulator } from 'emulate';

/** What GitHub's emulator is filled with at its start. */
export interface EmulatedSeed {
  /** Login → token. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly users: readonly { readonly login: string; readonly name: string }[];
  readonly repositories: readonly {
    readonly owner: string;
    readonly name: string;
    readonly description: string;
    readonly language?: string;
    readonly isPrivate: boolean;
  }[];
  /** Anything else that the emulator takes, in its own words: organisations, Apps. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Starts the emulator: each user with an address, each token with all that NOX asks for, each repository with a first commit. */
export function startEmulator({ tokens, users, repositories, more = {} }: EmulatedSeed): Promise<Emulator> {
  return createEmulator({
    service: 'github',
    port: 0,
    seed: {
      tokens: Object.fromEntries(
        Object.entries(tokens).map(([login, token]) => [token, { login, scopes: ['repo', 'workflow'] }]),
      ),
      github: {
        users: users.map(({ login, name }) => ({ login, name, email: `${login}@example.test` })),
        repos: repositories.map(({ isPrivate, ...repository }) => ({
          ...repository,
          private: isPrivate,
          auto_init: true,
        })),
        ...more,
      },
    },
  });
}
