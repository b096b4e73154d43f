import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { SceneTimeline } from '../film/timeline';
import { night } from '../stage/theme';
import type { Browser } from './browser';
import type { Drawing, Engine } from './engine';
import { launchBrowser } from './launch';

/** A moment of the sheet: where something begins, or the middle between two such moments. */
export interface SheetMoment {
  readonly frame: number;
  readonly label: string;
}

const SHORTEST = 0.5;

/**
 * The moments a contact sheet shows: shortly after every cue, between cues, and both ends, with the sentence spoken then.
 * @param most moments at most; those between cues are left out first
 */
export function sheetMoments(timeline: SceneTimeline, most = 24): SheetMoment[] {
  const { fps, durationInFrames, cues, sentences } = timeline;
  const end = (durationInFrames - 1) / fps;
  const cuesAt = Object.entries(cues).sort(([, a], [, b]) => a - b);
  const stops = [0, ...cuesAt.map(([, at]) => at), end];
  const between = stops.slice(1).flatMap((stop, i) => {
    const start = stops[i] ?? 0;
    return stop - start > SHORTEST ? [(start + stop) / 2] : [];
  });
  const chosen = [
    ...new Set([...stops, ...between].map((time) => Math.min(durationInFrames - 1, Math.round(time * fps)))),
  ];
  chosen.sort((a, b) => a - b);
  const kept = chosen.length <= most ? chosen : thinned(chosen, most);
  return kept.map((frame) => {
    const time = frame / fps;
    const cue = cuesAt.find(([, at]) => Math.round(at * fps) === frame)?.[0];
    const said = sentences.find((sentence) => time >= sentence.start && time <= sentence.end)?.text ?? '';
    return { frame, label: [`${time.toFixed(2)} s`, cue && `{${cue}}`, said].filter(Boolean).join('  ') };
  });
}

/** As evenly spread as can be, ends included. */
function thinned(frames: readonly number[], most: number): number[] {
  const picked = Array.from(
    { length: most },
    (_, i) => frames[Math.round((i * (frames.length - 1)) / (most - 1))] ?? 0,
  );
  return [...new Set(picked)];
}

const COLUMNS = 4;
/** Pixels. */
const TILE = 480;

/** A contact sheet of a scene as a PNG: its moments in rows, each with its time, cue and sentence beneath. */
export async function contactSheet(
  engine: Engine,
  drawing: Drawing,
  timeline: SceneTimeline,
): Promise<Uint8Array> {
  const moments = sheetMoments(timeline);
  const pictures = await engine.stills({ ...drawing, frames: moments.map(({ frame }) => frame) });
  const tiles = pictures.map((png, i) => {
    const image = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
    return `<figure><img src="${image}"><figcaption>${escaped(moments[i]?.label ?? '')}</figcaption></figure>`;
  });
  return pngOfHtml(engine.browser, await documentOf(tiles), COLUMNS * TILE);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

async function documentOf(tiles: readonly string[]): Promise<string> {
  const file = createRequire(import.meta.url).resolve('@fontsource/inter/files/inter-latin-400-normal.woff2');
  const font = (await readFile(file)).toString('base64');
  return `<!doctype html><meta charset="utf-8"><style>
    @font-face { font-family: Inter; src: url(data:font/woff2;base64,${font}) }
    body { margin: 0; background: ${night.surface}; color: ${night.ink}; font: 14px/1.35 Inter;
      display: grid; grid-template-columns: repeat(${COLUMNS}, 1fr) }
    figure { margin: 6px } img { width: 100%; display: block } figcaption { padding: 4px 2px; min-height: 2.7em }
  </style>${tiles.join('')}`;
}

async function pngOfHtml(browser: Browser, html: string, width: number): Promise<Uint8Array> {
  const puppet = await launchBrowser(browser);
  try {
    const page = await puppet.newPage();
    await page.setViewport({ width, height: 600 });
    await page.setContent(html, { waitUntil: 'load' });
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    return await page.screenshot({ fullPage: true, type: 'png' });
  } finally {
    await puppet.close();
  }
}
