import type { App } from '../../src/app.ts';
import type { Outside } from '../outside/outside.ts';
import { en } from '../words/en.ts';
import { fr } from '../words/fr.ts';
import type { Words } from '../words/fr.ts';
import { drawMessage } from './draw.ts';
import { greeting, helpLines, kubectlLines, peopleLines, webLines } from './guide.ts';
import { knownVerbs, readLine } from './line.ts';
import type { Line } from './line.ts';
import { asSlackWrites, findScene, namesIn, namesOfPeople, placeName, placesOf, Told } from './scene.ts';
import type { Here } from './scene.ts';
import { createScreen } from './screen.ts';
import type { Style } from './screen.ts';

/** A conversation in a terminal: one line in, lines out. */
export interface Session {
  greet(seconds: string): string[];
  prompt(): string;
  /** Does what a line asks; resolves when Slack has taken it. Its lines come before those of `news`. False: it is the end. */
  take(line: string): Promise<{ readonly lines: readonly string[]; readonly goesOn: boolean }>;
  /** What has become visible since the last call. */
  news(): string[];
  /** What a beginning may go on to. */
  completions(begun: string): string[];
  readonly words: Words;
}

/** A conversation with a NOX in a simulated outside world; it begins as Paul, a developer of TechCorp. */
export function createSession(outside: Outside, app: App, style: Style): Session {
  const { slack } = outside;
  const screen = createScreen(style);
  const names = namesIn(slack);
  let words: Words = fr;
  let here = findScene(slack, words, 'paul', ['#ops']);
  look(0);

  function showing() {
    return { names, words, selfId: here.person.id };
  }

  /** Takes everything for seen, here and elsewhere, and shows the last of what is here. */
  function look(last: number): string[] {
    for (const channel of elsewhere()) screen.look(slack.visible(here.person.id, channel.id), showing(), 0);
    return screen.look(slack.visible(here.person.id, here.channel.id), showing(), last);
  }

  function elsewhere() {
    const { person, channel } = here;
    return slack.channels().filter((each) => each.id !== channel.id && each.members.has(person.id));
  }

  async function as(name: string, given: readonly string[]): Promise<string[]> {
    here = findScene(slack, words, name, given);
    const place = here.channel.kind === 'im' ? words.directly : placeName(here.channel);
    const where = `${place} (${workspaceOf(here)})`;
    return [words.you(here.person.realName, words.roles[name] ?? '', where), ...look(2)];
  }

  function workspaceOf({ channel }: Here): string {
    return slack.workspace(channel.teamId)?.name ?? '';
  }

  function spot() {
    return { userId: here.person.id, channelId: here.channel.id };
  }

  async function say(text: string): Promise<string[]> {
    const heard = await slack.speak(spot(), asSlackWrites(slack, here, text));
    return heard ? [] : [words.unheard];
  }

  async function click(number: number): Promise<string[]> {
    if (!Number.isInteger(number) || number < 1) return [words.clickUsage];
    const button = screen.button(number);
    if (!button) return [words.noButton(number)];
    await slack.click({ userId: here.person.id, channelId: button.channelId }, button);
    return [];
  }

  function speakLanguage(lang: string): string[] {
    if (lang !== 'fr' && lang !== 'en') return [words.langUsage];
    words = lang === 'fr' ? fr : en;
    const locale = lang === 'fr' ? 'fr-FR' : 'en-GB';
    for (const person of slack.people()) if (!person.isBot) slack.addPerson({ ...person, locale });
    here = { ...here, person: slack.person(here.person.id) ?? here.person };
    return [words.langSet];
  }

  async function home(): Promise<string[]> {
    await slack.openHome(spot(), 'home');
    await app.settled();
    const view = slack.viewsOf(here.person.id).find((each) => each.type === 'home');
    if (!view) return [words.noHome];
    return [...drawMessage({ text: '', blocks: view.body.blocks as readonly unknown[] }, names, 1).lines];
  }

  async function doLine(line: Line): Promise<readonly string[]> {
    switch (line.kind) {
      case 'as':
        return as(line.person, line.place);
      case 'click':
        return click(line.number);
      case 'slash':
        await slack.slash(spot(), asSlackWrites(slack, here, line.text));
        return [];
      case 'message':
        return say(line.text);
      case 'lang':
        return speakLanguage(line.lang);
      case 'home':
        return home();
      case 'people':
        return peopleLines(slack, words);
      case 'channels':
        return placesOf(slack, here.person).map(
          (channel) => `  #${channel.name}  ${workspaceOf({ ...here, channel })}`,
        );
      case 'kubectl':
        return kubectlLines(outside, words);
      case 'web':
        return webLines(app.url, outside, words);
      case 'help':
        return helpLines(words);
      case 'unknown':
        return [words.unknownLine(line.given, knownVerbs.join(' '))];
      case 'nothing':
      case 'quit':
        return [];
    }
  }

  return {
    get words() {
      return words;
    },
    greet: (seconds) => [
      ...greeting(words, seconds, style),
      words.you(
        here.person.realName,
        words.roles.paul ?? '',
        `${placeName(here.channel)} (${workspaceOf(here)})`,
      ),
    ],
    prompt: () => `${here.person.name} ${placeName(here.channel)} › `,
    async take(given) {
      const line = readLine(given);
      try {
        return { lines: await doLine(line), goesOn: line.kind !== 'quit' };
      } catch (error) {
        if (!(error instanceof Told)) throw error;
        return { lines: [error.message], goesOn: true };
      }
    },
    news: () => [
      ...elsewhere().flatMap((channel) =>
        screen.news(slack.visible(here.person.id, channel.id), showing(), placeName(channel)),
      ),
      ...screen.news(slack.visible(here.person.id, here.channel.id), showing()),
    ],
    completions(begun) {
      const people = namesOfPeople(slack).map((name) => `:as ${name} `);
      const places = placesOf(slack, here.person).map((each) => `:as ${here.person.name} ${placeName(each)}`);
      const all = [...knownVerbs, ...people, ...places, '/nox help', '/nox ', '@NOX '];
      return all.filter((each) => each.startsWith(begun));
    },
  };
}
