import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  mergeClasses,
} from '@fluentui/react-components';
import { sheetTable } from '../../tables';
import { groupItems, REVIEW_GROUPS, tickedCells, type Review, type ReviewGroupId } from '../session';
import { PageFrame } from '../shell/page-frame';
import { GroupRow } from '../ui/group-row';
import { run, usePane, useSessionState, useTexts } from '../ui/hooks';
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
  const { t, f, language } = useTexts();
  const { review, problem } = state;

  if (!review || review.items.length + review.blocked.length === 0) {
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
  const write = (writeHidden = false): void =>
    run(session.write({ writeHidden }).then(() => navigation.go({ page: 'plan' })));
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
        {problem?.code === 'filtered' && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody className={styles.wrap}>{t('review.filtered')}</MessageBarBody>
            <MessageBarActions>
              <Button size="small" onClick={() => write(true)}>
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
          {review.blocked.length > 0 && (
            <GroupRow
              name={t('review.blocked')}
              hint={t('review.blockedHint')}
              count={review.blocked.length}
              onOpen={() => navigation.go({ page: 'group', group: 'blocked' })}
            />
          )}
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

function GroupLine({ review, group }: { review: Review; group: ReviewGroupId }) {
  const { session, navigation } = usePane();
  const { t } = useTexts();
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
