type Values = readonly (number | null)[];
type Scale = (value: number) => number;

/** Rough width of 12-px text: enough to keep labels apart. */
export const textWidth = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 0x2e7f ? 12 : 6.6), 0);

const round = (value: number): number => Math.round(value * 10) / 10;

/** Stretches without a gap: an unknown week breaks a line, it is never bridged. */
function stretches(known: readonly boolean[]): number[][] {
  const found: number[][] = [];
  known.forEach((is, at) => {
    if (!is) return;
    if (at > 0 && known[at - 1]) found[found.length - 1]?.push(at);
    else found.push([at]);
  });
  return found;
}

/** A line through the known values; a single one becomes a short dash, so that it is seen. */
export function linePath(values: Values, x: Scale, y: Scale): string {
  return stretches(values.map((value) => value !== null))
    .map((weeks) => {
      const points = weeks.map((at) => `${round(x(at))} ${round(y(values[at] ?? 0))}`);
      const [only] = points;
      return points.length === 1 ? `M${only}h0.1` : `M${points.join('L')}`;
    })
    .join('');
}

/** The area between two lines, where both are known. */
export function areaPath(low: Values, high: Values, x: Scale, y: Scale): string {
  return stretches(low.map((value, at) => value !== null && (high[at] ?? null) !== null))
    .map((weeks) => {
      const upper = weeks.map((at) => `${round(x(at))} ${round(y(high[at] ?? 0))}`);
      const lower = [...weeks].reverse().map((at) => `${round(x(at))} ${round(y(low[at] ?? 0))}`);
      return `M${[...upper, ...lower].join('L')}Z`;
    })
    .join('');
}

const LINE_HEIGHT = 14;

/** Labels at the ends of lines, moved apart where the lines end close together, and kept between top and bottom. */
export function spreadLabels<L extends { y: number }>(labels: readonly L[], top: number, bottom: number): L[] {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  let last = top - LINE_HEIGHT;
  const placed = sorted.map((label) => {
    last = Math.max(label.y, last + LINE_HEIGHT);
    return { ...label, y: last };
  });
  let limit = bottom;
  for (const label of [...placed].reverse()) {
    label.y = Math.min(label.y, limit);
    limit = label.y - LINE_HEIGHT;
  }
  return placed;
}
