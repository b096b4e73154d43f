import { useEffect, useState } from 'react';
import { staticFile, useDelayRender } from 'remotion';
import type { Given, Scene } from '../stage/scene';
import { loadFonts } from './fonts';
import { loadGiven } from './load';
import type { Run } from './run';

export interface GivenRequest {
  readonly run: Run;
  readonly width: number;
  readonly height: number;
  readonly theme: string;
  readonly props: Readonly<Record<string, unknown>>;
}

export interface Loaded {
  readonly given: Given | undefined;
  /** To be called once the first picture stands: Remotion takes no frame before. */
  readonly painted: () => void;
}

/** Loads what a scene draws from; `given` is undefined until then. A failure cancels the render. */
export function useGiven(scene: Scene, request: GivenRequest): Loaded {
  const { delayRender, continueRender, cancelRender } = useDelayRender();
  const [handle] = useState(() => delayRender(`loading ${scene.id}`));
  const [given, setGiven] = useState<Given>();
  // Props arrive as new objects with every frame; their text decides whether anything changed.
  const text = JSON.stringify(request);
  useEffect(() => {
    let wanted = true;
    // The text is that of a GivenRequest, made above.
    const { run, width, height, theme, props } = JSON.parse(text) as GivenRequest;
    Promise.all([
      loadGiven(scene, { run, width, height, theme, props, urlOf: staticFile }),
      loadFonts(),
    ]).then(
      ([loaded]) => {
        if (wanted) setGiven(loaded);
      },
      (error: unknown) => {
        if (wanted) cancelRender(error instanceof Error ? error : new Error(String(error)));
      },
    );
    return () => {
      wanted = false;
    };
  }, [scene, text, cancelRender]);
  // A scene that leaves before it was painted must not hold up the frames after it.
  useEffect(() => () => continueRender(handle), [continueRender, handle]);
  return { given, painted: () => continueRender(handle) };
}
