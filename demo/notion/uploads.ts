/** A file on its way into a workspace (https://developers.notion.com/reference/file-upload). */
export interface Upload {
  readonly id: string;
  readonly createdAt: Date;
  editedAt: Date;
  status: 'pending' | 'uploaded';
  filename: string | null;
  contentType: string | null;
  bytes: Buffer | undefined;
  /** A block shows it: it no longer expires. */
  isAttached: boolean;
}

const lifeMs = 3_600_000;

export function isExpired({ createdAt, isAttached }: Upload, now: Date): boolean {
  return !isAttached && now.getTime() - createdAt.getTime() >= lifeMs;
}

/** When it is gone if no block shows it by then. */
export function expiryOf({ createdAt }: Upload): Date {
  return new Date(createdAt.getTime() + lifeMs);
}
