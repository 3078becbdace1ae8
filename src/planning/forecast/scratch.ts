/**
 * Working memory of one item after the other: thousands of small typed arrays would each be given out and collected apart,
 * which took as long as the arithmetic. What was taken is the next item's after `clear`, so nothing of it may be kept.
 */
export class Scratch {
  private memory = new Float64Array(1 << 15);
  private used = 0;

  clear(): void {
    this.used = 0;
  }

  /** So many numbers, all 0. */
  take(length: number): Float64Array {
    if (this.used + length > this.memory.length) {
      // what was taken from the former memory stays valid
      this.memory = new Float64Array(Math.max(2 * this.memory.length, 2 * length));
      this.used = 0;
    }
    const taken = this.memory.subarray(this.used, this.used + length);
    this.used += length;
    return taken.fill(0);
  }
}
