import { WorkError } from '../../cache/errors';
import type { Tensor } from '../../cache/npy';
import type { Artefact } from '../../cache/step';

/** An artefact's float32 array. @throws WorkError when it holds something else. */
export async function floats(artefact: Artefact, name: string): Promise<Tensor<Float32Array>> {
  const { shape, data } = await artefact.npy(name);
  if (!(data instanceof Float32Array)) throw wrong(artefact, name, 'float32');
  return { shape, data };
}

/** An artefact's uint8 array. @throws WorkError when it holds something else. */
export async function bytes(artefact: Artefact, name: string): Promise<Tensor<Uint8Array>> {
  const { shape, data } = await artefact.npy(name);
  if (!(data instanceof Uint8Array)) throw wrong(artefact, name, 'uint8');
  return { shape, data };
}

const wrong = ({ id }: Artefact, name: string, type: string): WorkError =>
  new WorkError(`${name} of ${id} is not ${type}; remove cache/store and run again`);

/** `weights-1`, `weights-2`, … for as many layers as there are. */
export const layersOf = (
  artefact: Artefact,
  quantity: string,
  layers: number,
): Promise<Tensor<Float32Array>[]> =>
  Promise.all(Array.from({ length: layers }, (_, k) => floats(artefact, `${quantity}-${k + 1}.npy`)));
