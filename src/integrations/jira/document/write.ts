/** An Atlassian document. */
export interface AtlassianDocument {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly object[];
}

/**
 * What a person wrote as an Atlassian document: paragraphs, lines, lists of `- `, code between ``` and addresses
 * as links. Nothing else in it is taken for markup.
 */
export function documentOf(text: string): AtlassianDocument {
  const content = text
    .replace(/\r\n/g, '\n')
    .split(/(```[\s\S]*?```)/)
    .flatMap((part) => (/^```[\s\S]*```$/.test(part) ? codeBlock(part) : proseOf(part)));
  return { type: 'doc', version: 1, content };
}

function codeBlock(part: string): object[] {
  const text = part.slice(3, -3).replace(/^\n|\n$/g, '');
  return text ? [{ type: 'codeBlock', content: [{ type: 'text', text }] }] : [];
}

function proseOf(part: string): object[] {
  return part
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
    .flatMap((paragraph) => {
      const lines = paragraph.split('\n');
      const items = lines.map((line) => /^\s*[-*•]\s+(.+)$/.exec(line)?.[1]);
      if (items.every((item) => item !== undefined))
        return [{ type: 'bulletList', content: items.map((item) => listItem(item ?? '')) }];
      return [{ type: 'paragraph', content: lines.flatMap(lineOf) }];
    });
}

function listItem(text: string): object {
  return { type: 'listItem', content: [{ type: 'paragraph', content: inlineOf(text) }] };
}

function lineOf(line: string, at: number): object[] {
  return [...(at > 0 ? [{ type: 'hardBreak' }] : []), ...inlineOf(line)];
}

function inlineOf(text: string): object[] {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/)
    .filter(Boolean)
    .map((piece) =>
      /^https?:\/\//.test(piece)
        ? { type: 'text', text: piece, marks: [{ type: 'link', attrs: { href: piece } }] }
        : { type: 'text', text: piece },
    );
}
