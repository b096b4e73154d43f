import { outlineOf, CannotShowError } from '../scenes/about';
import type { Facts } from '../stage/facts';
import type { ExperimentOutline, Showable } from '../stage/outline';
import type { Read, Scene } from '../stage/scene';

/** Thrown when a composition's props are wrong. */
export class PropsError extends Error {
  override readonly name = 'PropsError';
  readonly exitCode = 2;
}

type OwnProps = Readonly<Record<string, unknown>>;

/**
 * A scene's own props with its defaults for what is left out.
 * @throws PropsError naming the field
 */
export function ownProps({ id, props }: Pick<Scene, 'id' | 'props'>, given: OwnProps): OwnProps {
  if (!props) {
    const [unknown] = Object.keys(given);
    if (unknown !== undefined) throw new PropsError(`props.scene.${unknown}: ${id} has no props of its own`);
    return {};
  }
  const result = props.strict().safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue?.path.map((part) => `.${String(part)}`).join('') ?? '';
  throw new PropsError(`props.scene${where}: ${issue?.message ?? 'invalid'}`);
}

/** What a scene reads with these props. */
export const readsOf = (scene: Pick<Scene, 'reads' | 'readsWith'>, props: OwnProps): readonly Read[] =>
  scene.readsWith?.(props) ?? scene.reads;

/** A scene that says itself which experiments it can draw. */
export type Judge = Pick<Scene, 'id' | 'canShow' | 'besides'>;

/** The experiments that a scene draws with these props, each with who judges it. */
export function subjectsOf(
  { canShow, besides = {} }: Judge,
  props: OwnProps,
): { readonly name: string; judge(outline: ExperimentOutline): Showable }[] {
  const chosen = props['experiment'];
  return [
    ...(canShow && typeof chosen === 'string' ? [{ name: chosen, judge: canShow }] : []),
    ...Object.entries(besides).map(([name, judge]) => ({ name, judge })),
  ];
}

/**
 * Judges what the props chose by what was measured: Studio offers only what can be shown, but props may come from anywhere.
 * @throws CannotShowError naming scene, experiment and why
 */
export function requireDrawable(scene: Judge, props: OwnProps, facts: Facts): void {
  for (const { name, judge } of subjectsOf(scene, props)) {
    const showable = judge(outlineOf(facts.experiment(name)));
    if (showable !== true) throw new CannotShowError(scene.id, name, showable);
  }
}
