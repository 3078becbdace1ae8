import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  mergeClasses,
} from '@fluentui/react-components';
import { useState } from 'react';
import { sheetTable } from '../../tables';
import { useOwnTexts } from '../own/texts';
import { groupItems, REVIEW_GROUPS, tickedCells, type OtherGroup, type Review, type ReviewGroupId } from '../session';
import { PageFrame } from '../shell/page-frame';
import { GroupRow } from '../ui/group-row';
import { run, usePane, useSessionState } from '../ui/hooks';
import { BackTitle } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';

/** from this many changes on, a sheet is the better place to read them */
const SHEET_FROM = 200;

const useStyles = makeStyles({
  money: { display: 'flex', gap: '12px', flexWrap: 'wrap', alignItems: 'baseline' },
  actions: { paddingBottom: '8px' },
  wrap: { whiteSpace: 'normal', paddingTop: '6px', paddingBottom: '6px' },
});

export function ReviewPage() {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const state = useSessionState();
  const { t, f, language } = useOwnTexts();
  const [askedOlder, setAskedOlder] = useState(false);
  const { review, problem } = state;
  const others = review ? otherGroups(review) : [];

  if (!review || (review.items.length === 0 && others.length === 0 && review.lost.length === 0)) {
    const version = review?.version ?? (state.lastPlan ? `v${state.lastPlan.version}` : '');
    return (
      <PageFrame
        label={t('action.review')}
        footer={<Button onClick={() => navigation.go({ page: 'plan' })}>{t('action.done')}</Button>}
      >
        <div className={shared.page}>
          <BackTitle title={t('action.review')} />
          <p className={shared.body}>{version ? t('plan.nothingToReview', { version }) : t('home.noPlan')}</p>
        </div>
      </PageFrame>
    );
  }

  const cells = tickedCells(review);
  const write = (agreed: { writeHidden?: boolean; writeOlder?: boolean } = {}): void => {
    if (agreed.writeOlder) setAskedOlder(true);
    run(session.write({ writeOlder: askedOlder, ...agreed }).then(() => navigation.go({ page: 'plan' })));
  };
  const planAgain = (): void => run(session.plan().then(() => session.review()));
  const asSheet = (
    <Button
      appearance={review.items.length > SHEET_FROM ? 'outline' : 'subtle'}
      onClick={() => run(session.changesSheet())}
    >
      {t('review.asSheet')}
    </Button>
  );
  const hasSheet = state.workbook?.tables.some(({ table }) => table === 'TW_Changes');

  return (
    <PageFrame
      label={t('review.title', { n: review.items.length })}
      footer={
        <>
          <Button appearance="primary" onClick={() => write()} disabled={cells === 0 || state.job !== null}>
            {t('review.write', { n: cells })}
          </Button>
          {asSheet}
        </>
      }
    >
      <div className={shared.page}>
        <BackTitle title={t('review.title', { n: review.items.length })} />
        <div>
          <div className={styles.money}>
            <span className={shared.number}>
              {t('review.money', { after: f.money(review.money.after, review.currency) })}
            </span>
            {review.money.before !== null && (
              <span className={shared.caption}>
                {t('review.moneyBefore', { before: f.money(review.money.before, review.currency) })}
              </span>
            )}
          </div>
          <p className={shared.caption}>
            {t('review.cells', { version: review.version, rows: review.rows, columns: review.columns })} ·{' '}
            {t('review.out', { n: review.outOfStock })}
          </p>
        </div>
        {review.older && !askedOlder && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody className={styles.wrap}>
              {review.older.own.length
                ? t('own.olderOwn', { names: review.older.own.join(language === 'zh' ? '、' : ', ') })
                : t('own.olderData')}
            </MessageBarBody>
            <MessageBarActions>
              <Button size="small" onClick={planAgain}>
                {t('action.planAgain')}
              </Button>
              <Button size="small" onClick={() => write({ writeOlder: true })}>
                {t('own.writeOlder')}
              </Button>
            </MessageBarActions>
          </MessageBar>
        )}
        {review.lost.map(({ mapping, problem: lost }) => (
          <MessageBar key={mapping.id} intent="warning" layout="multiline">
            <MessageBarBody className={styles.wrap}>
              {t('own.lost', {
                name: mapping.name,
                why: lost
                  ? t(`own.problem.${lost.code}`, { sheet: mapping.place.sheetName, column: '', ...lost.values })
                  : '',
              })}
            </MessageBarBody>
            <MessageBarActions>
              <Button size="small" onClick={() => navigation.go({ page: 'data' })}>
                {t('action.show')}
              </Button>
            </MessageBarActions>
          </MessageBar>
        ))}
        {problem?.code === 'filtered' && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody className={styles.wrap}>{t('review.filtered')}</MessageBarBody>
            <MessageBarActions>
              <Button size="small" onClick={() => write({ writeHidden: true, writeOlder: askedOlder })}>
                {t('review.writeHidden')}
              </Button>
              <Button size="small" onClick={() => session.dismiss('problem')}>
                {t('action.cancel')}
              </Button>
            </MessageBarActions>
          </MessageBar>
        )}
        <ul className={mergeClasses(shared.list, shared.card)} aria-label={t('review.groups')}>
          {REVIEW_GROUPS.map((group) => (
            <GroupLine key={group} review={review} group={group} />
          ))}
          {others.map(([group, count]) => (
            <GroupRow
              key={group}
              name={t(`review.${group}`)}
              hint={t(`review.${group}Hint`)}
              count={count}
              onOpen={() => navigation.go({ page: 'group', group })}
            />
          ))}
        </ul>
        <div>
          {review.newTables.length > 0 && (
            <p className={shared.caption}>
              {t('review.newSheets', {
                names: review.newTables
                  .map((id) => sheetTable(id).sheet[state.workbook?.binding?.language ?? language])
                  .join(', '),
              })}
            </p>
          )}
          {review.own && (
            <p className={shared.caption}>
              {t('review.ownInto', { names: review.own.names.join(language === 'zh' ? '、' : ', ') })}
            </p>
          )}
          {review.gone > 0 && <p className={shared.caption}>{t('review.gone', { n: review.gone })}</p>}
        </div>
        {hasSheet && (
          <div className={styles.actions}>
            <Button onClick={() => run(session.readTicks())}>{t('review.readTicks')}</Button>
          </div>
        )}
      </div>
    </PageFrame>
  );
}

/** What cannot be ticked: cells that refuse, and keys that stand on one side only. */
function otherGroups({ blocked, own }: Review): [OtherGroup, number][] {
  const counts: [OtherGroup, number][] = [
    ['blocked', blocked.length + (own?.blocked.length ?? 0)],
    ['duplicates', own?.duplicates.length ?? 0],
    ['unknown', own?.unknown.length ?? 0],
    ['lacking', own?.lacking.length ?? 0],
  ];
  return counts.filter(([, count]) => count > 0);
}

function GroupLine({ review, group }: { review: Review; group: ReviewGroupId }) {
  const { session, navigation } = usePane();
  const { t } = useOwnTexts();
  const items = groupItems(review, group);
  const name = t(`group.${group}`);
  if (items.length === 0) return null;
  return (
    <GroupRow
      name={name}
      hint={t(`group.${group}Hint`)}
      count={items.length}
      ticked={items.filter((item) => item.ticked).length}
      tickLabel={t('review.tickGroup', { group: name })}
      onTick={(on) =>
        session.tick(
          items.map(({ id }) => id),
          on,
        )
      }
      onOpen={() => navigation.go({ page: 'group', group })}
    />
  );
}
