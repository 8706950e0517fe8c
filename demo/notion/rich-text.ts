/** Rich text as the API sends it (https://developers.notion.com/reference/rich-text). */
export interface RichText {
  type: 'text';
  text: { content: string; link: { url: string } | null };
  annotations: Annotations;
  plain_text: string;
  href: string | null;
}

interface Annotations {
  bold: boolean;
  italic: boolean;
  strikethrough: boolean;
  underline: boolean;
  code: boolean;
  color: string;
}

const plain: Annotations = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: 'default',
};

/** One run of text. */
export function run(content: string, annotations: Partial<Annotations> = {}, url?: string): RichText {
  return {
    type: 'text',
    text: { content, link: url ? { url } : null },
    annotations: { ...plain, ...annotations },
    plain_text: content,
    href: url ?? null,
  };
}

/** Rich text from a line with `**bold**`, `` `code` `` and `[label](https://…)`. */
export function richText(line: string): RichText[] {
  return line
    .split(/(\*\*[^*]+\*\*|`[^`]+`|\[[^\]]+\]\(https?:[^)]+\))/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (piece.startsWith('**')) return run(piece.slice(2, -2), { bold: true });
      if (piece.startsWith('`')) return run(piece.slice(1, -1), { code: true });
      const link = /^\[([^\]]+)\]\((https?:[^)]+)\)$/.exec(piece);
      return link ? run(link[1] ?? '', {}, link[2]) : run(piece);
    });
}

/** What a caller sent, already checked, as the API sends it back. */
export function echoed(items: readonly SentRichText[]): RichText[] {
  return items.map((item) => run(item.text.content, item.annotations ?? {}, item.text.link?.url));
}

export interface SentRichText {
  readonly text: { readonly content: string; readonly link?: { readonly url: string } | null | undefined };
  readonly annotations?: Partial<Annotations> | undefined;
}

/** The words alone. */
export function plainText(items: readonly { plain_text: string }[]): string {
  return items.map((item) => item.plain_text).join('');
}
