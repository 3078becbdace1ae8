import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkFilled } from '@fluentui/react-icons';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CellChange } from '../../workbook/types';
import { groupItems, type ReviewGroupId, type ReviewItem } from '../session';
import { PageFrame } from '../shell/page-frame';
import { run, useKeyText, usePane, useSessionState, useTexts } from '../ui/hooks';
import { BackTitle } from '../ui/section';
import { CONTRAST, useStyles as useShared } from '../ui/styles';
import { changeText, flagText, headingOf } from './change-text';
import { useWindow } from './use-window';

const ROW_PX = 66;
/** moving through the list selects cells in the sheet, but not one for every key repeat */
const FOLLOW_MS = 180;

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', height: '100%', boxSizing: 'border-box', padding: '12px 0 0' },
  head: { padding: '0 12px 4px' },
  list: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    position: 'relative',
    margin: 0,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  item: {
    position: 'absolute',
    left: 0,
    right: 0,
    height: `${ROW_PX}px`,
    boxSizing: 'border-box',
    display: 'flex',
    gap: '10px',
    padding: '6px 12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  active: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}`,
    [CONTRAST]: { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  box: {
    flexShrink: 0,
    width: '16px',
    height: '16px',
    marginTop: '2px',
    boxSizing: 'border-box',
    borderRadius: '2px',
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    color: tokens.colorNeutralForegroundInverted,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    fontSize: '12px',
  },
  boxOn: {
    backgroundColor: tokens.colorCompoundBrandBackground,
    border: `1px solid ${tokens.colorCompoundBrandBackground}`,
  },
  texts: { flexGrow: 1, minWidth: 0 },
  first: { display: 'flex', gap: '8px', alignItems: 'baseline' },
  line: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', fontSize: '14px', lineHeight: '19px' },
  small: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  keys: { padding: '4px 12px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
});

type Entry =
  | { kind: 'item'; id: string; item: ReviewItem }
  | { kind: 'blocked'; id: string; change: CellChange & { why: string; address: string } };

/** Second depth of the review: one change per line, the sheet follows the line. */
export function GroupPage({ group }: { group: ReviewGroupId | 'blocked' }) {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const { review, workbook } = useSessionState();
  const texts = useTexts();
  const { t, f } = texts;
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);

  const entries = useMemo<Entry[]>(() => {
    if (!review) return [];
    if (group === 'blocked') return review.blocked.map((change, at) => ({ kind: 'blocked', id: `b${at}`, change }));
    return groupItems(review, group).map((item) => ({ kind: 'item', id: item.id, item }));
  }, [review, group]);
  const { first, last, height, show } = useWindow(list, entries.length, ROW_PX);
  const current = entries[Math.min(active, entries.length - 1)];

  useEffect(() => {
    const change = current?.kind === 'item' ? current.item.head : current?.change;
    if (!change || change.sheetRow === null || !workbook) return;
    const timer = setTimeout(() => run(session.goTo(change.table, change.key, change.column)), FOLLOW_MS);
    return () => clearTimeout(timer);
    // follows the line, not every tick in it
  }, [current?.id, session]);

  const name = group === 'blocked' ? t('review.blocked') : t(`group.${group}`);
  const toggle = (entry: Entry | undefined): void => {
    if (entry?.kind === 'item') session.tick([entry.id], !entry.item.ticked);
  };
  const jump = (entry: Entry | undefined): void => {
    const change = entry?.kind === 'item' ? entry.item.head : entry?.change;
    if (change && change.sheetRow !== null) run(session.goTo(change.table, change.key, change.column));
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((list.current?.clientHeight ?? 0) / ROW_PX) - 1);
    const to = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: entries.length - 1,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const next = Math.min(entries.length - 1, Math.max(0, to));
      setActive(next);
      show(next);
    } else if (event.key === ' ') {
      event.preventDefault();
      toggle(current);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      jump(current);
    }
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
          <div
            ref={list}
            className={styles.list}
            role="listbox"
            aria-multiselectable={group !== 'blocked'}
            aria-label={t('group.list', { group: name })}
            aria-activedescendant={current ? domId(current) : undefined}
            tabIndex={0}
            onKeyDown={onKeyDown}
          >
            <div style={{ height }} role="presentation" />
            {entries.slice(first, last).map((entry, offset) => {
              const at = first + offset;
              return (
                <div
                  key={entry.id}
                  id={domId(entry)}
                  role="option"
                  aria-selected={entry.kind === 'item' ? entry.item.ticked : false}
                  aria-posinset={at + 1}
                  aria-setsize={entries.length}
                  className={mergeClasses(styles.item, at === active && styles.active)}
                  style={{ top: at * ROW_PX }}
                  onClick={(event) => {
                    setActive(at);
                    if ((event.target as HTMLElement).closest('[data-tick]')) toggle(entry);
                  }}
                  onDoubleClick={() => toggle(entry)}
                >
                  <EntryLines entry={entry} />
                </div>
              );
            })}
          </div>
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

const domId = (entry: Entry): string => `change-${entry.id.replace(/[^A-Za-z0-9]/g, '_')}`;

function EntryLines({ entry }: { entry: Entry }) {
  const styles = useStyles();
  const shared = useShared();
  const { review } = useSessionState();
  const texts = useTexts();
  const keyText = useKeyText();
  const { t, f, language } = texts;
  if (entry.kind === 'blocked') {
    const { change } = entry;
    return (
      <div className={styles.texts}>
        <div className={mergeClasses(shared.strong, styles.line)}>{keyText(change.key)}</div>
        <div className={styles.line}>
          {change.address} · {headingOf(change.table, change.column, language)}
        </div>
        <div className={mergeClasses(shared.caption, styles.small)}>
          {t(`blocked.${change.why}` as 'blocked.formula')}
        </div>
      </div>
    );
  }
  const { item } = entry;
  const reason = [item.name, flagText(item, texts)].filter(Boolean).join(' · ');
  return (
    <>
      <span className={mergeClasses(styles.box, item.ticked && styles.boxOn)} data-tick aria-hidden="true">
        {item.ticked && <CheckmarkFilled />}
      </span>
      <div className={styles.texts}>
        <div className={styles.first}>
          <span className={mergeClasses(shared.strong, shared.grow, shared.nowrap)} title={keyText(item.key)}>
            {item.key.join(' · ')}
          </span>
          {item.money !== null && <span className={shared.figure}>{f.money(item.money, review?.currency ?? '')}</span>}
        </div>
        <div className={styles.line}>{changeText(item, texts)}</div>
        <div className={mergeClasses(shared.caption, styles.small)}>{reason}</div>
      </div>
    </>
  );
}
