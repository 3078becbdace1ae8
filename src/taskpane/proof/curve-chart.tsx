import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { BacktestPoint, BacktestRule } from '../../planning/backtest/types';
import { spreadLabels, textWidth } from '../forecast/chart-paths';
import { useWidth } from '../item/use-width';
import { CONTRAST } from '../ui/styles';

const HEIGHT = 190;
const TOP = 20;
const FOOT = 36;
const LEFT = 2;
const GAP = 8;

const useStyles = makeStyles({
  frame: { minWidth: 0 },
  svg: { display: 'block', overflow: 'visible' },
  axis: { stroke: tokens.colorNeutralStroke1, [CONTRAST]: { stroke: 'CanvasText' } },
  text: { fill: tokens.colorNeutralForeground3, fontSize: '12px', [CONTRAST]: { fill: 'CanvasText' } },
  name: { fill: tokens.colorNeutralForeground1, fontSize: '12px', [CONTRAST]: { fill: 'CanvasText' } },
  line: { fill: 'none', strokeWidth: '2', strokeLinejoin: 'round' },
  plan: {
    stroke: tokens.colorCompoundBrandStroke,
    fill: tokens.colorCompoundBrandStroke,
    [CONTRAST]: { stroke: 'Highlight', fill: 'Highlight' },
  },
  other: {
    stroke: tokens.colorNeutralForeground3,
    fill: tokens.colorNeutralForeground3,
    [CONTRAST]: { stroke: 'CanvasText', fill: 'CanvasText' },
  },
  // told apart without colour: the plan is solid, min/max dashed, fixed days dotted
  min_max: { strokeDasharray: '6 3' },
  fixed_days: { strokeDasharray: '2 3' },
});

export interface Curve {
  rule: BacktestRule;
  name: string;
  points: { capital: number; loss: number }[];
}

/** The settings of each rule from the least money in stock to the most. */
export function curvesOf(points: readonly BacktestPoint[], nameOf: (rule: BacktestRule) => string): Curve[] {
  return (['plan', 'min_max', 'fixed_days'] as const).map((rule) => ({
    rule,
    name: nameOf(rule),
    points: points
      .filter((point) => point.rule === rule && point.value !== null)
      .map((point) => ({
        capital: point.capital ?? point.stockUnits,
        loss: point.lostSales ?? point.lostUnits,
      }))
      .sort((a, b) => a.capital - b.capital),
  }));
}

/** Loss (up) against money in stock (right), a line for each rule; the text and the table beside it say the same. */
export function CurveChart({
  curves,
  label,
  axes,
  numberText,
}: {
  curves: readonly Curve[];
  label: string;
  axes: readonly [x: string, y: string];
  numberText: (value: number) => string;
}) {
  const styles = useStyles();
  const [frame, width] = useWidth<HTMLDivElement>();
  const all = curves.flatMap(({ points }) => points);
  const widest = Math.max(1, ...all.map(({ capital }) => capital));
  const highest = Math.max(1, ...all.map(({ loss }) => loss));
  const names = Math.max(0, ...curves.map(({ name }) => textWidth(name))) + GAP;
  const plot = Math.max(80, width - names - LEFT);
  const floor = HEIGHT - FOOT;
  const x = (capital: number): number => LEFT + (plot * capital) / widest;
  const y = (loss: number): number => floor - ((floor - TOP) * loss) / highest;
  const labels = spreadLabels(
    curves.flatMap(({ name, points }) => {
      const last = points[points.length - 1];
      return last ? [{ text: name, y: y(last.loss) }] : [];
    }),
    TOP,
    floor,
  );
  return (
    <div ref={frame} className={styles.frame}>
      <svg className={styles.svg} width={width} height={HEIGHT} role="img" aria-label={label}>
        <line className={styles.axis} x1={LEFT} x2={LEFT + plot} y1={floor} y2={floor} />
        <line className={styles.axis} x1={LEFT} x2={LEFT} y1={TOP} y2={floor} />
        <text className={styles.text} x={LEFT + 4} y={12}>{`${axes[1]} ${numberText(highest)}`}</text>
        <text className={styles.text} x={LEFT} y={HEIGHT - 20}>
          0
        </text>
        <text className={styles.text} x={LEFT + plot} y={HEIGHT - 20} textAnchor="end">
          {numberText(widest)}
        </text>
        <text className={styles.text} x={LEFT + plot} y={HEIGHT - 4} textAnchor="end">
          {axes[0]}
        </text>
        {curves.map(({ rule, points }) => {
          const look = rule === 'plan' ? styles.plan : styles.other;
          return (
            <g key={rule}>
              <polyline
                className={mergeClasses(look, styles.line, rule !== 'plan' && styles[rule])}
                points={points.map(({ capital, loss }) => `${x(capital)},${y(loss)}`).join(' ')}
              />
              {points.map(({ capital, loss }, at) => (
                <circle key={at} className={look} cx={x(capital)} cy={y(loss)} r={rule === 'plan' ? 3 : 2} />
              ))}
            </g>
          );
        })}
        {labels.map(({ text, y: at }) => (
          <text key={text} className={styles.name} x={LEFT + plot + GAP} y={at + 4}>
            {text}
          </text>
        ))}
      </svg>
    </div>
  );
}
