import { distance } from 'fastest-levenshtein';
import { fold } from '../text/words.ts';

/** Names for the same thing, folded: what French and English sites call it, and what people say. */
const statuses = groups(
  'a faire, to do, todo, ouvert, ouverte, open, backlog, nouveau, new, rouvrir, reopen, reopened',
  'en cours, in progress, progress, doing, wip, commencer, demarrer, start, start progress',
  'en revue, revue, relecture, review, in review, code review, a relire, en relecture',
  'test, en test, a tester, testing, in test, qa, recette, en recette',
  'bloque, bloquee, bloquer, blocked, block, en attente, on hold, waiting',
  'termine, terminee, terminer, fini, finie, finir, done, complete, completed, resolu, resolue, resoudre, resolve, resolved, clos, close, closed, ferme, fermee, fermer',
  "annule, annulee, annuler, cancel, cancelled, canceled, abandonne, won't do",
);
const types = groups(
  'tache, task',
  'bug, bogue, anomalie, defaut, defect',
  'story, recit, histoire, user story',
  'epic, epopee',
  'sous-tache, sub-task, subtask',
  'incident, panne, outage',
  'demande, request, demande de service, service request',
  'amelioration, improvement',
  'fonctionnalite, nouvelle fonctionnalite, feature, new feature',
);
const priorities = groups(
  'la plus elevee, highest, critique, critical, urgent, urgente, bloquante, blocker',
  'elevee, haute, high, importante, majeure, major',
  'moyenne, normale, medium, normal',
  'faible, basse, low, mineure, minor',
  'la plus faible, la plus basse, lowest, triviale, trivial',
);
const synonyms = { status: statuses, type: types, priority: priorities, none: [] };

/**
 * What a name that a person wrote may mean: those called exactly so (case and accents aside), else those of a synonym
 * in French or English, else those that contain it, else those a typing error away. Empty: nothing like it.
 */
export function meant<T>(
  all: readonly T[],
  written: string,
  namesOf: (each: T) => readonly string[],
  kind: keyof typeof synonyms = 'none',
): readonly T[] {
  const wanted = fold(written.trim());
  const names = (each: T) => namesOf(each).map((name) => fold(name.trim()));
  const group: readonly string[] = synonyms[kind].find((words) => words.includes(wanted)) ?? [];
  const tiers: ((name: string) => boolean)[] = [
    (name) => name === wanted,
    (name) => group.includes(name),
    (name) => wanted.length > 2 && name.includes(wanted),
    (name) =>
      digits(name) === digits(wanted) && distance(name, wanted) <= Math.min(2, Math.floor(wanted.length / 4)),
  ];
  for (const fits of tiers) {
    const found = all.filter((each) => names(each).some(fits));
    if (found.length > 0) return found;
  }
  return [];
}

function digits(name: string): string {
  return name.replace(/\D/g, '');
}

function groups(...lines: readonly string[]): readonly (readonly string[])[] {
  return lines.map((line) => line.split(', '));
}
