import { owns } from './types.ts';
import type { Account, AppGithubSeed } from './types.ts';

/**
 * The page on which a GitHub App is installed: who one is, on which account, and for which repositories. (The emulator has
 * none; GitHub asks the same in three steps: sign-in, account, repositories.)
 */
export function installPage({ app, accounts, repositories }: AppGithubSeed, state: string): string {
  const people = accounts.filter((each) => !each.owners);
  const choices = people.flatMap((person) =>
    accounts.filter((account) => owns(account, person.login)).map((account) => ({ person, account })),
  );
  const form = ({ person, account }: { person: Account; account: Account }) => {
    const own = repositories.filter((each) => each.owner === account.login);
    const boxes = own.map(
      ({ name }) =>
        `<label><input type="checkbox" name="repository" value="${account.login}/${name}"> ${name}</label>`,
    );
    return `<form method="post" action="/apps/${app.slug}/installations/new">
<h2>${account.login} <small>as ${person.login}</small></h2>
<input type="hidden" name="login" value="${person.login}"><input type="hidden" name="account" value="${account.login}">
<input type="hidden" name="state" value="${state.replace(/[^\w.~-]/g, '')}">
<p>All repositories, or only these: ${boxes.join(' ')}</p>
<button>Install on ${account.login} as ${person.login}</button></form>`;
  };
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Install ${app.name}</title>
<h1>Install ${app.name}</h1>${choices.map(form).join('\n')}</html>`;
}
