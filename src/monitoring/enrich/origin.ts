/** Where the source of an image is, as far as its name and the labels beside it tell. */
export interface Origin {
  /** Of the web address, as `github.com`: the same owner and name elsewhere are another repository. */
  readonly host: string;
  /** `owner/name` */
  readonly repository: string;
  /** A commit, whole or its beginning. */
  readonly commit: string;
}

const source = 'org.opencontainers.image.source';
const revision = 'org.opencontainers.image.revision';
const hash = /^[0-9a-f]{7,64}$/i;
const tagged = /(?:^|[-_.])(?:sha-|git-|g)?([0-9a-f]{7,64})$/i;
/** `.` and `..` would climb in the API's paths. */
const name = String.raw`(?!\.{1,2}(?:[/:@]|$))[\w.-]+?`;

/**
 * The repository by its label or an image's name (`ghcr.io/owner/name`), the commit by that image's tag, by its label, or
 * by another label that names one. A branch or a version is no commit: it may have moved on since. Undefined where either
 * is not told.
 * @param images those that changed last first
 */
export function originOf(
  labels: Readonly<Record<string, string>>,
  images: readonly string[],
): Origin | undefined {
  const labelled = repositoryIn(labels[source] ?? '');
  const all = images.map((image) => ({
    place: labelled ?? repositoryOfImage(image),
    commit: commitOfImage(image),
  }));
  const whole = all.find((each) => each.place && each.commit);
  const named = Object.entries(labels).find(
    ([key, value]) => key !== source && /commit|git|revision-sha/i.test(key) && hash.test(value),
  );
  const told = hash.test(labels[revision] ?? '') ? labels[revision] : named?.[1];
  const commit = whole?.commit ?? told;
  const place = (whole ?? all.find((each) => each.place))?.place ?? labelled;
  return place && commit ? { ...place, commit: commit.toLowerCase() } : undefined;
}

type Place = Pick<Origin, 'host' | 'repository'>;

function repositoryIn(url: string): Place | undefined {
  const form = new RegExp(
    String.raw`^(?:https?://|git@)(?<host>[\w.-]+(?::\d+(?=/))?)[/:](?<repository>${name}/${name})(?:\.git)?/?$`,
  );
  const { host, repository } = form.exec(url)?.groups ?? {};
  return host && repository ? { host: host.toLowerCase(), repository } : undefined;
}

function repositoryOfImage(image: string): Place | undefined {
  const form = new RegExp(`^ghcr\\.io/(?<repository>${name}/${name})(?:/[\\w./-]+)?(?:[:@]|$)`);
  const repository = form.exec(image)?.groups?.['repository'];
  return repository ? { host: 'github.com', repository } : undefined;
}

function commitOfImage(image: string): string | undefined {
  const tag = /:([\w.-]+)(?:@|$)/.exec(image)?.[1] ?? '';
  const found = tagged.exec(tag)?.[1];
  // A date or a build number is no commit.
  return found && /[a-f]/i.test(found) ? found : undefined;
}
