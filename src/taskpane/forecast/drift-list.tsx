import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ForecastDrift, ForecastDriftItem } from '../../tables';
import { signed, units } from '../item/week-names';
import { useKeyText, usePane } from '../ui/hooks';
import { RowButton, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { useForecastTexts } from './texts';
import { useAsked } from './use-asked';
import { useShowItem } from './use-show-item';

const SHOWN = 5;
const MORE = 20;
/** A mover whose statistical forecast made less than this share of its way was moved by a planner. */
const OWN_SHARE = 0.2;

const useStyles = makeStyles({
  rule: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  texts: { display: 'flex', flexDirection: 'column' },
});

const byOverride = ({ before, after, statistical_before: was, statistical_after: is }: ForecastDriftItem): boolean =>
  before !== null &&
  after !== null &&
  was !== null &&
  is !== null &&
  Math.abs(is - was) < OWN_SHARE * Math.abs(after - before);

/** What the newest forecast changed against the one before, largest movers first. */
export function DriftList({ stands, versions }: { stands: string; versions: number }) {
  const shared = useShared();
  const { session } = usePane();
  const { t } = useForecastTexts();
  const { answer } = useAsked(versions > 1 ? stands : null, () => session.forecastDrift());
  return (
    <Section title={t('drift.title')}>
      {versions <= 1 ? <p className={shared.caption}>{t('drift.none')}</p> : answer && <Movers drift={answer} />}
    </Section>
  );
}

function Movers({ drift }: { drift: ForecastDrift }) {
  const styles = useStyles();
  const shared = useShared();
  const { t, f, language } = useForecastTexts();
  const keyText = useKeyText();
  const showItem = useShowItem();
  const [count, setCount] = useState(SHOWN);
  const { items, appeared, disappeared } = drift;
  const others = t('drift.items', { appeared: appeared.items, gone: disappeared.items }).trim();
  return (
    <>
      <p className={shared.caption}>
        {drift.weeks.length === 0 || items.length === 0
          ? t('drift.same')
          : t('drift.total', {
              version: drift.version.version,
              against: drift.against.version,
              weeks: drift.weeks.length,
              before: f.number(drift.total_before),
              after: f.number(drift.total_after),
              change: f.percent(drift.change, 1),
            })}
        {others && `${language === 'zh' ? '' : ' '}${others}`}
      </p>
      {items.length > 0 && (
        <div className={shared.card}>
          {items.slice(0, count).map((item) => (
            <div key={`${item.sku_id}|${item.warehouse_id}`} className={styles.rule}>
              <RowButton onClick={() => showItem(item.sku_id, item.warehouse_id)}>
                <span className={mergeClasses(shared.grow, styles.texts)}>
                  <span>{keyText([item.sku_id, item.warehouse_id])}</span>
                  <span className={shared.caption}>
                    {[
                      item.before === null
                        ? t('drift.new')
                        : item.after === null
                          ? t('drift.gone')
                          : t('drift.line', { before: units(item.before, f), after: units(item.after, f) }),
                      byOverride(item) && t('drift.byOverride'),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
                <span className={shared.figure}>{signed((item.after ?? 0) - (item.before ?? 0), f)}</span>
              </RowButton>
            </div>
          ))}
          {items.length > count && (
            <div className={styles.rule}>
              <RowButton onClick={() => setCount(count + MORE)}>
                <span className={shared.grow}>{t('drift.more', { n: Math.min(MORE, items.length - count) })}</span>
              </RowButton>
            </div>
          )}
        </div>
      )}
    </>
  );
}
