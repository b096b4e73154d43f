import type { Checkpoints } from './step';
import type { Place, Store } from './store';

/** Checkpoints of a store, in an area of their own. @param say Tells the user of a damaged one. */
export function checkpointsIn(store: Store, say: (line: string) => void): Checkpoints {
  const placeOf = (name: string, key: string): Place => ({
    id: `checkpoint:${name}`,
    area: 'checkpoints',
    stage: 'training',
    name,
    key,
  });
  return {
    async find(name, key) {
      const found = await store.find(placeOf(name, key));
      if (found.state === 'damaged') {
        say(`checkpoint:${name}: ${found.reason}; starting over`);
        await store.remove(store.dirOf(placeOf(name, key)));
      }
      if (found.state !== 'whole') return undefined;
      await store.touch(found.artefact);
      return found.artefact;
    },
    async keep(name, key, parts, write) {
      await store.build(placeOf(name, key), parts, write);
    },
  };
}
