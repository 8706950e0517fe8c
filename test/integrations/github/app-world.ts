import { createPrivateKey } from 'node:crypto';
import { startAppGithub } from '../../../demo/github/front.ts';
import type { AppGithub } from '../../../demo/github/front.ts';

/** The App under test, with the address that people come back to. */
export const app = {
  id: 4242,
  slug: 'nox-test',
  name: 'NOX',
  clientId: 'Iv23.noxtest',
  clientSecret: 'app-client-secret-1',
};

/**
 * A GitHub with two people, Ada and Bob, and an organisation that Ada owns and Bob is a mere member of. Nobody has installed
 * the App yet.
 */
export function startGithubOfTwo(): Promise<AppGithub> {
  return startAppGithub({
    app,
    accounts: [
      { login: 'ada', name: 'Ada' },
      { login: 'bob', name: 'Bob' },
      { login: 'techcorp', name: 'TechCorp', owners: ['ada'], members: ['bob'] },
    ],
    tokens: { ada: 'ghp_ada1234567890' },
    repositories: [
      { owner: 'techcorp', name: 'payments-api', description: 'Paiements' },
      { owner: 'techcorp', name: 'web', description: 'Site' },
      { owner: 'bob', name: 'notes' },
    ],
  });
}

/** The App as an operator gives it to NOX. */
export function appEnvironment(github: AppGithub): Readonly<Record<string, string>> {
  return {
    GITHUB_APP_ID: String(app.id),
    GITHUB_APP_SLUG: app.slug,
    GITHUB_APP_PRIVATE_KEY: Buffer.from(github.privateKey).toString('base64'),
    GITHUB_APP_CLIENT_ID: app.clientId,
    GITHUB_APP_CLIENT_SECRET: app.clientSecret,
    GITHUB_API_URL: github.url,
  };
}

/** The same, as the configuration has it. */
export function appOf({ privateKey }: AppGithub) {
  const { id, slug, clientId, clientSecret } = app;
  return { id: String(id), slug, clientId, clientSecret, privateKey: createPrivateKey(privateKey) };
}
