import { isDrawn, type DrawnScene, type Scene } from '../../stage/scene';
import { drawFrames, drawSegment } from './page-core';
import {
  jobSchema,
  OUT_PATH,
  PAGE_FUNCTION,
  PROGRESS_FUNCTION,
  STORE_PATH,
  type Answer,
  type Job,
} from './protocol';

interface PageGlobals {
  [PAGE_FUNCTION]: (job: unknown, outToken: string, frames: readonly number[] | null) => Promise<Answer>;
  [PROGRESS_FUNCTION]: (frames: number) => void;
}

const isTold = (error: unknown): boolean => error instanceof Error && 'exitCode' in error;

/** Makes this page one that draws the given scenes when Node asks. */
export function servePage(scenes: readonly Scene[]): void {
  const globals = globalThis as unknown as PageGlobals;
  const root = location.pathname.replace(/\/$/, '');
  const storeUrl = `${root}/${STORE_PATH}`;

  const sceneOf = ({ sceneId }: Job): DrawnScene => {
    const scene = scenes.find(({ id }) => id === sceneId);
    if (!scene) throw new Error(`the page does not know the scene ${sceneId}`);
    if (!isDrawn(scene)) throw new Error(`${sceneId} is made of components; the remotion engine draws it`);
    return scene;
  };

  const draw = async (job: Job, outToken: string, frames: readonly number[] | null): Promise<Answer> => {
    const scene = sceneOf(job);
    if (frames !== null) return { state: 'frames', frames: await drawFrames(scene, job, storeUrl, frames) };
    const probes = await drawSegment(scene, job, storeUrl, {
      async write(data, position) {
        const url = `${root}/${OUT_PATH}/${outToken}?at=${position}`;
        const response = await fetch(url, { method: 'POST', body: data });
        if (!response.ok) throw new Error(await response.text());
      },
      progress: (frames) => globals[PROGRESS_FUNCTION](frames),
    });
    return { state: 'segment', probes };
  };

  globals[PAGE_FUNCTION] = async (job, outToken, frames) => {
    try {
      return await draw(jobSchema.parse(job), outToken, frames);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const stack = error instanceof Error && !isTold(error) ? (error.stack ?? message) : message;
      return { state: 'failed', message: stack, told: isTold(error) };
    }
  };
}
