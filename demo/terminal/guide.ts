import type { Outside } from '../outside/outside.ts';
import type { SlackPlatform } from '../slack/platform.ts';
import { marieAccount } from '../story/marie.ts';
import { ada } from '../story/techcorp.ts';
import type { Words } from '../words/fr.ts';
import { placesOf } from './scene.ts';
import type { Style } from './screen.ts';

/** The first words: what this is, and what to try. */
export function greeting(words: Words, seconds: string, style: Style): string[] {
  return [
    style.bold(words.hello(seconds)),
    '',
    ...words.story,
    '',
    words.tryTitle,
    ...pairs(words.tries),
    '',
  ];
}

/** What the demo understands. */
export function helpLines(words: Words): string[] {
  return pairs(words.help);
}

/** Everybody, under the Slack they are at home in. */
export function peopleLines(slack: SlackPlatform, words: Words): string[] {
  const people = slack.people().filter((each) => !each.isBot);
  return pairs(
    people.map((person) => {
      const places = placesOf(slack, person).map((each) => `#${each.name}`);
      const workspace = slack.workspace(person.teamId)?.name ?? '';
      return [person.name, `${words.roles[person.name] ?? ''} — ${workspace} : ${places.join(' ')}`];
    }),
  );
}

/** How to reach the clusters from another terminal. */
export function kubectlLines({ kubeconfigs }: Outside, words: Words): string[] {
  const commands = Object.values(kubeconfigs).map((file) => `  kubectl --kubeconfig ${file} get pods -A`);
  return [words.kubectlTitle, ...commands];
}

/** How to reach NOX's API from another terminal. */
export function webLines(url: string, { notion }: Outside, words: Words): string[] {
  const body = JSON.stringify({ email: ada.email, password: ada.password });
  return [
    words.webTitle(url),
    ...[ada, marieAccount].map(({ name, email, password }) => `  ${name} : ${email} / ${password}`),
    words.webTry,
    `  curl -s ${url}/api/auth/login -H 'content-type: application/json' -d '${body}'`,
    words.webNotion('TechCorp', notion.techcorp.url),
    words.webNotion('Marie', notion.marie.url),
  ];
}

function pairs(all: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...all.map(([name]) => [...name].length));
  return all.map(([name, text]) => `  ${name}${' '.repeat(width - [...name].length)}  ${text}`);
}
