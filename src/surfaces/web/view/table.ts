import { html } from 'hono/html';
import type { Html } from '../../http/document.ts';

/** A column of a table. */
export interface Column {
  readonly label: string;
  readonly isNumber?: boolean;
}

/**
 * A table whose first cell of each row names the row. Where there is little room each row becomes a block of lines, each
 * with its column's label; the roles are written out, since a browser forgets them for a table that is not drawn as one.
 */
export function table(
  label: string,
  columns: readonly Column[],
  rows: readonly (readonly (Html | string | number)[])[],
): Html {
  const kind = (column: Column | undefined) => (column?.isNumber ? html` class="number"` : '');
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table class="stack" role="table">
<thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th role="columnheader" scope="col"${kind(column)}>${column.label}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map(
    ([head, ...cells]) => html`<tr role="row"><th role="rowheader" scope="row">${head}</th>
${cells.map((cell, at) => html`<td role="cell" data-label="${columns[at + 1]?.label}"${kind(columns[at + 1])}><div>${cell}</div></td>`)}</tr>`,
  )}</tbody></table></div>`;
}
