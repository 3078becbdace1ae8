import { makeStyles, tokens } from '@fluentui/react-components';
import { useTexts } from '../ui/hooks';
import { CONTRAST } from '../ui/styles';
import { useWidth } from './use-width';

const HEIGHT = 92;
const FOOT = 18;
const TOP = 6;

const useStyles = makeStyles({
  svg: { display: 'block', overflow: 'visible' },
  sold: { fill: tokens.colorNeutralForeground3, [CONTRAST]: { fill: 'CanvasText' } },
  expected: {
    fill: tokens.colorBrandBackground2,
    stroke: tokens.colorCompoundBrandStroke,
    strokeWidth: '1',
    [CONTRAST]: { fill: 'Canvas', stroke: 'CanvasText' },
  },
  axis: { stroke: tokens.colorNeutralStroke1, [CONTRAST]: { stroke: 'CanvasText' } },
  label: { fill: tokens.colorNeutralForeground3, fontSize: '12px', [CONTRAST]: { fill: 'CanvasText' } },
});

/** Weekly sales (bars) and forecast (outlined bars) of one SKU in one warehouse; a week without a record has no bar. */
export function WeekChart({
  history,
  forecast,
  label,
}: {
  history: (number | null)[];
  forecast: (number | null)[];
  label: string;
}) {
  const styles = useStyles();
  const { t, f } = useTexts();
  const [frame, width] = useWidth<HTMLDivElement>();
  const weeks = [...history, ...forecast];
  const most = Math.max(1, ...weeks.map((value) => value ?? 0));
  const step = width / Math.max(1, weeks.length);
  const bar = Math.max(2, step - 2);
  const floor = HEIGHT - FOOT;
  const split = history.length * step;
  return (
    <div ref={frame}>
      <svg className={styles.svg} width={width} height={HEIGHT} role="img" aria-label={label}>
        {weeks.map((value, at) => {
          if (value === null) return null;
          const height = Math.max(value > 0 ? 1.5 : 0, ((floor - TOP - 12) * value) / most);
          return (
            <rect
              key={at}
              className={at < history.length ? styles.sold : styles.expected}
              x={at * step + 1}
              y={floor - height}
              width={bar}
              height={height}
            />
          );
        })}
        <line className={styles.axis} x1={0} x2={width} y1={floor + 0.5} y2={floor + 0.5} />
        <line className={styles.axis} x1={split} x2={split} y1={TOP} y2={floor} strokeDasharray="3 3" />
        <text className={styles.label} x={0} y={TOP + 6}>
          {f.number(most)}
        </text>
        <text className={styles.label} x={0} y={HEIGHT - 3}>
          W-{history.length} {t('item.sales')}
        </text>
        <text className={styles.label} x={width} y={HEIGHT - 3} textAnchor="end">
          {t('item.forecast')} W+{forecast.length}
        </text>
      </svg>
    </div>
  );
}
