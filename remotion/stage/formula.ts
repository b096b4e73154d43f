import { z } from 'zod';

const boxSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

/** A formula as outlines: made from TeX by MathJax before rendering (render/tex.ts), drawn by the stage kit. */
export const formulaPathsSchema = z.object({
  /** Extents in em, baseline at y = 0, y upwards. */
  width: z.number(),
  height: z.number(),
  depth: z.number(),
  shapes: z.array(
    z.object({
      /** SVG path data in em, y upwards. */
      d: z.string(),
      /** Names given with `\class{name}{…}`, outermost first. */
      parts: z.array(z.string()),
    }),
  ),
  /** Of every named part, the box around its outlines in em; (x, y) is its lower left corner. */
  boxes: z.record(z.string(), boxSchema),
});
export type FormulaPaths = z.infer<typeof formulaPathsSchema>;
export type FormulaBox = z.infer<typeof boxSchema>;
