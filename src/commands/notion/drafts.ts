import type { Draft, Run, Text } from '../../integrations/notion/types.ts';

/** Languages by the words people put behind a fence; what is not here is plain text. */
const languages: Readonly<Record<string, string>> = {
  sh: 'shell',
  shell: 'shell',
  bash: 'bash',
  console: 'shell',
  js: 'javascript',
  javascript: 'javascript',
  ts: 'typescript',
  typescript: 'typescript',
  py: 'python',
  python: 'python',
  yml: 'yaml',
  yaml: 'yaml',
  json: 'json',
  sql: 'sql',
  go: 'go',
  java: 'java',
  rust: 'rust',
  ruby: 'ruby',
  php: 'php',
  diff: 'diff',
  toml: 'toml',
  xml: 'xml',
  md: 'markdown',
  dockerfile: 'docker',
  docker: 'docker',
};

/**
 * Simple Markdown as blocks: headings, bullets, numbers, to-dos, quotes, fenced code, rules, paragraphs; bold, code and
 * links within lines. What is none of these is a paragraph as it stands.
 */
export function draftsOf(markdown: string): Draft[] {
  const drafts: Draft[] = [];
  let paragraph: string[] = [];

  function endParagraph(): void {
    const text = paragraph.join('\n').trim();
    if (text) drafts.push({ kind: 'paragraph', text: textOf(text) });
    paragraph = [];
  }

  const lines = markdown.replace(/\r\n?/g, '\n').split('\n');
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    const fence = /^\s*(```|~~~)\s*([\w+#.-]*)\s*$/.exec(line);
    if (fence) {
      endParagraph();
      const end = lines.findIndex((each) => each.trim() === fence[1]);
      const body = lines.splice(0, end < 0 ? lines.length : end + 1).slice(0, end < 0 ? undefined : -1);
      const language = languages[(fence[2] ?? '').toLowerCase()] ?? 'plain text';
      if (body.length > 0) drafts.push({ kind: 'code', text: body.join('\n'), language });
      continue;
    }
    const draft = lineDraft(line);
    if (!draft && line.trim()) {
      paragraph.push(line);
      continue;
    }
    endParagraph();
    if (draft) drafts.push(draft);
  }
  endParagraph();
  return drafts;
}

function lineDraft(line: string): Draft | undefined {
  const heading = /^(#{1,6})\s+(.+)$/.exec(line);
  if (heading) {
    const level = Math.min(3, heading[1]?.length ?? 1) as 1 | 2 | 3;
    return { kind: 'heading', level, text: textOf(heading[2] ?? '') };
  }
  if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) return { kind: 'divider' };
  const todo = /^\s*(?:[-*•]\s+)?\[([ xX]?)\]\s+(.+)$/.exec(line);
  if (todo) return { kind: 'todo', done: /x/i.test(todo[1] ?? ''), text: textOf(todo[2] ?? '') };
  const bullet = /^\s*[-*•]\s+(.+)$/.exec(line);
  if (bullet) return { kind: 'bullet', text: textOf(bullet[1] ?? '') };
  const number = /^\s*\d{1,3}[.)]\s+(.+)$/.exec(line);
  if (number) return { kind: 'number', text: textOf(number[1] ?? '') };
  const quote = /^\s*>\s?(.+)$/.exec(line);
  if (quote) return { kind: 'quote', text: textOf(quote[1] ?? '') };
  return undefined;
}

const marks =
  /(\*\*[^*\n]+\*\*|`[^`\n]+`|\[[^\]\n]+\]\(https?:\/\/[^\s()]+\)|https?:\/\/[^\s<>()"]+[^\s<>()".,;:!?])/;
/** Notion takes no longer addresses. */
const longestUrl = 2_000;

function textOf(line: string): Text {
  return line
    .split(marks)
    .filter((piece) => piece !== '')
    .map((piece): Run => {
      if (/^\*\*[^*\n]+\*\*$/.test(piece)) return run(piece.slice(2, -2), { bold: true });
      if (/^`[^`\n]+`$/.test(piece)) return run(piece.slice(1, -1), { code: true });
      const named = /^\[([^\]\n]+)\]\((https?:\/\/[^\s()]+)\)$/.exec(piece);
      const url = named?.[2] ?? (/^https?:\/\/\S+$/.test(piece) ? piece : undefined);
      return url && url.length <= longestUrl ? run(named?.[1] ?? piece, { url }) : run(piece, {});
    });
}

function run(text: string, style: Partial<Run>): Run {
  return { text, bold: false, code: false, url: undefined, ...style };
}
