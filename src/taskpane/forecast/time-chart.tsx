import { mergeClasses } from '@fluentui/react-components';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useWidth } from '../item/use-width';
import { areaPath, linePath, spreadLabels, textWidth } from './chart-paths';
import { useChartStyles } from './time-chart-styles';

const TOP = 18;
const FOOT = 18;
const STRIP = 16;
const LABEL_GAP = 6;

type Values = readonly (number | null)[];

export interface ChartLine {
  id: string;
  look: 'forecast' | 'statistical' | 'water';
  values: Values;
  /** stands at the line's right end */
  endLabel?: string;
}

export interface TimeChartProps {
  /** weeks from left to right */
  count: number;
  height: number;
  /** the whole chart in a sentence, for who cannot see it */
  label: string;
  /** what the pointer and the arrow keys move over */
  cursorLabel: string;
  weekName: (at: number) => string;
  /** what is known of a week, by name */
  read: (at: number) => [name: string, value: string][];
  bars?: Values;
  /** where it differs from the bars, the part between the two is drawn hollow */
  corrected?: Values;
  band?: { low: Values; high: Values };
  lines?: readonly ChartLine[];
  marks?: readonly { at: number; value: number; text?: string }[];
  /** lettered stretches at the foot, by week, both ends included */
  strip?: readonly { letter: string; from: number; to: number }[];
  /** the first week ahead */
  ahead?: number;
  foot?: readonly [left: string, right: string];
  /** shown beside the highest value */
  numberText: (value: number) => string;
}

/** Weeks on a line of time: bars, a band, lines with labels at their ends, marks, and a cursor that says what each week holds. */
export function TimeChart(props: TimeChartProps) {
  const { count, height, label, cursorLabel, weekName, read, band, lines = [], marks = [], strip = [], foot } = props;
  const styles = useChartStyles();
  const [frame, width] = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const start = Math.min(count - 1, props.ahead ?? 0);

  const endLabels = lines.flatMap(({ endLabel }) => (endLabel ? [textWidth(endLabel)] : []));
  const plot = Math.max(60, width - (endLabels.length ? Math.max(...endLabels) + LABEL_GAP : 0));
  const step = plot / Math.max(1, count);
  const floor = height - (foot ? FOOT : 2) - (strip.length ? STRIP : 0);
  const all = [props.bars, props.corrected, band?.high, ...lines.map(({ values }) => values)].flatMap(
    (values) => values?.filter((value): value is number => value !== null) ?? [],
  );
  const top = Math.max(...all, ...marks.map(({ value }) => value), 0) || 1;
  const x = (week: number): number => (week + 0.5) * step;
  const y = (value: number): number => floor - ((floor - TOP) * Math.max(0, value)) / top;
  const ends = spreadLabels(
    lines.flatMap(({ endLabel, values }) => {
      const last = [...values].reverse().find((value) => value !== null);
      return endLabel && last !== undefined && last !== null ? [{ text: endLabel, y: y(last) }] : [];
    }),
    TOP - 6,
    floor,
  );

  const onKeyDown = (event: KeyboardEvent): void => {
    const from = at ?? start;
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: count - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setAt(Math.min(count - 1, Math.max(0, to)));
    } else if (event.key === 'Escape' && at !== null) {
      // the first Esc closes what the chart says, the next one leaves the page
      event.preventDefault();
      setAt(null);
    }
  };
  const point = (event: PointerEvent<HTMLDivElement>): void => {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setAt(Math.min(count - 1, Math.max(0, Math.floor(left / step))));
  };
  const said = (week: number): string =>
    [weekName(week), ...read(week).map(([name, value]) => `${name} ${value}`)].join(', ');
  const bar = Math.max(2, step - 2);

  return (
    <div ref={frame} className={styles.frame}>
      <svg className={styles.svg} width={width} height={height} role="img" aria-label={label}>
        {band && <path className={styles.band} d={areaPath(band.low, band.high, x, y)} />}
        {props.bars?.map((value, week) => {
          if (value === null) return null;
          const tall = Math.max(value > 0 ? 1.5 : 0, floor - y(value));
          return (
            <rect key={week} className={styles.sold} x={week * step + 1} y={floor - tall} width={bar} height={tall} />
          );
        })}
        {props.corrected?.map((value, week) => {
          const sold = props.bars?.[week] ?? null;
          if (value === null || sold === null || Math.abs(value - sold) < 0.05) return null;
          const [high, low] = [y(Math.max(value, sold)), y(Math.min(value, sold))];
          return (
            <rect
              key={week}
              className={styles.corrected}
              x={week * step + 1.5}
              y={high + 0.5}
              width={Math.max(1, bar - 1)}
              height={Math.max(1, low - high - 0.5)}
            />
          );
        })}
        <line className={styles.axis} x1={0} x2={plot} y1={floor + 0.5} y2={floor + 0.5} />
        {props.ahead !== undefined && props.ahead > 0 && props.ahead < count && (
          <line className={styles.now} x1={props.ahead * step} x2={props.ahead * step} y1={TOP} y2={floor} />
        )}
        {lines.map(({ id: line, look, values }) => (
          <path key={line} className={mergeClasses(styles.line, styles[look])} d={linePath(values, x, y)} />
        ))}
        {ends.map(({ text, y: place }) => (
          <text key={text} className={styles.end} x={plot + LABEL_GAP} y={place + 4}>
            {text}
          </text>
        ))}
        {marks.map(({ at: week, value, text }) => (
          <g key={week}>
            <path className={styles.mark} d={`M${x(week)} ${y(value) - 5}l5 5l-5 5l-5 -5Z`} />
            {text && (
              <text className={styles.end} x={x(week) + 8} y={Math.min(y(value) + 4, floor - 4)}>
                {text}
              </text>
            )}
          </g>
        ))}
        {strip.map(({ letter, from, to }) => (
          <g key={letter}>
            <rect
              className={styles.strip}
              x={from * step + 0.5}
              y={floor + 3}
              width={Math.max(1, (to - from + 1) * step - 1)}
              height={STRIP - 3}
              rx={2}
            />
            <text
              className={styles.letter}
              x={((from + to + 1) / 2) * step}
              y={floor + STRIP - 2.5}
              textAnchor="middle"
            >
              {letter}
            </text>
          </g>
        ))}
        <text className={styles.label} x={0} y={TOP - 6}>
          {props.numberText(top)}
        </text>
        {foot && (
          <>
            <text className={styles.label} x={0} y={height - 3}>
              {foot[0]}
            </text>
            <text className={styles.label} x={plot} y={height - 3} textAnchor="end">
              {foot[1]}
            </text>
          </>
        )}
        {at !== null && <line className={styles.cursor} x1={x(at)} x2={x(at)} y1={TOP - 4} y2={floor} />}
      </svg>
      <div
        className={styles.slider}
        role="slider"
        tabIndex={0}
        aria-label={cursorLabel}
        aria-valuemin={1}
        aria-valuemax={count}
        aria-valuenow={(at ?? start) + 1}
        aria-valuetext={said(at ?? start)}
        onKeyDown={onKeyDown}
        onFocus={() => setAt((held) => held ?? start)}
        onBlur={() => setAt(null)}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={(event) => event.currentTarget !== document.activeElement && setAt(null)}
      />
      {at !== null && (
        <div
          className={styles.tip}
          aria-hidden="true"
          style={x(at) > width / 2 ? { right: width - x(at) + 8 } : { left: x(at) + 8 }}
        >
          <span className={styles.head}>{weekName(at)}</span>
          {read(at).map(([name, value]) => (
            <div key={name} className={styles.pair}>
              <span className={styles.name}>{name}</span>
              <span className={styles.value}>{value}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
