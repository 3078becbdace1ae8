import { Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { PlanRecord } from '../session';
import { useForecastTexts } from '../forecast/texts';
import { Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { driversOf, type Driver } from './drivers';
import { useWhyTexts } from './why-texts';

const useStyles = makeStyles({
  driver: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  why: { padding: '0 12px 10px', margin: 0 },
  hint: {
    color: tokens.colorBrandForegroundLink,
    fontSize: '12px',
    display: 'inline-flex',
    alignItems: 'center',
    flexShrink: 0,
  },
});

/** What the page "Why" calls the figure of a driver. */
const FIGURES: Readonly<Record<string, string>> = {
  demand: 'demand_mean',
  lead: 'reorder_level',
  safety: 'safety_stock',
  position: 'position',
  target: 'target_level',
  quantity: 'order_qty',
  cover: 'days_of_supply',
  turnover: 'turnover_days',
};

/** The figures behind the recommendation; each opens its derivation. */
export function DriverList({ row, onMore }: { row: PlanRecord; onMore?: (figure: string) => void }) {
  const texts = useForecastTexts();
  return (
    <Section title={texts.t('item.drivers')}>
      <WhyRows rows={driversOf(row, texts)} onMore={onMore} />
    </Section>
  );
}

/** Figures, each with what it comes from. */
export function WhyRows({ rows, onMore }: { rows: readonly Driver[]; onMore?: (figure: string) => void }) {
  const styles = useStyles();
  const shared = useShared();
  const { t } = useForecastTexts();
  const whyTexts = useWhyTexts();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <div className={shared.card}>
      {rows.map(({ id, label, value, why }) => (
        <div key={id} className={styles.driver}>
          <button
            type="button"
            className={mergeClasses(shared.row, shared.rowButton)}
            aria-expanded={open === id}
            onClick={() => setOpen(open === id ? null : id)}
          >
            <span className={shared.grow}>{label}</span>
            <span className={shared.figure}>{value}</span>
            <span className={styles.hint}>
              {t('action.why')}
              {open === id ? <ChevronDown16Regular aria-hidden="true" /> : <ChevronRight16Regular aria-hidden="true" />}
            </span>
          </button>
          {open === id && (
            <p className={mergeClasses(shared.caption, styles.why)}>
              {why}
              {onMore && FIGURES[id] && (
                <>
                  {' '}
                  <Link as="button" inline onClick={() => onMore(FIGURES[id] ?? id)}>
                    {whyTexts.t('page.open')}
                  </Link>
                </>
              )}
            </p>
          )}
        </div>
      ))}
    </div>
  );
}
