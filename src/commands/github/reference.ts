/** What a person wrote to name a repository, an issue, a pull request or a run, taken apart. */
export interface Reference {
  /** The host of a URL. */
  readonly host?: string;
  /** `owner/name`, or a name alone. */
  readonly repository?: string;
  readonly number?: number;
  /** The id of a workflow run, from its URL. */
  readonly run?: number;
}

/** `.` and `..` would climb in the API's paths. */
const name = String.raw`(?!\.{1,2}(?:[/#?]|$))[\w.-]{1,100}`;
const forms: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?<repository>${name}/${name})/(?:pull|pulls|issues)/(?<number>\d{1,9})(?:[/?#].*)?$`,
  ),
  new RegExp(String.raw`^(?<repository>${name}/${name})/actions/runs/(?<run>\d{1,15})(?:[/?#].*)?$`),
  new RegExp(String.raw`^(?<repository>${name}(?:/${name})?)#(?<number>\d{1,9})$`),
  /^#?(?<number>\d{1,9})$/,
  new RegExp(String.raw`^(?<repository>${name}(?:/${name})?)$`),
];

/**
 * Reads `acme/web#12`, `web#12`, `#12`, `12`, `acme/web`, `web`, `acme/web/pull/12`, and the URLs of a repository, an
 * issue, a pull request or a run. Undefined where it is none of these.
 */
export function readReference(written: string): Reference | undefined {
  const text = written.trim().replace(/^git@([^:]+):/, 'https://$1/');
  const url = /^https?:\/\/(?<host>[^/]+)\/(?<path>.+)$/i.exec(text)?.groups;
  const path = (url?.path ?? text).replace(/(\.git)?\/*$/, '');
  for (const form of forms) {
    const found = form.exec(path)?.groups;
    if (found) return assemble(url?.host, found);
  }
  // Any other page of a repository: its files, its settings, a comment.
  const inside = url && new RegExp(`^(?<repository>${name}/${name})[/?#]`).exec(path)?.groups;
  return inside ? assemble(url.host, inside) : undefined;
}

function assemble(host: string | undefined, found: Readonly<Record<string, string>>): Reference {
  const { repository, number, run } = found;
  return {
    ...(host === undefined ? {} : { host: host.toLowerCase() }),
    ...(repository === undefined ? {} : { repository }),
    ...(number === undefined ? {} : { number: Number(number) }),
    ...(run === undefined ? {} : { run: Number(run) }),
  };
}
