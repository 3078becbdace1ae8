import { Button, Checkbox, Field, Input, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { readsOf, writesOf } from '../session/own-mapping';
import type { OwnKept } from '../session';
import { run, usePane, useSessionState } from '../ui/hooks';
import { Mark } from '../ui/mark';
import { Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { PlanSheetBox } from './step-write';
import { useOwnTexts } from './texts';

const useStyles = makeStyles({
  rule: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  table: { display: 'flex', flexDirection: 'column', gap: '4px', padding: '8px 12px' },
  line: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  actions: { display: 'flex', gap: '4px', flexWrap: 'wrap', marginLeft: '-6px' },
  label: { display: 'flex', flexDirection: 'column' },
  options: { padding: '4px 12px 12px', display: 'flex', flexDirection: 'column', gap: '4px' },
  boxes: { display: 'flex', flexDirection: 'column', marginLeft: '-8px' },
});

/** Tables of the user's own that the plan reads or writes: what is wrong with each, and how their figures count. */
export function OwnTables() {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const { own, workbook } = useSessionState();
  const { t } = useOwnTexts();
  const bound = workbook?.binding ?? null;
  const isBound = bound !== null;
  // renamed or lost since it was last looked at
  useEffect(() => {
    if (isBound) run(session.listOwn());
  }, [session, isBound]);
  const kept = own?.kept ?? [];
  const map = (edit?: string): void => navigation.go({ page: 'map', ...(edit === undefined ? {} : { edit }) });
  const writes = kept.some(({ mapping }) => writesOf(mapping).length > 0);
  const reads = kept.some(({ mapping }) => readsOf(mapping).length > 0);
  return (
    <Section
      title={t('own.listTitle')}
      end={
        <Link as="button" onClick={() => map()}>
          {t('own.map')}
        </Link>
      }
    >
      {bound?.dataService === '' && <p className={shared.caption}>{t('own.local')}</p>}
      {kept.length === 0 ? (
        <p className={shared.caption}>{t('own.listNone')}</p>
      ) : (
        <div className={shared.card}>
          {kept.map((one) => (
            <div key={one.mapping.id} className={mergeClasses(styles.rule, styles.table)}>
              <KeptTable kept={one} onEdit={() => map(one.mapping.id)} />
            </div>
          ))}
          {(writes || reads) && (
            <div className={mergeClasses(styles.rule, styles.options)}>
              <div className={styles.boxes}>
                {writes && <PlanSheetBox />}
                {reads && bound?.dataService !== '' && <OwnFirstBox />}
              </div>
              {reads && <DataDate />}
            </div>
          )}
        </div>
      )}
    </Section>
  );
}

function KeptTable({ kept: { mapping, problem }, onEdit }: { kept: OwnKept; onEdit: () => void }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { t } = useOwnTexts();
  const does = [
    readsOf(mapping).length > 0 && t('own.reads', { n: readsOf(mapping).length }),
    writesOf(mapping).length > 0 && t('own.writes', { n: writesOf(mapping).length }),
  ].filter(Boolean);
  const lost = problem?.code === 'column_gone' ? String(problem.values.column ?? '') : null;
  const leaveOut = (): void => {
    const columns = mapping.columns.map((column) =>
      column.heading.includes(lost ?? '') ? { ...column, meaning: null, write: false } : column,
    );
    run(session.keepOwn({ ...mapping, columns }));
  };
  return (
    <>
      <div className={styles.line}>
        <span className={mergeClasses(shared.strong, shared.nowrap)} title={mapping.place.sheetName}>
          {mapping.name}
        </span>
        <span className={shared.caption}>{does.join(' · ')}</span>
      </div>
      {problem && (
        <div className={shared.head} role="status">
          <Mark kind="warning" />
          <p className={shared.body}>
            {t(`own.problem.${problem.code}`, { sheet: mapping.place.sheetName, column: '', ...problem.values })}
          </p>
        </div>
      )}
      <div className={styles.actions}>
        <Button size="small" appearance="subtle" aria-label={t('own.edit', { name: mapping.name })} onClick={onEdit}>
          {t('action.edit')}
        </Button>
        {lost !== null && (
          <Button
            size="small"
            appearance="subtle"
            aria-label={t('own.askGoneName', { column: lost, name: mapping.name })}
            onClick={leaveOut}
          >
            {t('own.askGone')}
          </Button>
        )}
        <Button
          size="small"
          appearance="subtle"
          aria-label={t('own.forgetName', { name: mapping.name })}
          onClick={() => run(session.forgetOwn(mapping.id))}
        >
          {t('own.forget')}
        </Button>
      </div>
    </>
  );
}

/** Whose figure counts where the data service has one too. */
function OwnFirstBox() {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { own } = useSessionState();
  const { t } = useOwnTexts();
  return (
    <Checkbox
      checked={own?.options.first ?? false}
      onChange={(_, data) => run(session.setOwnOptions({ first: data.checked === true }))}
      label={
        <span className={styles.label}>
          <span>{t('own.first')}</span>
          <span className={shared.caption}>{t('own.firstHint')}</span>
        </span>
      }
    />
  );
}

/** Of which day the figures are, where the tables themselves do not say it. */
function DataDate() {
  const { session } = usePane();
  const { own } = useSessionState();
  const { t } = useOwnTexts();
  const held = own?.options.dataDate ?? '';
  const [typed, setTyped] = useState(held);
  useEffect(() => setTyped(held), [held]);
  const keep = (): void => {
    if (typed !== held) run(session.setOwnOptions({ dataDate: typed.trim() || null }));
  };
  return (
    <Field label={t('own.dataDate')} hint={t('own.dataDateHint')}>
      <Input
        type="date"
        value={typed}
        onChange={(_, data) => setTyped(data.value)}
        onBlur={keep}
        onKeyDown={(event) => event.key === 'Enter' && keep()}
      />
    </Field>
  );
}
