import { extractNotionId } from '@notionhq/client';

/** The id in what a person gave, if it is an id or an address of Notion's; undefined for plain words. */
export function notionIdIn(given: string): string | undefined {
  const written = given.trim();
  if (/^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(written))
    return extractNotionId(written) ?? undefined;
  if (!/^(https?:\/\/|([\w-]+\.)*notion\.(so|site|com)\/)/i.test(written)) return undefined;
  // A row opened beside its table: the path names the table, `p` the row.
  const beside = /[?&]p=([0-9a-f]{32})/i.exec(written)?.[1];
  return extractNotionId(beside ?? written) ?? undefined;
}
