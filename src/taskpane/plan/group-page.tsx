import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useState } from 'react';
import type { CellChange } from '../../workbook/types';
import { groupItems, type ReviewGroupId, type ReviewItem } from '../session';
import { PageFrame } from '../shell/page-frame';
import { run, useKeyText, usePane, useSessionState, useTexts } from '../ui/hooks';
import { BackTitle } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { TickList, useRowStyles, type TickEntry } from '../ui/tick-list';
import { changeText, flagText, headingOf } from './change-text';

/** moving through the list selects cells in the sheet, but not one for every key repeat */
const FOLLOW_MS = 180;

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', height: '100%', boxSizing: 'border-box', padding: '12px 0 0' },
  head: { padding: '0 12px 4px' },
  keys: { padding: '4px 12px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
});

type Entry = TickEntry &
  ({ kind: 'item'; item: ReviewItem } | { kind: 'blocked'; change: CellChange & { why: string; address: string } });

/** Second depth of the review: one change per line, the sheet follows the line. */
export function GroupPage({ group }: { group: ReviewGroupId | 'blocked' }) {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const { review, workbook } = useSessionState();
  const texts = useTexts();
  const { t, f } = texts;
  const [active, setActive] = useState(0);

  const entries = useMemo<Entry[]>(() => {
    if (!review) return [];
    if (group === 'blocked')
      return review.blocked.map((change, at) => ({ kind: 'blocked', id: `b${at}`, ticked: null, change }));
    return groupItems(review, group).map((item) => ({ kind: 'item', id: item.id, ticked: item.ticked, item }));
  }, [review, group]);
  const current = entries[Math.min(active, entries.length - 1)];

  useEffect(() => {
    const change = current?.kind === 'item' ? current.item.head : current?.change;
    if (!change || change.sheetRow === null || !workbook) return;
    const timer = setTimeout(() => run(session.goTo(change.table, change.key, change.column)), FOLLOW_MS);
    return () => clearTimeout(timer);
    // follows the line, not every tick in it
  }, [current?.id, session]);

  const name = group === 'blocked' ? t('review.blocked') : t(`group.${group}`);
  const jump = (entry: Entry): void => {
    const change = entry.kind === 'item' ? entry.item.head : entry.change;
    if (change.sheetRow !== null) run(session.goTo(change.table, change.key, change.column));
  };

  return (
    <PageFrame
      label={name}
      footer={
        <>
          <Button appearance="primary" onClick={() => navigation.back()}>
            {t('action.done')}
          </Button>
          {current?.kind === 'item' &&
            current.item.ticked &&
            group !== 'drift' &&
            current.item.head.sheetRow !== null && (
              <Button onClick={() => session.tick([current.id], false)}>{t('group.keepMine')}</Button>
            )}
        </>
      }
    >
      <div className={styles.page}>
        <div className={styles.head}>
          <BackTitle
            title={name}
            aside={
              entries.length
                ? t('group.count', {
                    at: f.number(Math.min(active, entries.length - 1) + 1),
                    n: f.number(entries.length),
                  })
                : undefined
            }
          />
          {entries.length === 0 && <p className={shared.body}>{t('group.empty')}</p>}
        </div>
        {entries.length > 0 && (
          <TickList
            entries={entries}
            label={t('group.list', { group: name })}
            active={active}
            onActive={setActive}
            onTick={(entry) => session.tick([entry.id], !entry.ticked)}
            onEnter={jump}
          >
            {(entry) => <EntryLines entry={entry} />}
          </TickList>
        )}
        {entries.length > 1 && group !== 'blocked' && (
          <p className={mergeClasses(shared.caption, styles.keys)} aria-hidden="true">
            {t('group.keys')}
          </p>
        )}
      </div>
    </PageFrame>
  );
}

function EntryLines({ entry }: { entry: Entry }) {
  const styles = useRowStyles();
  const shared = useShared();
  const { review } = useSessionState();
  const texts = useTexts();
  const keyText = useKeyText();
  const { t, f, language } = texts;
  if (entry.kind === 'blocked') {
    const { change } = entry;
    return (
      <>
        <div className={mergeClasses(shared.strong, styles.line)}>{keyText(change.key)}</div>
        <div className={styles.line}>
          {change.address} · {headingOf(change.table, change.column, language)}
        </div>
        <div className={mergeClasses(shared.caption, styles.small)}>
          {t(`blocked.${change.why}` as 'blocked.formula')}
        </div>
      </>
    );
  }
  const { item } = entry;
  const reason = [item.name, flagText(item, texts)].filter(Boolean).join(' · ');
  return (
    <>
      <div className={styles.first}>
        <span className={mergeClasses(shared.strong, shared.grow, shared.nowrap)} title={keyText(item.key)}>
          {item.key.join(' · ')}
        </span>
        {item.money !== null && <span className={shared.figure}>{f.money(item.money, review?.currency ?? '')}</span>}
      </div>
      <div className={styles.line}>{changeText(item, texts)}</div>
      <div className={mergeClasses(shared.caption, styles.small)}>{reason}</div>
    </>
  );
}
