import { Button, Switch, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { CORRECTION_WORDS } from '../../tables';
import type { ItemView } from '../session';
import { run, usePane, useSessionState } from '../ui/hooks';
import { useForecastTexts } from '../forecast/texts';
import { Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { recentEffect } from './components';
import { signed, units } from './week-names';

const SHOWN = 5;
const MORE = 20;

const useStyles = makeStyles({
  line: {
    padding: '8px 12px 2px',
    ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  raw: { marginLeft: '-8px' },
  actions: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
});

/** Where the sales of a day were not taken for its demand: what, why, and the way back to the raw figure. */
export function CorrectionList({ item }: { item: ItemView }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const state = useSessionState();
  const { t, f, language } = useForecastTexts();
  const [shown, setShown] = useState(SHOWN);
  const { corrections } = item;
  if (!state.workbook?.tables.some(({ table }) => table === 'TW_Corrections')) return null;
  const effect = recentEffect(item.weeks);
  const first = corrections[0];
  return (
    <Section title={t('corrections.title')}>
      {effect && corrections.length > 0 && (
        <p className={shared.caption} role="status">
          {t('corrections.effect', {
            sold: units(effect.sold, f),
            demand: units(effect.demand, f),
            change: signed(effect.demand - effect.sold, f, 1),
          })}
        </p>
      )}
      {!first ? (
        <p className={shared.caption}>{t('corrections.none')}</p>
      ) : (
        <>
          <ul className={`${shared.list} ${shared.card}`}>
            {corrections.slice(0, shown).map((correction) => (
              <li key={correction.key.join('|')} className={styles.line}>
                <div className={shared.body}>
                  {f.date(correction.day)} · {CORRECTION_WORDS[correction.kind]?.[language] ?? correction.kind}
                </div>
                <div className={shared.body}>
                  {t('corrections.line', { raw: units(correction.raw, f), corrected: units(correction.corrected, f) })}
                </div>
                {correction.why && <div className={shared.caption}>{correction.why}</div>}
                <Switch
                  className={styles.raw}
                  checked={correction.useRaw}
                  disabled={state.job !== null}
                  label={t('corrections.useRaw')}
                  aria-label={t('corrections.useRawLabel', { day: f.date(correction.day) })}
                  onChange={(_, { checked }) =>
                    run(session.useRawFigure({ sku: item.sku, warehouse: item.warehouse }, correction.key, checked))
                  }
                />
              </li>
            ))}
          </ul>
          <div className={styles.actions}>
            {corrections.length > shown && (
              <Button size="small" onClick={() => setShown(shown + MORE)}>
                {t('corrections.more', { n: Math.min(MORE, corrections.length - shown) })}
              </Button>
            )}
            <Button size="small" appearance="subtle" onClick={() => run(session.goTo('TW_Corrections', first.key))}>
              {t('corrections.sheet')}
            </Button>
          </div>
        </>
      )}
    </Section>
  );
}
