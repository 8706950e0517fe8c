import { titleOf } from './api/render.ts';
import type { RichText } from './rich-text.ts';
import type { Block, NotionStore, Page } from './store.ts';
import { idOf } from './store.ts';

/** A page as a person sees it in a browser; undefined for what is no page. @param path as in a page's own address */
export function pageView(store: NotionStore, path: string): string | undefined {
  const id = /([\da-f]{32})$/i.exec(path)?.[1];
  const page = id ? store.things.get(idOf(id)) : undefined;
  if (page?.object !== 'page') return undefined;
  const title = escape(titleOf(page));
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${style}</style><main><h1>${title}</h1>${childrenOf(store, page)}</main></html>`;
}

/** A file that a page shows; undefined for any other. */
export function fileView(store: NotionStore, path: string) {
  const upload = store.uploads.get(/^\/files\/([\da-f-]{36})\//.exec(path)?.[1] ?? '');
  return upload?.isAttached && upload.bytes
    ? { type: upload.contentType ?? 'application/octet-stream', bytes: upload.bytes }
    : undefined;
}

const style = `:root{color-scheme:light dark}body{margin:0;font:16px/1.5 ui-sans-serif,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;background:light-dark(#fff,#191919);color:light-dark(#37352f,#d4d4d4)}
main{max-width:708px;margin:60px auto;padding:0 24px}h1{font-size:40px;line-height:1.2}h2{font-size:24px;margin:1.6em 0 .3em}p{margin:.4em 0}
table{border-collapse:collapse;font-size:14px;margin:.6em 0}td,th{border:1px solid light-dark(#e9e9e7,#373737);padding:6px 9px;text-align:left}th{background:light-dark(#f7f6f3,#252525);font-weight:500}
.callout{padding:14px 16px;border-radius:8px;margin:.8em 0}.green_background{background:light-dark(#edf3ec,#242b26)}.yellow_background{background:light-dark(#fbf3db,#39321f)}
figure{margin:1em 0}img{width:100%;display:block}figcaption{font-size:14px;color:light-dark(#787774,#9b9b9b);margin-top:6px}.scroll{overflow-x:auto}`;

function childrenOf(store: NotionStore, of: Page | Block): string {
  const blocks = of.children
    .map((id) => store.things.get(id))
    .filter((each): each is Block => each?.object === 'block' && !each.inTrash);
  return blocks.map((each) => blockView(store, each)).join('\n');
}

function blockView(store: NotionStore, block: Block): string {
  const { type, content } = block;
  const text = richView(content.rich_text);
  const inside = childrenOf(store, block);
  switch (type) {
    case 'heading_1':
    case 'heading_2':
      return `<h2>${text}</h2>`;
    case 'heading_3':
      return `<h3>${text}</h3>`;
    case 'bulleted_list_item':
    case 'numbered_list_item':
    case 'to_do':
      return `<ul><li>${text}${inside}</li></ul>`;
    case 'callout': {
      const { icon, color } = content as { icon?: { emoji?: string }; color?: string };
      return `<p class="callout ${escape(color ?? '')}">${escape(icon?.emoji ?? '')} ${text}</p>`;
    }
    case 'code':
      return `<pre>${text}</pre>`;
    case 'divider':
      return '<hr>';
    case 'table':
      return `<div class="scroll"><table>${inside}</table></div>`;
    case 'table_row': {
      const cells = content.cells as readonly RichText[][];
      return `<tr>${cells.map((cell) => `<td>${richView(cell)}</td>`).join('')}</tr>`;
    }
    case 'image': {
      const { file, caption } = content as { file?: { url: string }; caption?: RichText[] };
      const said = richView(caption);
      return `<figure><img src="${escape(file?.url ?? '')}" alt="${said}"><figcaption>${said}</figcaption></figure>`;
    }
    default:
      return `<p>${text}</p>${inside}`;
  }
}

function richView(given: unknown): string {
  return ((given ?? []) as readonly RichText[])
    .map(({ plain_text: words, annotations, href }) => {
      const said = annotations.bold ? `<strong>${escape(words)}</strong>` : escape(words);
      return href ? `<a href="${escape(href)}">${said}</a>` : said;
    })
    .join('');
}

function escape(words: string): string {
  return words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
