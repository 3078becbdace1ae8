import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useForecastTexts } from '../forecast/texts';
import { figure, type PlanRecord } from '../session';
import { run, usePane, useSessionState } from '../ui/hooks';
import { RowButton, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';

const useStyles = makeStyles({
  texts: { display: 'flex', flexDirection: 'column' },
  rule: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  lanes: { padding: '0 12px 10px', display: 'flex', flexDirection: 'column', gap: '8px' },
});

/** What was made of the data before planning: corrections of demand, and lead times learnt from deliveries. */
export function LearnedCard() {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { workbook } = useSessionState();
  const { t, f } = useForecastTexts();
  const [open, setOpen] = useState(false);
  const [lanes, setLanes] = useState<PlanRecord[]>([]);
  const corrections = workbook?.tables.find(({ table }) => table === 'TW_Corrections') ?? null;
  const sheet = workbook?.tables.find(({ table }) => table === 'TW_Lanes');
  const stands = sheet ? `${sheet.rows} ${sheet.stamp?.cut ?? ''}` : null;
  useEffect(() => {
    let ended = false;
    if (stands === null) setLanes([]);
    else run(session.sheetRecords('TW_Lanes').then((rows) => !ended && setLanes(rows)));
    return () => {
      ended = true;
    };
  }, [session, stands]);
  const learned = lanes.filter((lane) => figure(lane.learned_count) !== null);
  const aside = lanes.reduce((sum, lane) => sum + (figure(lane.set_aside) ?? 0), 0);
  const worth = learned.length > 0 || aside > 0;
  if (!corrections?.rows && !worth) return null;
  return (
    <Section title={t('cleaned.title')}>
      <div className={shared.card}>
        {!!corrections?.rows && (
          <RowButton onClick={() => run(session.showSheet('TW_Corrections'))}>
            <span className={mergeClasses(shared.grow, styles.texts)}>
              <span>{t('cleaned.corrections')}</span>
              <span className={shared.caption}>{t('cleaned.correctionsHint')}</span>
            </span>
            <span className={shared.figure}>{f.number(corrections.rows)}</span>
          </RowButton>
        )}
        {worth && (
          <div className={styles.rule}>
            <button
              type="button"
              className={mergeClasses(shared.row, shared.rowButton)}
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              <span className={mergeClasses(shared.grow, styles.texts)}>
                <span>{t('lanes.learned')}</span>
                <span className={shared.caption}>{t('lanes.aside', { n: aside })}</span>
              </span>
              <span className={shared.figure}>{t('lanes.count', { n: learned.length, total: lanes.length })}</span>
              {open ? (
                <ChevronDown16Regular className={shared.chevron} aria-hidden="true" />
              ) : (
                <ChevronRight16Regular className={shared.chevron} aria-hidden="true" />
              )}
            </button>
            {open && (
              <ul className={mergeClasses(shared.list, styles.lanes)}>
                {lanes.map((lane) => (
                  <LaneLine key={String(lane.lane_id)} lane={lane} />
                ))}
              </ul>
            )}
          </div>
        )}
      </div>
    </Section>
  );
}

function LaneLine({ lane }: { lane: PlanRecord }) {
  const shared = useShared();
  const { t, f } = useForecastTexts();
  const stated = f.number(figure(lane.lead_mean_days), 1);
  const count = figure(lane.learned_count);
  const aside = figure(lane.set_aside) ?? 0;
  return (
    <li>
      <div className={shared.body}>
        {String(lane.from_id ?? '')} → {String(lane.to_id ?? '')}
      </div>
      <div className={shared.caption}>
        {count === null
          ? t('lanes.stated', { stated })
          : t('lanes.line', {
              mean: f.number(figure(lane.learned_mean), 1),
              sd: f.number(figure(lane.learned_sd), 1),
              n: count,
              stated,
            })}
      </div>
      {aside > 0 && (
        <div className={shared.caption}>{t('lanes.why', { n: aside, why: String(lane.set_aside_why ?? '') })}</div>
      )}
    </li>
  );
}
