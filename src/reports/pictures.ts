import type { ReplyBlock } from '../core/reply.ts';
import type { NotionClient } from '../integrations/notion/client.ts';
import { laterOrNever } from '../jobs/lane.ts';
import type { LaneLog } from '../jobs/lane.ts';
import type { Chart } from './charts/chart.ts';
import { pngOf } from './charts/png.ts';
import type { Section } from './sections.ts';

/** The charts of a report, in their order. */
export function chartsIn(sections: readonly Section[]): Chart[] {
  return sections.flatMap((section) => (section.kind === 'chart' ? [section.chart] : []));
}

/** A chart as a file; undefined, and a line in the log, where this machine cannot draw. */
async function pictureOf(
  chart: Chart,
  log: LaneLog,
): Promise<{ readonly filename: string; readonly png: Uint8Array } | undefined> {
  try {
    return { filename: `${chart.name}.png`, png: await pngOf(chart.svg) };
  } catch (error) {
    log.warn({ err: error, chart: chart.name }, 'a chart could not be drawn');
    return undefined;
  }
}

/** The first chart of a report, for a message; undefined without any. */
export async function mainPicture(
  sections: readonly Section[],
  log: LaneLog,
): Promise<(ReplyBlock & { readonly kind: 'picture' }) | undefined> {
  const [chart] = chartsIn(sections);
  const picture = chart && (await pictureOf(chart, log));
  return picture && { kind: 'picture', ...picture, title: chart.title, alt: chart.alt };
}

/**
 * Gives Notion the charts of a report, one after the other. A plan or an integration that refuses one is not asked again:
 * the report goes out with what there is, since its numbers stand in words too.
 * @param isPatient what would pass by itself is thrown, so that it is tried again later; else it counts as a refusal
 * @returns upload ids by the charts' names
 */
export async function uploadCharts(
  client: NotionClient,
  charts: readonly Chart[],
  { what, isPatient, log }: { readonly what: string; readonly isPatient: boolean; readonly log: LaneLog },
): Promise<ReadonlyMap<string, string>> {
  const uploads = new Map<string, string>();
  for (const chart of charts) {
    const picture = await pictureOf(chart, log);
    if (!picture) continue;
    try {
      uploads.set(chart.name, await client.upload(picture, what));
    } catch (error) {
      if (isPatient && laterOrNever(error).kind === 'later') throw error;
      log.warn({ err: error, chart: chart.name }, 'a report goes out without its charts');
      break;
    }
  }
  return uploads;
}
