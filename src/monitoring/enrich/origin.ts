/** Where the source of an image is, as far as its name and the labels beside it tell. */
export interface Origin {
  /** `owner/name` on GitHub. */
  readonly repository: string;
  /** A commit, or a tag that names one. */
  readonly ref: string;
}

const source = 'org.opencontainers.image.source';
const revision = 'org.opencontainers.image.revision';
const commit = /(?:^|[-_.])(?:sha-|git-|g)?([0-9a-f]{7,40})$/i;

/**
 * The repository by its label or the image's name (`ghcr.io/owner/name`), the commit by its label, by another label that
 * names one, or by the image's tag. Undefined where either is not told.
 */
export function originOf(
  labels: Readonly<Record<string, string>>,
  images: readonly string[],
): Origin | undefined {
  const repository = repositoryIn(labels[source] ?? '') ?? images.map(repositoryOfImage).find(Boolean);
  const named = Object.entries(labels).find(
    ([key, value]) => /commit|git|revision-sha/i.test(key) && /^[0-9a-f]{7,40}$/i.test(value),
  );
  const ref = labels[revision] ?? named?.[1] ?? images.map(commitOfImage).find(Boolean);
  return repository && ref ? { repository, ref } : undefined;
}

function repositoryIn(url: string): string | undefined {
  return /^(?:https:\/\/|git@)[\w.-]+[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url)?.[1];
}

function repositoryOfImage(image: string): string | undefined {
  return /^ghcr\.io\/([\w.-]+\/[\w.-]+?)(?:\/[\w./-]+)?(?:[:@]|$)/.exec(image)?.[1];
}

function commitOfImage(image: string): string | undefined {
  const tag = /:([\w.-]+)(?:@|$)/.exec(image)?.[1] ?? '';
  const found = commit.exec(tag)?.[1];
  // A date or a build number is no commit.
  return found && /[a-f]/i.test(found) ? found : undefined;
}
