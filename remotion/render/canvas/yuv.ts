/**
 * RGB to Y′CbCr by Rec. ITU-R BT.709, limited range, 4:2:0. Browsers convert a canvas as they please (Chromium 147 by BT.601,
 * 156 by BT.709 in full range, and by coarse tables), so the film's colours would depend on the browser; this does not.
 */

const KR = 0.2126;
const KB = 0.0722;
const KG = 1 - KR - KB;

/** Fixed point with 16 bits after the point. */
const ONE = 1 << 16;
const LUMA = (219 / 255) * ONE;
const CHROMA = (224 / 255) * ONE;

const Y_R = Math.round(KR * LUMA);
const Y_G = Math.round(KG * LUMA);
const Y_B = Math.round(KB * LUMA);
const Y_0 = 16 * ONE + ONE / 2;

const U_B = Math.round(0.5 * CHROMA);
const U_R = Math.round((-KR / (2 * (1 - KB))) * CHROMA);
/** Grey has no colour: the three weights must add up to nought exactly. */
const U_G = -U_B - U_R;
const V_R = U_B;
const V_B = Math.round((-KB / (2 * (1 - KR))) * CHROMA);
const V_G = -V_R - V_B;
/** Chroma is computed from the sum of four pixels. */
const C_0 = 4 * (128 * ONE + ONE / 2);

/** Bytes of an I420 picture. */
export const i420Size = (width: number, height: number): number => (width * height * 3) / 2;

/** Where a pixel's colours lie, lowest byte first; the fourth byte is not looked at. */
export type ChannelOrder = 'rgb' | 'bgr';

/**
 * Converts opaque pixels of four bytes to the planes Y, U, V, one after another.
 * @param pixels one number a pixel
 * @param width even
 * @param height even
 * @param out of `i420Size(width, height)` bytes
 */
export function toI420(
  pixels: Uint32Array,
  width: number,
  height: number,
  out: Uint8Array,
  order: ChannelOrder = 'rgb',
): void {
  const rgb = order === 'rgb';
  // Weights of the lowest, second and third byte.
  const [y1, y2, y3] = rgb ? [Y_R, Y_G, Y_B] : [Y_B, Y_G, Y_R];
  const [u1, u2, u3] = rgb ? [U_R, U_G, U_B] : [U_B, U_G, U_R];
  const [v1, v2, v3] = rgb ? [V_R, V_G, V_B] : [V_B, V_G, V_R];
  const half = width >> 1;
  let u = width * height;
  let v = u + half * (height >> 1);
  // Most of a frame is flat: a block of four pixels like the last flat block needs no arithmetic.
  let flat = -1;
  let flatY = 0;
  let flatU = 0;
  let flatV = 0;
  for (let row = 0; row < height; row += 2) {
    let a = row * width;
    let b = a + width;
    for (let column = 0; column < half; column++, a += 2, b += 2, u++, v++) {
      const p = pixels[a] as number;
      const q = pixels[a + 1] as number;
      const r = pixels[b] as number;
      const s = pixels[b + 1] as number;
      if (((p ^ q) | (p ^ r) | (p ^ s)) === 0) {
        if (p !== flat) {
          const low = p & 255;
          const middle = (p >>> 8) & 255;
          const high = (p >>> 16) & 255;
          flat = p;
          flatY = (y1 * low + y2 * middle + y3 * high + Y_0) >> 16;
          flatU = (4 * (u1 * low + u2 * middle + u3 * high) + C_0) >> 18;
          flatV = (4 * (v1 * low + v2 * middle + v3 * high) + C_0) >> 18;
        }
        out[a] = out[a + 1] = out[b] = out[b + 1] = flatY;
        out[u] = flatU;
        out[v] = flatV;
        continue;
      }
      out[a] = (y1 * (p & 255) + y2 * ((p >>> 8) & 255) + y3 * ((p >>> 16) & 255) + Y_0) >> 16;
      out[a + 1] = (y1 * (q & 255) + y2 * ((q >>> 8) & 255) + y3 * ((q >>> 16) & 255) + Y_0) >> 16;
      out[b] = (y1 * (r & 255) + y2 * ((r >>> 8) & 255) + y3 * ((r >>> 16) & 255) + Y_0) >> 16;
      out[b + 1] = (y1 * (s & 255) + y2 * ((s >>> 8) & 255) + y3 * ((s >>> 16) & 255) + Y_0) >> 16;
      const low = (p & 255) + (q & 255) + (r & 255) + (s & 255);
      const middle = ((p >>> 8) & 255) + ((q >>> 8) & 255) + ((r >>> 8) & 255) + ((s >>> 8) & 255);
      const high = ((p >>> 16) & 255) + ((q >>> 16) & 255) + ((r >>> 16) & 255) + ((s >>> 16) & 255);
      out[u] = (u1 * low + u2 * middle + u3 * high + C_0) >> 18;
      out[v] = (v1 * low + v2 * middle + v3 * high + C_0) >> 18;
    }
  }
}
