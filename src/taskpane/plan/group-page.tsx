import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useState } from 'react';
import { useOwnTexts } from '../own/texts';
import { groupItems, type OtherGroup, type ReviewChange, type ReviewGroupId, type ReviewItem } from '../session';
import { PageFrame } from '../shell/page-frame';
import { run, useKeyText, usePane, useSessionState } from '../ui/hooks';
import { BackTitle } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { TickList, useRowStyles, type TickEntry } from '../ui/tick-list';
import { changeText, compareText, flagText, headingOf } from './change-text';
import { otherEntries, type OtherEntry } from './other-entries';

/** moving through the list selects cells in the sheet, but not one for every key repeat */
const FOLLOW_MS = 180;

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', height: '100%', boxSizing: 'border-box', padding: '12px 0 0' },
  head: { padding: '0 12px 4px' },
  keys: { padding: '4px 12px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
});

type Entry = (TickEntry & { kind: 'item'; item: ReviewItem }) | OtherEntry;

/** Second depth of the review: one change per line, the sheet follows the line. */
export function GroupPage({ group }: { group: ReviewGroupId | OtherGroup }) {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const { review, workbook } = useSessionState();
  const texts = useOwnTexts();
  const { t, f } = texts;
  const [active, setActive] = useState(0);

  const entries = useMemo<Entry[]>(() => {
    if (!review) return [];
    if (isOther(group)) return otherEntries(review, group);
    return groupItems(review, group).map((item) => ({ kind: 'item', id: item.id, ticked: item.ticked, item }));
  }, [review, group]);
  const current = entries[Math.min(active, entries.length - 1)];

  const jump = (entry: Entry | undefined): void => {
    const place = entry && placeOf(entry);
    if (!place) return;
    if ('mappingId' in place) run(session.goToOwn(place.mappingId, place.sku, place.warehouse));
    else run(session.goTo(place.table, place.key, place.column));
  };
  useEffect(() => {
    if (!current || !workbook) return;
    const timer = setTimeout(() => jump(current), FOLLOW_MS);
    return () => clearTimeout(timer);
    // follows the line, not every tick in it
  }, [current?.id, session]);

  const name = isOther(group) ? t(`review.${group}`) : t(`group.${group}`);

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
        {entries.length > 1 && !isOther(group) && (
          <p className={mergeClasses(shared.caption, styles.keys)} aria-hidden="true">
            {t('group.keys')}
          </p>
        )}
      </div>
    </PageFrame>
  );
}

const OTHER: readonly string[] = ['blocked', 'unknown', 'lacking', 'duplicates'] satisfies OtherGroup[];
const isOther = (group: ReviewGroupId | OtherGroup): group is OtherGroup => OTHER.includes(group);

/** Where a line's cell stands; null: in no sheet yet. */
function placeOf(entry: Entry) {
  if (entry.kind !== 'item') return entry.place;
  const { head } = entry.item;
  if (head.own) return { mappingId: head.own.mappingId, sku: head.key[0] ?? '', warehouse: head.own.warehouse };
  return head.sheetRow === null ? null : { table: head.table, key: head.key, column: head.column };
}

const rival = ({ changes }: ReviewItem): ReviewChange | undefined =>
  changes.find(({ own }) => own !== undefined && own.wrote !== undefined);

function EntryLines({ entry }: { entry: Entry }) {
  const styles = useRowStyles();
  const shared = useShared();
  const { review } = useSessionState();
  const texts = useOwnTexts();
  const keyText = useKeyText();
  const { t, f, language } = texts;
  if (entry.kind === 'other') {
    const where = [entry.address, entry.column && headingOf(entry.column, language)].filter(Boolean).join(' · ');
    return (
      <>
        <div className={mergeClasses(shared.strong, styles.line)}>{keyText(entry.key)}</div>
        <div className={styles.line}>
          {entry.rows ? t('own.duplicateRows', { rows: entry.rows.join(', ') }) : where}
        </div>
        <div className={mergeClasses(shared.caption, styles.small)}>
          {[entry.why && t(`blocked.${entry.why}`), entry.name].filter(Boolean).join(' · ')}
        </div>
      </>
    );
  }
  const { item } = entry;
  const compared = rival(item);
  const place = item.head.own && `${item.head.own.heading} · ${item.head.own.address}`;
  const reason = [item.name, flagText(item, texts), place].filter(Boolean).join(' · ');
  return (
    <>
      <div className={styles.first}>
        <span className={mergeClasses(shared.strong, shared.grow, shared.nowrap)} title={keyText(item.key)}>
          {item.key.join(' · ')}
        </span>
        {item.money !== null && <span className={shared.figure}>{f.money(item.money, review?.currency ?? '')}</span>}
      </div>
      <div className={styles.line}>{compared ? compareText(compared, texts) : changeText(item, texts)}</div>
      <div className={mergeClasses(shared.caption, styles.small)}>{reason}</div>
    </>
  );
}
