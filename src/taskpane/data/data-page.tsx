import { Button, Checkbox, Link, Select, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import {
  HISTORY_WEEKS,
  importTable,
  PULL_TABLES,
  sheetTable,
  type ImportTableId,
  type SheetTableId,
} from '../../tables';
import { PageFrame } from '../shell/page-frame';
import { run, usePane, useSessionState, useTexts } from '../ui/hooks';
import { RowButton, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { OwnTables } from '../own/own-tables';
import { InputCheckLink } from '../input-check/input-check-link';
import { LearnedCard } from './learned-card';
import { RefusedRows } from './refused-rows';

export const HISTORY_CHOICES = [13, 26, 52, HISTORY_WEEKS] as const;

const useStyles = makeStyles({
  settings: { display: 'flex', flexDirection: 'column', gap: '4px', padding: '8px 12px' },
  line: { display: 'flex', alignItems: 'center', gap: '8px', minHeight: '32px', minWidth: 0 },
  select: { marginLeft: 'auto' },
  boxes: { display: 'flex', flexDirection: 'column', marginLeft: '-8px' },
  status: { display: 'flex', alignItems: 'baseline', gap: '6px', flexWrap: 'wrap' },
  rule: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  actions: { display: 'flex', gap: '8px', flexWrap: 'wrap', paddingTop: '4px' },
  source: { display: 'flex', flexDirection: 'column' },
});

export function DataPage() {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const state = useSessionState();
  const { t, f, language } = useTexts();
  const { brand, connection, workbook, problem } = state;
  const bound = workbook?.binding ?? null;
  const away = connection.state !== 'connected';
  const local = bound?.dataService === '';
  const status = {
    none: 'data.notConnected',
    connecting: 'data.connecting',
    connected: 'data.connected',
    offline: 'data.offline',
    signed_out: 'data.signedOut',
  } as const;
  const sheets = (workbook?.tables ?? []).filter(({ table }) => PULL_TABLES.some(({ id }) => id === table));

  return (
    <PageFrame
      label={t('data.title')}
      footer={
        local ? undefined : bound ? (
          <Button appearance="primary" disabled={away || state.job !== null} onClick={() => run(session.pull())}>
            {t('action.refresh')}
          </Button>
        ) : (
          <Button appearance="primary" onClick={() => navigation.go({ page: 'connect' })}>
            {t('first.connect')}
          </Button>
        )
      }
    >
      <div className={shared.page}>
        <div>
          <h1 className={shared.hidden}>{t('data.title')}</h1>
          {local ? null : bound ? (
            <>
              <div className={styles.status}>
                <span className={shared.strong}>{t('data.service')}</span>
                <span className={shared.body}>{t(status[connection.state])}</span>
                <Link as="button" onClick={() => navigation.go({ page: 'connect' })}>
                  {t('action.edit')}
                </Link>
              </div>
              <p className={mergeClasses(shared.caption, shared.nowrap)} title={connection.address}>
                {connection.address}
              </p>
            </>
          ) : (
            <p className={shared.body}>{t('data.none')}</p>
          )}
        </div>
        {problem?.code === 'column_gone' && (
          <ColumnGone table={problem.values.table as SheetTableId} column={String(problem.values.column ?? '')} />
        )}
        {brand && bound && <WhatToPull />}
        {sheets.length > 0 && (
          <Section title={t('data.inSheets')}>
            <div className={shared.card}>
              {sheets.map((sheet) => (
                <div key={sheet.table} className={styles.rule}>
                  <RowButton onClick={() => run(session.showSheet(sheet.table))}>
                    <span className={mergeClasses(shared.grow, shared.nowrap)}>{sheet.sheetName}</span>
                    <span className={shared.figure}>{t('data.sheetRows', { n: sheet.rows })}</span>
                  </RowButton>
                </div>
              ))}
            </div>
          </Section>
        )}
        <OwnTables />
        <InputCheckLink />
        <LearnedCard />
        {brand && brand.sources.length > 0 && (
          <Section title={t('data.sources')}>
            <div className={shared.card}>
              <ul className={shared.list}>
                {brand.sources.map((source) => (
                  <li key={source.table} className={mergeClasses(shared.row, styles.rule)}>
                    <span className={mergeClasses(shared.grow, styles.source)}>
                      <span>{sourceName(source.table, language)}</span>
                      <span className={shared.caption}>
                        {[
                          source.as_of && (source.as_of.length > 10 ? f.dateTime(source.as_of) : f.date(source.as_of)),
                          source.refused > 0 && t('data.refused', { n: source.refused }),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </span>
                    </span>
                    <span className={shared.figure}>
                      {source.rows > 0 ? t('data.sheetRows', { n: source.rows }) : t('data.missing')}
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          </Section>
        )}
        {state.imported && <RefusedRows report={state.imported} />}
      </div>
    </PageFrame>
  );
}

const sourceName = (table: ImportTableId, language: 'en' | 'zh'): string => importTable(table).label[language];

function WhatToPull() {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { brand, selection } = useSessionState();
  const { t, language } = useTexts();
  const [open, setOpen] = useState(false);
  const all = brand?.warehouses ?? [];
  const chosen = selection.warehouses ?? all.map(({ warehouse_id }) => warehouse_id);
  const toggle = (id: string, on: boolean): void => {
    const next = all
      .map(({ warehouse_id }) => warehouse_id)
      .filter((known) => (known === id ? on : chosen.includes(known)));
    if (next.length) run(session.chooseSelection({ warehouses: next.length === all.length ? null : next }));
  };
  return (
    <Section title={t('data.what')}>
      <div className={mergeClasses(shared.card, styles.settings)}>
        <div className={styles.line}>
          <span className={shared.grow}>
            {selection.warehouses
              ? t('data.someWarehouses', { n: chosen.length, total: all.length })
              : t('data.allWarehouses', { n: all.length })}
          </span>
          <Link as="button" onClick={() => setOpen(!open)} aria-expanded={open}>
            {t(open ? 'action.done' : 'action.edit')}
          </Link>
        </div>
        {open && (
          <div className={styles.boxes} role="group" aria-label={t('data.warehouses')}>
            {all.map((warehouse) => (
              <Checkbox
                key={warehouse.warehouse_id}
                checked={chosen.includes(warehouse.warehouse_id)}
                onChange={(_, data) => toggle(warehouse.warehouse_id, data.checked === true)}
                label={`${(language === 'zh' && warehouse.name_zh) || warehouse.name || warehouse.warehouse_id}`}
              />
            ))}
          </div>
        )}
        <label className={styles.line}>
          <span>{t('data.window')}</span>
          <Select
            className={styles.select}
            value={String(selection.historyWeeks)}
            onChange={(_, data) => run(session.chooseSelection({ historyWeeks: Number(data.value) }))}
          >
            {HISTORY_CHOICES.map((weeks) => (
              <option key={weeks} value={weeks}>
                {t('data.weeks', { n: weeks })}
              </option>
            ))}
          </Select>
        </label>
        {selection.historyWeeks < HISTORY_WEEKS && <p className={shared.caption}>{t('data.windowNote')}</p>}
      </div>
    </Section>
  );
}

/** The user deleted a column of ours: put it back, or never write it again. */
function ColumnGone({ table, column }: { table: SheetTableId; column: string }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { t, language } = useTexts();
  const declared = sheetTable(table);
  const heading = declared.columns.find(({ id }) => id === column)?.heading[language] ?? column;
  const decide = (decision: 'restore' | 'leave_out'): void =>
    run(session.pull({ columnDecisions: { [table]: decision } }));
  return (
    <Section title={t('data.columnGone')}>
      <div className={mergeClasses(shared.card, shared.padded)}>
        <p className={shared.body}>
          {declared.sheet[language]} · {heading}
        </p>
        <div className={styles.actions}>
          <Button onClick={() => decide('restore')}>{t('data.putBack')}</Button>
          <Button onClick={() => decide('leave_out')}>{t('data.leaveOut')}</Button>
        </div>
      </div>
    </Section>
  );
}
