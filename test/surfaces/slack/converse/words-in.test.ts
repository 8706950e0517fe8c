import { describe, expect, it } from 'vitest';
import { wordsIn, wordsOfCommand } from '../../../../src/surfaces/slack/converse/words-in.ts';

describe('words from Slack', () => {
  it.each([
    ['<@UBOT> k8s pods', 'k8s pods'],
    ['bonjour <@UBOT|nox> status', 'bonjour   status'],
    ['<@UBOT> role <@U123|Jean Dupont> manager', 'role <@U123> manager'],
    ['<@UBOT> notion search « Plan d’action »', 'notion search "Plan d’action"'],
    ['<@UBOT> jira create OPS “Panne réseau”', 'jira create OPS "Panne réseau"'],
    ['<@UBOT> k8s logs api —tail 50', 'k8s logs api --tail 50'],
    ['<@UBOT> `k8s pods`', 'k8s pods'],
    ['<@UBOT> deploy <http://ghcr.io/a|ghcr.io/a>', 'deploy ghcr.io/a'],
    ['<@UBOT> x <https://a.example/b|une page>', 'x https://a.example/b'],
    ['<@UBOT> a &lt;b&gt; &amp;lt;', 'a <b> &lt;'],
    ['<@UBOT>\u00a0status', 'status'],
    [
      '<@UBOT> notion append X "voir « Seuils » — `kubectl`"',
      'notion append X "voir « Seuils » — `kubectl`"',
    ],
    ['<@UBOT> notion append X “dire "oui"”', 'notion append X "dire \\"oui\\""'],
    ['<@UBOT> `notion show "a `b`"` —notion perso', 'notion show "a `b`" --notion perso'],
  ])('%s', (given, words) => expect(wordsIn(given, 'UBOT')).toBe(words));

  it('of a command lose no mention', () => expect(wordsOfCommand('<@U1|a> x')).toBe('<@U1> x'));
});
