import { useMemo, type ReactNode } from 'react';
import { Html5Audio, Series, staticFile, useVideoConfig } from 'remotion';
import type { Scene } from '../stage/scene';
import type { FilmComponentProps, SceneComponentProps } from './props';
import { NARRATION_VOICE, narrationOf, type Run } from './run';
import { SceneView, Slate } from './scene-canvas';

const NO_PROPS = {};

/** A scene's voice, from the scene's first frame on. */
function Narration({
  scene,
  run,
  pace = 1,
}: {
  readonly scene: Scene;
  readonly run: Run;
  readonly pace?: number;
}): ReactNode {
  const path = run[narrationOf(scene.id)];
  return path === undefined ? null : (
    <Html5Audio
      src={staticFile(`${path}/${NARRATION_VOICE}`)}
      name={`Voice of ${scene.title}`}
      playbackRate={pace}
    />
  );
}

/** The component of a scene's own composition: its picture and its voice. */
export function sceneComposition(scene: Scene) {
  return function SceneComposition({
    run,
    theme,
    scene: own,
    pace,
    missing = null,
  }: SceneComponentProps): ReactNode {
    if (missing !== null || run === null) return <Slate message={missing ?? ''} />;
    return (
      <>
        <SceneView scene={scene} run={run} theme={theme} props={own} pace={pace} />
        <Narration scene={scene} run={run} pace={pace} />
      </>
    );
  };
}

/** The component of the film: its scenes one after another, each as it is alone. */
export function filmComposition(all: readonly Scene[]) {
  return function FilmComposition({ run, theme, items = [], missing = null }: FilmComponentProps): ReactNode {
    const { fps } = useVideoConfig();
    const byId = useMemo(() => new Map(all.map((scene) => [scene.id, scene])), []);
    if (missing !== null || run === null) return <Slate message={missing ?? ''} />;
    return (
      <Series>
        {items.map(({ id, durationInFrames }) => {
          const scene = byId.get(id);
          return (
            scene && (
              <Series.Sequence
                key={id}
                name={scene.title}
                durationInFrames={durationInFrames}
                premountFor={Math.round(fps)}
              >
                <SceneView scene={scene} run={run} theme={theme} props={NO_PROPS} />
                <Narration scene={scene} run={run} />
              </Series.Sequence>
            )
          );
        })}
      </Series>
    );
  };
}
