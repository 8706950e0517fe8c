import type { KeyObject } from 'node:crypto';

/** The GitHub App that the operator registered: one for the whole of this NOX. */
export interface GithubApp {
  /** GitHub’s number for it, the issuer of its tokens. */
  readonly id: string;
  /** Its name in addresses: `https://github.com/apps/<slug>`; it acts as `<slug>[bot]`. */
  readonly slug: string;
  readonly privateKey: KeyObject;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The account that an App acts as (https://docs.github.com/en/apps/creating-github-apps/about-creating-github-apps). */
export function botOf({ slug }: Pick<GithubApp, 'slug'>): string {
  return `${slug}[bot]`;
}

/** What one tenant’s client needs of the App: tokens for the installations that this tenant was proven to own. */
export interface InstallationAccess {
  readonly appId: string;
  /** The login that NOX acts as. */
  readonly bot: string;
  /**
   * A token of an installation, good for some minutes at least.
   * @param refused a token that GitHub no longer takes: another is minted
   * Errors: `upstream_auth` where the installation is gone or suspended, or GitHub refuses the App; `upstream_*`.
   */
  token(installationId: number, refused?: string): Promise<string>;
  /** Uninstalls the App, once nobody here works with it any more. One that is gone already is no error. */
  uninstall(installationId: number): Promise<void>;
}
