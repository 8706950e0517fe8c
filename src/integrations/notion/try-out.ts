import { isNoxError, NoxError } from '../../core/errors.ts';
import { plainName } from '../plain-name.ts';
import type { Environment, Verified } from '../provider.ts';
import { openNotion } from './client.ts';
import type { NotionConfiguration } from './connection.ts';

const service = 'Notion';
/** Titles that are named of what a person shared. */
const named = 3;

/** Tries a Notion's credential and reads what may be shown of it. Errors: as of a provider's `verify`. */
export async function tryNotion(
  configuration: NotionConfiguration,
  environment: Environment,
  signal: AbortSignal,
): Promise<Verified<NotionConfiguration>> {
  const { host } = new URL(configuration.apiUrl);
  const client = openNotion(configuration, environment, host, signal);
  try {
    const { integration, workspace } = await client.whoAmI();
    if (!integration && !workspace) throw new NoxError('upstream_failed', { service, status: 200 });
    const shared = configuration.workspaceId === undefined ? undefined : await client.search('');
    return {
      configuration,
      suggestedName: plainName(workspace) || plainName(integration) || 'notion',
      details: { workspace, integration, host, ...sharedPages(shared) },
    };
  } catch (error) {
    throw refusal(error);
  } finally {
    await client.close();
  }
}

/** `Runbooks, Rapports, Équipe… (12)`. Empty where Notion has not yet made up its list: that takes it a moment. */
function sharedPages(
  found: { readonly items: readonly { readonly title: string }[]; readonly more: boolean } | undefined,
): { pages?: string } {
  if (!found || found.items.length === 0) return {};
  const titles = found.items.map(({ title }) => title.slice(0, 60)).filter(Boolean);
  const rest = found.items.length > named ? `… (${found.items.length}${found.more ? '+' : ''})` : '';
  return { pages: `${titles.slice(0, named).join(', ')}${rest}` };
}

/** What a failed trial says about the credential; other trouble stays what it is. */
function refusal(error: unknown): unknown {
  const reason = isNoxError(error, 'upstream_auth')
    ? 'notion.reason.bad_token'
    : isNoxError(error, 'upstream_scope')
      ? 'notion.reason.restricted'
      : isNoxError(error, 'upstream_not_found') || isNoxError(error, 'upstream_invalid')
        ? 'notion.reason.not_notion'
        : isNoxError(error, 'upstream_failed') && Number(error.params.status) < 500
          ? 'notion.reason.not_notion'
          : undefined;
  return reason ? new NoxError('credential_refused', { service, reason }, { cause: error }) : error;
}
