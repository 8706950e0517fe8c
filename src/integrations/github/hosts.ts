import type { Integration } from '../../core/integration.ts';

/** Whether a GitHub is the one whose web pages are at a host: `github.com` for `api.github.com`. */
export function isAtHost({ type, details }: Integration, host: string): boolean {
  if (type !== 'github') return false;
  return (details['host'] ?? '').replace(/^api\./, '') === host.replace(/^www\./, '');
}
