import type { Json } from '../../cache/manifest';
import type { Artefact } from '../../cache/step';
import { FILM } from './film-step';
import type { Pipeline } from './pipeline';

/** What `out/film.json` says: what made the film, and what was measured of it. No times of day: the same film has the same file. */
export function filmSummary(
  { settings, scenes, backend, voice, browser, steps }: Pipeline,
  artefacts: ReadonlyMap<string, Artefact>,
): Json {
  const meta = (id: string): Json => ({ ...artefacts.get(id)?.meta });
  const film = artefacts.get(FILM);
  const experiments = steps.filter(({ stage }) => stage === 'training');
  return {
    film: { ...film?.meta, key: film?.key ?? '', sha256: film?.manifest.files['film.mp4']?.sha256 ?? '' },
    sound: meta('sound:film'),
    settings: {
      size: `${settings.width}x${settings.height}`,
      fps: settings.fps,
      theme: settings.theme,
      engine: settings.engine,
      voice: voice.id,
      set: [...settings.set],
    },
    backend: { ...backend },
    browser: { version: browser.version, source: browser.source },
    scenes: scenes.map(({ id, title, chapter }) => ({
      id,
      title,
      chapter,
      narration: meta(`narration:${id}`),
      segment: meta(`segment:${id}`),
    })),
    experiments: Object.fromEntries(experiments.map(({ id, name }) => [name, meta(id)])),
    // Steps end in no fixed order; the file is the same all the same.
    keys: Object.fromEntries([...artefacts].map(([id, { key }]) => [id, key] as const).sort(byId)),
  };
}

const byId = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : 1);
