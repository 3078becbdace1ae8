/** Twiddle factors of the length last used. */
let cosines = new Float64Array(0);
let sines = new Float64Array(0);

function prepare(length: number): void {
  if (cosines.length === length / 2) return;
  cosines = new Float64Array(length / 2);
  sines = new Float64Array(length / 2);
  for (let at = 0; at < length / 2; at++) {
    cosines[at] = Math.cos((2 * Math.PI * at) / length);
    sines[at] = Math.sin((2 * Math.PI * at) / length);
  }
}

/**
 * Discrete Fourier transform in place, Σ x_j·e^(−2πi·jk/length); length is a power of two. Cooley & Tukey (1965), Mathematics
 * of Computation 19:297–301. Called with real and imaginary part exchanged it is the inverse, times the length.
 */
export function fourierTransform(real: Float64Array, imaginary: Float64Array): void {
  const length = real.length;
  prepare(length);
  for (let at = 1, mirrored = 0; at < length; at++) {
    let bit = length >> 1;
    for (; mirrored & bit; bit >>= 1) mirrored ^= bit;
    mirrored ^= bit;
    if (at >= mirrored) continue;
    const re = real[at] as number;
    const im = imaginary[at] as number;
    real[at] = real[mirrored] as number;
    imaginary[at] = imaginary[mirrored] as number;
    real[mirrored] = re;
    imaginary[mirrored] = im;
  }
  for (let half = 1; half < length; half *= 2) {
    const stride = length / (2 * half);
    for (let block = 0; block < length; block += 2 * half) {
      for (let at = 0, turn = 0; at < half; at++, turn += stride) {
        const low = block + at;
        const high = low + half;
        const c = cosines[turn] as number;
        const s = sines[turn] as number;
        const x = real[high] as number;
        const y = imaginary[high] as number;
        const re = x * c + y * s;
        const im = y * c - x * s;
        real[high] = (real[low] as number) - re;
        imaginary[high] = (imaginary[low] as number) - im;
        real[low] = (real[low] as number) + re;
        imaginary[low] = (imaginary[low] as number) + im;
      }
    }
  }
}
