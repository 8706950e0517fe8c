import { NoxError } from '../../core/errors.ts';
import type { GithubClient } from '../../integrations/github/client.ts';
import { fold } from '../text/words.ts';

const between = ['a', 'to', 'et', 'and', '&'];

/**
 * The logins in `ada, @bob`, `à ada et bob`; `@me` is the account behind the token.
 * Errors: `bad_input` for what is no GitHub login, such as somebody's mention in Slack.
 */
export async function readLogins(client: GithubClient, written: string): Promise<readonly string[]> {
  const words = written.split(/[\s,]+/).filter((each) => each !== '' && !between.includes(fold(each)));
  const logins: string[] = [];
  for (const word of words) {
    const bare = word.replace(/^@/, '');
    if (['me', 'moi'].includes(fold(bare))) logins.push((await client.whoAmI()).login);
    else if (/^[a-z\d](?:[a-z\d_-]{0,38})(?:\[bot\])?$/i.test(bare)) logins.push(bare);
    else throw new NoxError('bad_input', { given: bare.slice(0, 60) }, { sentence: 'github.bad_login' });
  }
  return [...new Set(logins)];
}
