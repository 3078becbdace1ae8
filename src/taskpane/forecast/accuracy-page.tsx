import { Button, makeStyles } from '@fluentui/react-components';
import type { AccuracyRow } from '../../tables';
import { biasText } from '../item/components';
import { PageFrame } from '../shell/page-frame';
import { run, useLasting, usePane, useSessionState } from '../ui/hooks';
import { problemText } from '../ui/problem-text';
import { BackTitle, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { AccuracyTable } from './accuracy-table';
import { Definitions } from './definitions';
import { DriftList } from './drift-list';
import { accuracyOf } from './measures';
import { OffTrack } from './off-track';
import { useForecastTexts } from './texts';
import { useAsked } from './use-asked';
import { VersionList } from './version-list';

/** Gains and costs under half a point say nothing. */
const POINT = 0.01;

const useStyles = makeStyles({
  again: { marginTop: '8px' },
  lead: { display: 'flex', alignItems: 'baseline', gap: '6px', flexWrap: 'wrap' },
});

/** How far the stored forecasts have come true, what runs away from them, and what changed from version to version. */
export function AccuracyPage() {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const state = useSessionState();
  const texts = useForecastTexts();
  const { t, f } = texts;
  const bound = state.workbook?.binding ?? null;
  const connected = state.connection.state === 'connected' && state.brand !== null;
  // asked again when another cut came, or a forecast was stored
  const stands = `${state.brand?.cut ?? ''} ${state.forecastRecord.version ?? ''}`;
  const asking = connected ? stands : null;
  const report = useAsked(asking, () => session.forecastAccuracy('all'));
  const versions = useAsked(asking, () => session.forecastVersions());
  const waiting = useLasting(report.loading || versions.loading);
  const overall = report.answer?.rows[0] ?? null;
  const problem = report.problem ?? versions.problem;
  const list = versions.answer?.versions ?? [];

  return (
    <PageFrame label={t('accuracy.title')}>
      <div className={shared.page}>
        <BackTitle title={t('accuracy.title')} />
        {!bound ? (
          <p className={shared.body}>{t('accuracy.unbound')}</p>
        ) : state.connection.state === 'signed_out' ? (
          <div>
            <p className={shared.body}>{t('home.signedOut')}</p>
            <Button className={styles.again} onClick={() => navigation.go({ page: 'connect' })}>
              {t('action.connect')}
            </Button>
          </div>
        ) : state.connection.state === 'offline' || state.connection.state === 'none' ? (
          <div>
            <p className={shared.body}>{t('accuracy.offline')}</p>
            <Button className={styles.again} onClick={() => run(session.reconnect())}>
              {t('action.retry')}
            </Button>
          </div>
        ) : (
          <>
            {(waiting || !connected) && !report.answer && (
              <p className={shared.caption} role="status">
                {t('accuracy.loading')}
              </p>
            )}
            {problem && !report.answer && (
              <div role="alert">
                <p className={shared.body}>
                  {t('accuracy.failed')} {problemText(problem, state, texts)}
                </p>
                <Button
                  className={styles.again}
                  onClick={() => {
                    report.again();
                    versions.again();
                  }}
                >
                  {t('action.retry')}
                </Button>
              </div>
            )}
            {report.answer &&
              (overall && overall.pairs > 0 ? (
                <>
                  <section className={shared.section}>
                    <div className={styles.lead}>
                      <span className={shared.number}>{f.percent(accuracyOf(overall), 0)}</span>
                      <span className={shared.body}>{t('accuracy.right')}</span>
                    </div>
                    <p className={shared.caption}>
                      {t('accuracy.over', {
                        pairs: overall.pairs,
                        versions: report.answer.versions,
                        bias: overall.bias === null ? t('made.biasNone') : biasText(overall.bias, texts),
                      })}
                    </p>
                    <div>
                      <Definitions />
                    </div>
                  </section>
                  <OffTrack stands={stands} limit={report.answer.limit} />
                  <Section title={t('helped.title')}>
                    <p className={shared.body}>{helpedText(overall, texts)}</p>
                  </Section>
                  <AccuracyTable stands={stands} />
                </>
              ) : (
                <div>
                  <p className={shared.body}>{t('accuracy.empty')}</p>
                  <p className={shared.caption}>{t('accuracy.emptyHint')}</p>
                </div>
              ))}
            {list.length > 0 && <DriftList stands={stands} versions={list.length} />}
            <VersionList versions={list} />
          </>
        )}
      </div>
    </PageFrame>
  );
}

function helpedText(
  { overridden_pairs: n, value_added: gain }: AccuracyRow,
  { t }: ReturnType<typeof useForecastTexts>,
): string {
  if (!n || gain === null) return t('helped.none');
  if (Math.abs(gain) < POINT / 2) return t('helped.same', { n });
  const points = Math.max(1, Math.round(Math.abs(gain) / POINT));
  return t(gain > 0 ? 'helped.better' : 'helped.worse', { n, points });
}
