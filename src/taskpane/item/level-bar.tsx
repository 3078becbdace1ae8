import { makeStyles, tokens } from '@fluentui/react-components';
import { textWidth } from '../forecast/chart-paths';
import { useForecastTexts } from '../forecast/texts';
import { CONTRAST } from '../ui/styles';
import { useWidth } from './use-width';

const BAR_TOP = 24;
const BAR_HEIGHT = 12;
const LABEL_ROW = 16;
const LABEL_GAP = 8;
const LINE_GAP = 4;

const useStyles = makeStyles({
  svg: { display: 'block', overflow: 'visible' },
  ground: { fill: tokens.colorNeutralStroke2, [CONTRAST]: { fill: 'Canvas', stroke: 'CanvasText' } },
  stock: { fill: tokens.colorNeutralForeground4, [CONTRAST]: { fill: 'Highlight' } },
  short: { fill: tokens.colorStatusDangerForeground1, [CONTRAST]: { fill: 'Highlight' } },
  tick: { stroke: tokens.colorNeutralForeground1, strokeWidth: '1.5', [CONTRAST]: { stroke: 'CanvasText' } },
  leader: { stroke: tokens.colorNeutralStroke1, strokeWidth: '1', [CONTRAST]: { stroke: 'CanvasText' } },
  label: { fill: tokens.colorNeutralForeground3, fontSize: '12px', [CONTRAST]: { fill: 'CanvasText' } },
  now: { fill: tokens.colorNeutralForeground1, fontSize: '12px', fontWeight: 600, [CONTRAST]: { fill: 'CanvasText' } },
  marker: { fill: tokens.colorNeutralForeground1, [CONTRAST]: { fill: 'CanvasText' } },
});

export interface Levels {
  position: number | null;
  safety: number | null;
  reorder: number | null;
  target: number | null;
  max: number | null;
}

interface Label {
  at: number;
  text: string;
  x: number;
  row: number;
}

/**
 * Right of their ticks' lines, kept inside the bar, each in the first row where it touches no other. The rightmost comes
 * first, so that the line down to a lower row passes left of the texts above it.
 */
export function placeLabels(ticks: { at: number; text: string }[], width: number): Label[] {
  const starts: number[] = [];
  return [...ticks]
    .sort((a, b) => b.at - a.at)
    .map(({ at, text }) => {
      const wide = textWidth(text);
      const left = Math.max(0, Math.min(at + LINE_GAP, width - wide));
      let row = starts.findIndex((start) => left + wide + LABEL_GAP <= start);
      if (row < 0) row = starts.length;
      starts[row] = left;
      return { at, text, x: left, row };
    })
    .reverse();
}

/** Where the stock position stands among the water lines: safety stock, reorder level, order-up-to level, maximum. */
export function LevelBar({ levels }: { levels: Levels }) {
  const styles = useStyles();
  const { t, f } = useForecastTexts();
  const [frame, width] = useWidth<HTMLDivElement>();
  const { position, safety, reorder, target, max } = levels;
  const known = [position, safety, reorder, target, max].filter((value): value is number => value !== null);
  if (target === null || known.length < 2) return null;
  const top = Math.max(...known, 1) * 1.04;
  const x = (value: number): number => (Math.max(0, value) / top) * width;
  const ticks = [
    { value: safety, name: t('item.safety') },
    { value: reorder, name: t('item.reorder') },
    { value: target, name: t('item.target') },
    { value: max, name: t('item.max') },
  ].flatMap(({ value, name }) => (value === null ? [] : [{ at: x(value), text: `${name} ${f.number(value)}` }]));
  const labels = placeLabels(ticks, width);
  const height = BAR_TOP + BAR_HEIGHT + 6 + LABEL_ROW * (1 + Math.max(0, ...labels.map(({ row }) => row)));
  const now = position === null ? null : x(position);
  const nowText = `${t('item.now')} ${f.number(position)}`;
  const nowX = now === null ? 0 : Math.min(Math.max(0, now - textWidth(nowText) / 2), width - textWidth(nowText));
  const spoken = t('item.levelText', {
    position: f.number(position),
    safety: f.number(safety),
    reorder: f.number(reorder),
    target: f.number(target),
  });

  return (
    <div ref={frame}>
      <svg className={styles.svg} width={width} height={height} role="img" aria-label={spoken}>
        <rect className={styles.ground} x={0} y={BAR_TOP} width={width} height={BAR_HEIGHT} rx={2} />
        {now !== null && now > 0 && (
          <rect
            className={safety !== null && (position ?? 0) < safety ? styles.short : styles.stock}
            x={0}
            y={BAR_TOP}
            width={now}
            height={BAR_HEIGHT}
            rx={2}
          />
        )}
        {labels.map(({ at, text, x: left, row }) => (
          <g key={text}>
            <line className={styles.tick} x1={at} x2={at} y1={BAR_TOP - 3} y2={BAR_TOP + BAR_HEIGHT + 3} />
            {at <= left && (
              <line
                className={styles.leader}
                x1={at}
                x2={at}
                y1={BAR_TOP + BAR_HEIGHT + 3}
                y2={BAR_TOP + BAR_HEIGHT + 16 + row * LABEL_ROW}
              />
            )}
            <text className={styles.label} x={left} y={BAR_TOP + BAR_HEIGHT + 16 + row * LABEL_ROW}>
              {text}
            </text>
          </g>
        ))}
        {now !== null && (
          <>
            <path className={styles.marker} d={`M${now} ${BAR_TOP - 1}l-4.5 -6h9Z`} />
            <text className={styles.now} x={nowX} y={12}>
              {nowText}
            </text>
          </>
        )}
      </svg>
    </div>
  );
}
