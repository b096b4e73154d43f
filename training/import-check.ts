import { z } from 'zod';
import { RequestError } from '../cache/errors';
import { IMPORTS_FILE, type Imported } from './imported';

const broughtSchema = z.object({
  widths: z.array(z.number()),
  epochs: z.array(z.number()),
  classNames: z.array(z.string()),
  measures: z.object({ recordedSamples: z.number() }),
});

/**
 * Holds what the registry says of activations against what their file turned out to hold.
 * @param meta of the manifest of `training:<name>`
 * @throws RequestError naming the field that a hand has changed
 */
export function requireAsRegistered(name: string, imported: Imported, meta: unknown): void {
  const { widths, epochs, classNames, measures } = broughtSchema.parse(meta);
  const measured = {
    widths: widths.join('-'),
    samples: measures.recordedSamples,
    epochs: epochs.length,
    classes: classNames.length,
  };
  const registered = { ...imported, widths: imported.widths.join('-') };
  for (const field of ['widths', 'samples', 'epochs', 'classes'] as const)
    if (registered[field] !== measured[field])
      throw new RequestError(
        `${IMPORTS_FILE}: ${name}.${field} is ${registered[field]}, and ${imported.file} has ${measured[field]}; import it again: npm run import -- ${imported.file} --name ${name}`,
      );
}
