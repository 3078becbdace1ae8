import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useForecastTexts } from '../forecast/texts';
import { usePane, useSessionState } from '../ui/hooks';
import { problemText } from '../ui/problem-text';
import { RowButton, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';

const useStyles = makeStyles({
  text: { padding: '10px 12px' },
  rule: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
});

/** Whether the plan's forecast was stored as a version, and the way to what the stored ones came to. */
export function ForecastRecord() {
  const styles = useStyles();
  const shared = useShared();
  const { navigation } = usePane();
  const state = useSessionState();
  const texts = useForecastTexts();
  const { t, f } = texts;
  const { forecastRecord: record, forecastStanding: standing } = state;
  const why = record.problem ? problemText(record.problem, state, texts) : '';
  const said = {
    none: null,
    storing: t('record.storing'),
    stored: t('record.stored', { n: record.version ?? 0 }),
    waiting: t('record.waiting', { why }),
    refused: t('record.refused', { why }),
  }[record.state];
  if (said === null && !standing?.versions) return null;
  return (
    <Section title={t('record.title')}>
      <div className={shared.card}>
        {said !== null && (
          <p className={mergeClasses(shared.body, styles.text)} role="status">
            {said}
            {record.leftOut > 0 && ` ${t('record.leftOut', { n: record.leftOut })}`}
          </p>
        )}
        <div className={styles.rule}>
          <RowButton onClick={() => navigation.go({ page: 'forecast' })}>
            <span className={shared.grow}>{t('record.accuracy')}</span>
            <span className={shared.figure}>
              {[
                standing && standing.wape !== null && f.percent(Math.max(0, 1 - standing.wape), 0),
                standing && standing.alerts > 0 && t('record.offTrack', { n: standing.alerts }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </RowButton>
        </div>
      </div>
    </Section>
  );
}
