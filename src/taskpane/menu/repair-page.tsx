import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import { ArrowClockwise20Regular } from '@fluentui/react-icons';
import { useEffect } from 'react';
import type { MendedFormula, MendReport } from '../../workbook/types';
import {
  notWorking,
  REPAIR_GROUPS,
  repairItems,
  tickedRepairs,
  type RepairGroupId,
  type RepairState,
} from '../session';
import { PageFrame } from '../shell/page-frame';
import { GroupRow } from '../ui/group-row';
import { run, usePane, useSessionState, useTexts, type Texts } from '../ui/hooks';
import { BackTitle, RowButton, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { shownText, whyText } from './repair-text';

const useStyles = makeStyles({
  rest: { display: 'flex', flexDirection: 'column', minWidth: 0, flexGrow: 1 },
  button: { alignSelf: 'flex-start' },
});

/** Formulas that do not work: what is wrong, what mends them, one button that does. Looks by itself when first opened. */
export function RepairPage() {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { repair, job } = useSessionState();
  const { t } = useTexts();
  useEffect(() => {
    const state = session.getState();
    if (!state.repair && !state.job) run(session.scanFormulas());
  }, [session]);

  const ticked = repair ? tickedRepairs(repair) : 0;
  const broken = repair?.found.length ?? 0;
  const scan = (): void => run(session.scanFormulas());
  return (
    <PageFrame
      label={t('repair.title')}
      footer={
        broken > 0 ? (
          <Button
            appearance="primary"
            disabled={ticked === 0 || job !== null}
            onClick={() => run(session.mendFormulas())}
          >
            {t('repair.mend', { n: ticked })}
          </Button>
        ) : (
          <Button disabled={job !== null} onClick={scan}>
            {t(repair ? 'repair.again' : 'repair.scan')}
          </Button>
        )
      }
    >
      <div className={shared.page}>
        <BackTitle
          title={t('repair.title')}
          aside={
            broken > 0 && (
              <Button
                appearance="subtle"
                icon={<ArrowClockwise20Regular />}
                aria-label={t('repair.again')}
                title={t('repair.again')}
                disabled={job !== null}
                onClick={scan}
              />
            )
          }
        />
        {!repair && <p className={shared.body}>{t('repair.lead')}</p>}
        {repair && (
          <div>
            {broken > 0 ? (
              <p className={shared.body}>{summary(repair, t)}</p>
            ) : (
              repair.complete && <p className={shared.body}>{t('repair.works', { ours: repair.ours })}</p>
            )}
            {!repair.complete && <p className={shared.caption}>{t('repair.incomplete')}</p>}
            {repair.manualCalculation && <p className={shared.caption}>{t('home.manual')}</p>}
          </div>
        )}
        {repair && broken > 0 && (
          <ul className={mergeClasses(shared.list, shared.card)} aria-label={t('repair.groups')}>
            {REPAIR_GROUPS.map((group) => (
              <GroupLine key={group} repair={repair} group={group} />
            ))}
          </ul>
        )}
        {repair?.report && <LastRepair report={repair.report} />}
        <Section title={t('repair.busy')}>
          <div className={mergeClasses(shared.card, shared.padded)}>
            <p className={shared.caption}>{t('repair.recalculateHint')}</p>
            <Button
              className={styles.button}
              disabled={job !== null}
              onClick={() => run(session.recalculateFormulas())}
            >
              {t('repair.recalculate')}
            </Button>
          </div>
        </Section>
      </div>
    </PageFrame>
  );
}

/** In one sentence; cells that were never calculated may simply be blank, so they are not counted as broken. */
function summary(repair: RepairState, t: Texts['t']): string {
  const n = notWorking(repair);
  return n > 0 ? t('repair.count', { n, ours: repair.ours }) : t('repair.never', { n: repair.found.length });
}

function GroupLine({ repair, group }: { repair: RepairState; group: RepairGroupId }) {
  const { session, navigation } = usePane();
  const { t } = useTexts();
  const items = repairItems(repair, group);
  const name = t(`repair.${group}`);
  if (items.length === 0) return null;
  const ticks =
    group === 'cannot'
      ? {}
      : {
          ticked: items.filter((item) => item.ticked).length,
          tickLabel: t('repair.tickGroup', { group: name }),
          onTick: (on: boolean) =>
            session.tickFormulas(
              items.map(({ id }) => id),
              on,
            ),
        };
  return (
    <GroupRow
      name={name}
      hint={t(`repair.${group}Hint`)}
      count={items.length}
      onOpen={() => navigation.go({ page: 'repairGroup', group })}
      {...ticks}
    />
  );
}

/** cells listed one by one; a person mends the first few and scans again */
const MANY_CELLS = 8;

/** What became of the formulas of the last repair; those that need a look lead to their cells. */
function LastRepair({ report }: { report: MendReport }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const texts = useTexts();
  const { t } = texts;
  const mended = report.cells.filter(({ outcome }) => outcome === 'mended');
  const withError = mended.filter(({ shows }) => typeof shows === 'string' && shows.startsWith('#'));
  const rest = [...report.cells.filter(({ outcome }) => outcome !== 'mended'), ...withError];
  return (
    <Section title={t('repair.report')}>
      <div className={shared.card}>
        <div className={shared.padded}>
          <p className={shared.body}>{t('repair.mended', { n: mended.length })}</p>
          {withError.length > 0 && <p className={shared.caption}>{t('repair.inputs', { n: withError.length })}</p>}
        </div>
        {rest.slice(0, MANY_CELLS).map((cell) => (
          <RowButton
            key={cell.id}
            onClick={() => run(session.goToArea(cell.sheetId, { ...cellOf(cell), rows: 1, columns: 1 }))}
          >
            <span className={styles.rest}>
              <span className={mergeClasses(shared.strong, shared.nowrap)}>{cell.address}</span>
              <span className={shared.caption}>{outcomeText(cell, texts)}</span>
            </span>
          </RowButton>
        ))}
        {rest.length > MANY_CELLS && (
          <p className={mergeClasses(shared.caption, shared.padded)}>
            {t('repair.more', { n: rest.length - MANY_CELLS })}
          </p>
        )}
      </div>
    </Section>
  );
}

const cellOf = ({ row, column }: MendedFormula): { row: number; column: number } => ({ row, column });

function outcomeText(cell: MendedFormula, texts: Texts): string {
  const { t } = texts;
  switch (cell.outcome) {
    case 'mended':
      return t('repair.shows', { value: shownText(cell.shows, texts) });
    case 'still_broken':
      return t('repair.stillBroken', { value: shownText(cell.shows, texts) });
    case 'changed':
      return t('repair.changed');
    case 'cannot':
      return whyText(cell.why, [], texts);
  }
}
