import { z } from 'zod';
import { NoxError } from '../../../core/errors.ts';
import { defineCommand } from '../../contracts/command.ts';
import { aimAtRepository } from '../aim.ts';
import { doneReply } from '../done-reply.ts';
import { flag, githubParameter, longText, optional, placeFields, repoParameter } from '../fields.ts';
import type { Place } from '../fields.ts';
import { inRepository } from '../pick-repository.ts';

interface Input extends Place {
  readonly tag: string;
  readonly title?: string | undefined;
  readonly notes?: string | undefined;
  readonly draft?: boolean | undefined;
  readonly prerelease?: boolean | undefined;
  readonly target?: string | undefined;
  /** The commit that the confirmation showed. Words do not reach it. */
  readonly sha?: string | undefined;
}

// https://git-scm.com/docs/git-check-ref-format
const tagName = z
  .string()
  .max(200)
  .regex(/^(?!-)(?!.*(?:\.\.|@\{|\/\/|\.lock$|[./]$))[^\s~^:?*[\]\\]+$/);

/** `github release create <repo> <tag>`: asks with branch and commit, since others are told and workflows may start. */
export const createRelease = defineCommand<Input>({
  name: 'github release create',
  area: 'github',
  synonyms: [
    'release create',
    'github release créer',
    'release créer',
    'github create release',
    'create release',
    'github release publier',
    'github publier',
    'github release new',
  ],
  permission: 'github:merge',
  input: z.strictObject({
    ...placeFields,
    tag: tagName,
    title: z.string().trim().min(1).max(256).optional(),
    notes: longText.optional(),
    draft: flag,
    prerelease: flag,
    target: optional,
    sha: z
      .string()
      .regex(/^[0-9a-f]{40,64}$/)
      .optional(),
  }),
  parameters: [
    repoParameter,
    { name: 'tag', position: 1, flags: ['version'], label: 'github.parameter.tag' },
    { name: 'title', flags: ['titre', 't'], label: 'github.parameter.title' },
    { name: 'notes', flags: ['n', 'body', 'texte'], label: 'github.parameter.notes' },
    { name: 'draft', kind: 'switch', flags: ['d', 'brouillon'] },
    { name: 'prerelease', kind: 'switch', flags: ['p', 'préversion'] },
    {
      name: 'target',
      flags: ['branch', 'branche', 'cible'],
      prepositions: ['on', 'sur', 'from', 'depuis'],
      label: 'github.parameter.target',
    },
    githubParameter,
  ],
  help: 'github.help.release_create',
  example: 'github release create payments-api v1.4.0',
  effect: 'change',
  async confirm(context, input) {
    const { t } = context;
    const { client, integration, repository } = await aimAtRepository(context, input);
    const { tag, title, notes, draft, prerelease } = input;
    const { isArchived, defaultBranch } = await inRepository(client, repository, () =>
      client.repositories.get(repository),
    );
    if (isArchived) throw new NoxError('conflict', {}, { sentence: 'github.refused.archived' });
    const [releases, hasTag] = await Promise.all([
      client.releases.list(repository),
      client.repositories.hasTag(repository, tag),
    ]);
    if (releases.some((each) => each.tag === tag && !each.isDraft))
      throw new NoxError('conflict', {}, { sentence: 'github.refused.tag_exists' });
    const target = hasTag ? tag : (input.target ?? defaultBranch);
    const sha = await client.repositories.commitOf(repository, target);
    const kind = draft ? 'draft' : prerelease ? 'prerelease' : 'published';
    const params = { tag, repository, target, commit: sha.slice(0, 7), kind, title: title ?? tag };
    const question = [
      t(hasTag ? 'github.confirm.release_of_tag' : 'github.confirm.release', params),
      t(notes === undefined ? 'github.confirm.notes_generated' : 'github.confirm.notes_given'),
    ].join(' ');
    const pinned = { tag, title, notes, draft, prerelease, target, sha };
    return { question, input: { github: integration.name, repo: repository, ...pinned } };
  },
  async run(context, input) {
    const { client, repository } = await aimAtRepository(context, input);
    const { tag, title, notes, draft, prerelease, sha } = input;
    if (sha === undefined) throw new NoxError('action_expired');
    context.target(`${repository}@${tag}`);
    const release = await client.releases.create(repository, {
      tag,
      title: title ?? tag,
      notes,
      isDraft: draft ?? false,
      isPrerelease: prerelease ?? false,
      target: sha,
    });
    const kind = draft ? 'draft' : prerelease ? 'prerelease' : 'published';
    return doneReply(context.t('github.did.release', { tag, repository, kind }), release.url);
  },
});
