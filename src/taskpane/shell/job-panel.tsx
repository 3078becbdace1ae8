import { Button, ProgressBar, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { sheetTable } from '../../tables';
import type { Job, JobTable } from '../session';
import { usePane, useTexts } from '../ui/hooks';
import { useStyles as useShared } from '../ui/styles';
import { PageFrame } from './page-frame';

const useStyles = makeStyles({
  done: { color: tokens.colorNeutralForeground1 },
  waiting: { color: tokens.colorNeutralForeground3 },
  mark: { width: '16px', flexShrink: 0, textAlign: 'center' },
  line: { display: 'flex', gap: '4px', minHeight: '26px', alignItems: 'center' },
});

const SPEAK_EVERY_MS = 5000;

/** Work in progress in place of a page: step, counts, seconds, Cancel. */
export function JobPanel({ job }: { job: Job }) {
  const shared = useShared();
  const { session } = usePane();
  const { t } = useTexts();
  const seconds = useSeconds(job.startedAt);
  const what = t(`progress.${job.step}`);
  const title = job.steps > 1 ? t('progress.step', { step: job.stepNumber, steps: job.steps, what }) : what;
  const counts =
    job.total > 0
      ? t(job.kind === 'pull' ? 'progress.rows' : 'progress.items', { done: job.done, total: job.total, seconds })
      : t('progress.seconds', { seconds });
  const spoken = useThrottled(`${title}. ${counts}`, SPEAK_EVERY_MS);
  const untouched =
    job.step !== 'writing' && job.step !== 'checking' && job.step !== 'restoring' && job.kind !== 'import';

  return (
    <PageFrame
      label={t('progress.running')}
      footer={
        <Button onClick={() => session.cancel()} disabled={job.cancelling}>
          {t(job.cancelling ? 'action.cancelling' : 'action.cancel')}
        </Button>
      }
    >
      <div className={shared.page}>
        <div className={shared.section}>
          <h1 className={shared.title}>{title}</h1>
          <ProgressBar
            thickness="large"
            value={job.total > 0 ? job.done : undefined}
            max={job.total > 0 ? job.total : undefined}
            aria-label={title}
          />
          <p className={shared.caption}>{counts}</p>
        </div>
        {job.tables.length > 0 && (
          <ul className={mergeClasses(shared.list, shared.card, shared.padded)}>
            {job.tables.map((table) => (
              <TableLine key={table.table} table={table} />
            ))}
          </ul>
        )}
        {untouched && (
          <div>
            <p className={shared.body}>{t('progress.unchanged')}</p>
            <p className={shared.caption}>{t('progress.keepWorking')}</p>
          </div>
        )}
        <span className={shared.hidden} role="status">
          {spoken}
        </span>
      </div>
    </PageFrame>
  );
}

function TableLine({ table }: { table: JobTable }) {
  const styles = useStyles();
  const shared = useShared();
  const { t, f, language } = useTexts();
  const { complete } = table;
  const started = table.done > 0;
  const mark = complete ? '✓' : started ? '◌' : '·';
  const text = complete
    ? f.number(table.done)
    : started && table.total !== null
      ? t('progress.of', { done: table.done, total: table.total })
      : t('progress.waiting');
  return (
    <li className={mergeClasses(styles.line, complete || started ? styles.done : styles.waiting)}>
      <span className={styles.mark} aria-hidden="true">
        {mark}
      </span>
      <span className={shared.grow}>{sheetTable(table.table).sheet[language]}</span>
      <span className={shared.figure}>{text}</span>
    </li>
  );
}

function useSeconds(startedAt: number): number {
  const read = (): number => Math.max(0, Math.floor((Date.now() - startedAt) / 1000));
  const [seconds, setSeconds] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(read()), 1000);
    return () => clearInterval(timer);
  });
  return seconds;
}

/** A screen reader hears progress at most every few seconds. */
function useThrottled(text: string, every: number): string {
  const [spoken, setSpoken] = useState(text);
  const last = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, last.current + every - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      setSpoken(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text, every]);
  return spoken;
}
