import { useEffect, useLayoutEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import { AbsoluteFill, useCurrentFrame, useDelayRender, useVideoConfig } from 'remotion';
import { drawCaption } from '../stage/caption';
import { isDrawn, type ComponentScene, type DrawnScene, type Scene } from '../stage/scene';
import { opaqueContext } from './canvas-2d';
import { loadFonts } from './fonts';
import { momentAt, timeOfFrame } from './moment';
import { paint } from './paint';
import { drawSlate } from './slate';
import { useGiven, type GivenRequest } from './use-given';

interface SceneViewProps<S extends Scene> {
  readonly scene: S;
  readonly run: GivenRequest['run'];
  readonly theme: string;
  /** Values for the scene's own props. */
  readonly props: GivenRequest['props'];
  readonly pace?: number;
}

const whole: CSSProperties = { width: '100%', height: '100%', display: 'block' };

/** A scene at the current frame. */
export function SceneView({ scene, ...rest }: SceneViewProps<Scene>): ReactNode {
  return isDrawn(scene) ? <SceneCanvas scene={scene} {...rest} /> : <SceneElements scene={scene} {...rest} />;
}

/** A drawn scene on one canvas of the frame's size. */
function SceneCanvas({ scene, run, theme, props, pace }: SceneViewProps<DrawnScene>): ReactNode {
  const { width, height, fps } = useVideoConfig();
  const frame = useCurrentFrame();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { given, painted } = useGiven(scene, { run, width, height, theme, props });
  const { cancelRender } = useDelayRender();
  useLayoutEffect(() => {
    // While other data are on their way, what is given may still have the old size.
    if (!given || !canvas.current) return;
    try {
      paint(opaqueContext(canvas.current), scene, momentAt(given, timeOfFrame(frame, fps, pace)));
      painted();
    } catch (error) {
      cancelRender(error instanceof Error ? error : new Error(String(error)));
    }
  });
  return <canvas ref={canvas} width={width} height={height} style={whole} />;
}

/** A scene made of React components, with its caption on a transparent canvas above it. */
function SceneElements({ scene, run, theme, props, pace }: SceneViewProps<ComponentScene>): ReactNode {
  const { width, height, fps } = useVideoConfig();
  const frame = useCurrentFrame();
  const caption = useRef<HTMLCanvasElement>(null);
  const { given, painted } = useGiven(scene, { run, width, height, theme, props });
  const moment = given && momentAt(given, timeOfFrame(frame, fps, pace));
  useLayoutEffect(() => {
    if (!moment) return;
    const context = caption.current?.getContext('2d');
    if (context) {
      context.reset();
      drawCaption(context, moment);
    }
    painted();
  });
  if (!moment) return null;
  return (
    <AbsoluteFill style={{ backgroundColor: moment.given.theme.background }}>
      {/* Scenes leave React's types to their authors, so that drawn scenes need none. */}
      {scene.Component({ moment }) as ReactNode}
      <AbsoluteFill>
        <canvas ref={caption} width={width} height={height} style={whole} />
      </AbsoluteFill>
    </AbsoluteFill>
  );
}

/** What stands in a composition that has nothing to show yet. */
export function Slate({ message }: { readonly message: string }): ReactNode {
  const { width, height } = useVideoConfig();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { delayRender, continueRender, cancelRender } = useDelayRender();
  useEffect(() => {
    const handle = delayRender('fonts');
    loadFonts().then(() => {
      if (canvas.current) drawSlate(opaqueContext(canvas.current), width, height, message);
      continueRender(handle);
    }, cancelRender);
    return () => continueRender(handle);
  }, [width, height, message, delayRender, continueRender, cancelRender]);
  return <canvas ref={canvas} width={width} height={height} style={whole} />;
}
