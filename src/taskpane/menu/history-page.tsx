import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import { PageFrame } from '../shell/page-frame';
import { run, usePane, useSessionState, useTexts } from '../ui/hooks';
import { BackTitle } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';

const useStyles = makeStyles({
  record: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '8px 12px',
    ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  undo: { flexShrink: 0 },
});

/** Every refresh and write of this workbook, newest first, with the way back. */
export function HistoryPage() {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { history, job } = useSessionState();
  const { t, f } = useTexts();
  useEffect(() => run(session.loadHistory()), [session]);
  const newestFirst = [...history].sort((a, b) => b.at.localeCompare(a.at));

  return (
    <PageFrame label={t('history.title')}>
      <div className={shared.page}>
        <BackTitle title={t('history.title')} />
        {newestFirst.length === 0 ? (
          <p className={shared.body}>{t('history.empty')}</p>
        ) : (
          <ul className={mergeClasses(shared.list, shared.card)}>
            {newestFirst.map((record) => (
              <li key={record.id} className={styles.record}>
                <div className={shared.grow}>
                  <div className={shared.body}>
                    <span className={shared.strong}>
                      {record.kind === 'refresh'
                        ? t('history.refresh')
                        : record.kind === 'plan'
                          ? `${t('history.plan')} ${record.stamp?.planVersion ?? ''}`
                          : t(`history.${record.kind}`)}
                    </span>{' '}
                    <span className={shared.caption}>{f.dateTime(record.at)}</span>
                  </div>
                  <div className={shared.caption}>
                    {t('history.cells', { n: record.cells })}
                    {record.rowsAdded > 0 && ` · ${t('history.rows', { n: record.rowsAdded })}`}
                  </div>
                  {record.stamp && (
                    <div className={shared.caption}>
                      {t('history.data', { time: f.dateTime(record.stamp.dataTime) })}
                    </div>
                  )}
                </div>
                {record.undone ? (
                  <span className={shared.caption}>{t('history.undone')}</span>
                ) : record.canUndo ? (
                  <Button
                    className={styles.undo}
                    size="small"
                    disabled={job !== null}
                    onClick={() => run(session.undo(record.id))}
                  >
                    {t('history.undo')}
                  </Button>
                ) : (
                  <span className={shared.caption}>{t('history.gone')}</span>
                )}
              </li>
            ))}
          </ul>
        )}
        <p className={shared.caption}>{t('history.note')}</p>
      </div>
    </PageFrame>
  );
}
