import { randomBytes } from 'node:crypto';

/** A word that stands in everything that one tenant owns, and nowhere else. */
export function makeCanary(): string {
  return `zq${randomBytes(6).toString('hex')}`;
}

/** The forms in which a word may travel: as it is, and in base64 at each of its three places. */
export function formsOf(word: string): readonly string[] {
  const encoded = [0, 1, 2].map((shift) => {
    const text = Buffer.from(`${'-'.repeat(shift)}${word}`)
      .toString('base64')
      .replace(/=+$/, '');
    // The first and last signs also hold bits of what stands beside the word.
    return text.slice(shift === 0 ? 0 : 4, -2);
  });
  return [word, ...encoded];
}

/** A canary where it must not be. */
export interface Escape {
  readonly of: string;
  readonly seenBy: string;
  readonly where: string;
  readonly around: string;
}

/** Looks for every tenant's canary in everything that another one, or nobody in particular, gets to see. */
export interface Watch {
  /**
   * Looks through a text. `audience` is the tenant that it was for; undefined for what is nobody's: log lines, the
   * control database. `where` says what it is: `reply`, `log`, `request github`…
   */
  look(audience: string | undefined, where: string, text: string): void;
  readonly escapes: readonly Escape[];
  readonly bytes: number;
  /** How often a tenant met its own canary, by where: a watch that never sees any watches nothing. */
  seen(tenant: string, where: string): number;
}

/** @param canaries each tenant's own word, by the tenant's name; tenants may be added later */
export function createWatch(canaries: ReadonlyMap<string, string>): Watch {
  const escapes: Escape[] = [];
  const own = new Map<string, number>();
  let bytes = 0;

  function look(audience: string | undefined, where: string, text: string): void {
    bytes += text.length;
    const folded = text.toLowerCase();
    for (const [tenant, word] of canaries) {
      const form = formsOf(word).find((each, at) => (at === 0 ? folded : text).includes(each));
      if (form === undefined) continue;
      const key = `${tenant} ${where}`;
      if (tenant === audience) own.set(key, (own.get(key) ?? 0) + 1);
      else escapes.push({ of: tenant, seenBy: audience ?? 'nobody', where, around: around(text, form) });
    }
  }

  return {
    look,
    escapes,
    get bytes() {
      return bytes;
    },
    seen: (tenant, where) => own.get(`${tenant} ${where}`) ?? 0,
  };
}

function around(text: string, form: string): string {
  const at = Math.max(0, text.toLowerCase().indexOf(form.toLowerCase()));
  return text.slice(Math.max(0, at - 200), at + form.length + 100);
}
