import { NoxError } from '../../../core/errors.ts';

const service = 'GitHub';

/**
 * What GitHub’s refusal of a token for an installation means; undefined where it says nothing of the installation
 * (https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app--status-codes).
 */
export function installationError(error: unknown, name: string): NoxError | undefined {
  const { status, response } = (error ?? {}) as { status?: unknown; response?: { data?: unknown } };
  if (!response) return undefined;
  if (status === 404) return refusal(name, 'uninstalled');
  if (status === 401) return refusal(name, 'key_refused');
  return status === 403 ? suspended(response.data, name) : undefined;
}

/** A suspended installation is refused in words alone, its own tokens too. */
export function suspended(data: unknown, name: string): NoxError | undefined {
  return /installation has been suspended/i.test(JSON.stringify(data ?? ''))
    ? refusal(name, 'suspended')
    : undefined;
}

/** The tool was connected by an App that this NOX is no longer, or not yet, set up with. */
export function otherApp(name: string): NoxError {
  return refusal(name, 'other');
}

function refusal(name: string, why: 'uninstalled' | 'suspended' | 'key_refused' | 'other'): NoxError {
  return new NoxError('upstream_auth', { service, name }, { sentence: `github.app.${why}` });
}
