import type { InstallationAccess } from './app.ts';

/**
 * A fetch that works in an installation: each request carries its token. One that GitHub refuses, because the installation
 * changed or was made anew, is replaced once; a refused request did nothing.
 */
export function asInstallation(
  fetch: typeof globalThis.fetch,
  access: InstallationAccess,
  installationId: number,
): typeof globalThis.fetch {
  return async (input, init) => {
    const send = (token: string) => {
      const headers = new Headers(init?.headers);
      headers.set('authorization', `token ${token}`);
      return fetch(input, { ...init, headers: Object.fromEntries(headers) });
    };
    const token = await access.token(installationId);
    const response = await send(token);
    if (response.status !== 401) return response;
    await response.body?.cancel();
    return send(await access.token(installationId, token));
  };
}
