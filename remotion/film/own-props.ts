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
