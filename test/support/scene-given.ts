import type { NpyData, Tensor } from '../../cache/npy';
import { resolveSentences } from '../../remotion/narration/script';
import { silentVoice } from '../../remotion/narration/silent';
import { timelineOf } from '../../remotion/narration/timeline-of';
import { formulaPaths } from '../../remotion/render/tex';
import type {
  DatasetFacts,
  ExperimentFacts,
  Facts,
  NeighboursFacts,
  ProjectionFacts,
  RecordingFacts,
} from '../../remotion/stage/facts';
import { layoutOf } from '../../remotion/stage/layout';
import type { Given, Scene } from '../../remotion/stage/scene';
import { night } from '../../remotion/stage/theme';

export interface GivenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly experiment?: ExperimentFacts;
  /** Where it is not an experiment of ours; unless said, `experiment`. */
  readonly recording?: RecordingFacts;
  readonly projection?: ProjectionFacts;
  readonly dataset?: DatasetFacts;
  readonly neighbours?: NeighboursFacts;
  /** By `stage/name/array`. */
  readonly tensors?: Readonly<Record<string, Tensor<NpyData>>>;
  /** How much slower than usual it is spoken. */
  readonly slower?: number;
}

const missing = (what: string): never => {
  throw new Error(`this test gives no ${what}`);
};

export const factsOf = ({
  experiment,
  recording = experiment,
  projection,
  dataset,
  neighbours,
}: GivenOptions): Facts => ({
  experiment: () => experiment ?? missing('experiment'),
  recording: () => recording ?? missing('recording'),
  dataset: () => dataset ?? missing('dataset'),
  neighbours: () => neighbours ?? missing('neighbours'),
  projection: () => projection ?? missing('projection'),
});

/** What a scene is given when its sentences are read by the silent voice, with cues where the words fall. */
export async function givenFor(scene: Scene, options: GivenOptions = {}): Promise<Given> {
  const { width = 1920, height = 1080, tensors = {}, slower = 1 } = options;
  const facts = factsOf(options);
  const script = resolveSentences(scene, facts);
  const clips = await Promise.all(
    script.sentences.map(async ({ reading }) => {
      const clip = await silentVoice.speak(reading.spoken);
      return {
        duration: (slower * clip.pcm.length) / clip.sampleRate,
        words: clip.words.map((word) => ({ ...word, start: slower * word.start, end: slower * word.end })),
        estimated: true,
      };
    }),
  );
  const timeline = timelineOf({ scene, script, clips, fps: 30 });
  return {
    width,
    height,
    duration: timeline.durationInFrames / 30,
    theme: night,
    layout: layoutOf(width, height),
    facts,
    formulas: Object.fromEntries(
      Object.entries(scene.formulas(facts)).map(([name, tex]) => [name, formulaPaths(tex)]),
    ),
    cues: timeline.cues,
    captions: timeline.captions,
    tensor: (stage, name, array) =>
      tensors[`${stage}/${name}/${array}`] ?? missing(`${stage}/${name}/${array}`),
    props: scene.props?.parse({}) ?? {},
  };
}
