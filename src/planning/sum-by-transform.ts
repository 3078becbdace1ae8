import { spanOf, toleranceOf, type Atoms } from './atoms';
import { fourierTransform } from './fourier';

const transformLength = (size: number): number => 2 ** Math.ceil(Math.log2(Math.max(2, size)));

/** What a step of the transform costs against one of adding pairs. */
const STEP = 4;

/** Elementary steps of quantileByTransform. */
export function transformSteps(span: number, count: number): number {
  const length = transformLength(count * span + 1);
  return STEP * length * Math.log2(length);
}

/**
 * Smallest total of `count` draws with a share p up to it, by the power of the Fourier transform. Its rounding is spread evenly over the totals and stays under the tolerance in
 * any cumulative share.
 */
export function quantileByTransform(one: Atoms, count: number, p: number): number {
  const size = count * spanOf(one) + 1;
  const length = transformLength(size);
  const real = new Float64Array(length);
  const imaginary = new Float64Array(length);
  let all = 0;
  for (let at = 0; at < one.length; at++) all += one.weights[at] as number;
  for (let at = 0; at < one.length; at++) real[one.values[at] as number] = (one.weights[at] as number) / all;
  fourierTransform(real, imaginary);
  for (let at = 0; at < length; at++) {
    let [re, im] = [1, 0];
    let powerRe = real[at] as number;
    let powerIm = imaginary[at] as number;
    for (let left = count; left > 0; left >>= 1) {
      if (left & 1) [re, im] = [re * powerRe - im * powerIm, re * powerIm + im * powerRe];
      [powerRe, powerIm] = [powerRe * powerRe - powerIm * powerIm, 2 * powerRe * powerIm];
    }
    real[at] = re;
    imaginary[at] = im;
  }
  fourierTransform(imaginary, real);
  const wanted = (p - toleranceOf(p, count)) * length;
  let cumulative = 0;
  for (let total = 0; total < size - 1; total++) {
    cumulative += real[total] as number;
    if (cumulative >= wanted) return total;
  }
  return size - 1;
}
