/**
 * The context every picture is drawn on. Opaque: that is faster, and text is smoothed the same way wherever it stands.
 * @throws Error when the browser gives none
 */
export function opaqueContext(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('the browser gives no 2-D canvas context');
  return context;
}
