import type { GithubConnection } from './connection.ts';
import { split } from './connection.ts';
import type { Release } from './types.ts';

export interface NewRelease {
  readonly tag: string;
  readonly title: string;
  /** Undefined: GitHub writes them from what was merged. */
  readonly notes: string | undefined;
  readonly isDraft: boolean;
  readonly isPrerelease: boolean;
  /** The commit that the tag is made on; GitHub passes over it where the tag exists. */
  readonly target: string;
}

/** Releases. Errors: NoxError `upstream_*`. */
export interface Releases {
  /** The latest, 30 at most; drafts only where the token may push. */
  list(repository: string): Promise<readonly Release[]>;
  create(repository: string, release: NewRelease): Promise<Release>;
}

export function openReleases({ rest, call }: GithubConnection): Releases {
  return {
    list: (repository) =>
      call(repository, async () =>
        (await rest.repos.listReleases({ ...split(repository), per_page: 30 })).data.map(releaseOf),
      ),
    create: (repository, release) =>
      call(repository, async () => {
        const { data } = await rest.repos.createRelease({
          ...split(repository),
          tag_name: release.tag,
          name: release.title,
          draft: release.isDraft,
          prerelease: release.isPrerelease,
          target_commitish: release.target,
          ...(release.notes === undefined ? { generate_release_notes: true } : { body: release.notes }),
        });
        return releaseOf(data);
      }),
  };
}

function releaseOf(each: {
  tag_name: string;
  name: string | null;
  html_url: string;
  author?: { login: string } | null;
  draft: boolean;
  prerelease: boolean;
  created_at: string;
  published_at: string | null;
}): Release {
  return {
    tag: each.tag_name,
    name: each.name ?? '',
    url: each.html_url,
    author: each.author?.login ?? '',
    isDraft: each.draft,
    isPrerelease: each.prerelease,
    at: new Date(each.published_at ?? each.created_at),
  };
}
