import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useState } from 'react';
import { repairItems, type RepairGroupId, type RepairItem } from '../session';
import { PageFrame } from '../shell/page-frame';
import { run, usePane, useSessionState, useTexts } from '../ui/hooks';
import { BackTitle } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { TickList, useRowStyles } from '../ui/tick-list';
import { mendText, shownText } from './repair-text';

/** moving through the list selects cells in the sheet, but not one for every key repeat */
const FOLLOW_MS = 180;

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', height: '100%', boxSizing: 'border-box', padding: '12px 0 0' },
  head: { padding: '0 12px 4px' },
  keys: { padding: '4px 12px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  shown: { flexShrink: 0, maxWidth: '45%' },
  formula: { fontFamily: 'Consolas, monospace', fontSize: '12px' },
});

/** The formulas of one cause: where, what stands there, what mends it. The sheet follows the line. */
export function RepairGroupPage({ group }: { group: RepairGroupId }) {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const { repair } = useSessionState();
  const { t, f } = useTexts();
  const [active, setActive] = useState(0);
  const [gone, setGone] = useState(false);
  const items = useMemo(() => (repair ? repairItems(repair, group) : []), [repair, group]);
  const entries = useMemo(
    () => items.map((item) => ({ id: item.id, ticked: group === 'cannot' ? null : item.ticked, item })),
    [items, group],
  );
  const at = Math.min(active, items.length - 1);
  const current = items[at];
  const goTo = ({ sheetId, row, column }: RepairItem): void =>
    run(session.goToArea(sheetId, { row, column, rows: 1, columns: 1 }).then((there) => setGone(!there)));

  useEffect(() => {
    if (!current) return;
    const timer = setTimeout(() => goTo(current), FOLLOW_MS);
    return () => clearTimeout(timer);
    // follows the line, not every tick in it
  }, [current?.id, session]);

  const name = t(`repair.${group}`);
  return (
    <PageFrame
      label={name}
      footer={
        <Button appearance="primary" onClick={() => navigation.back()}>
          {t('action.done')}
        </Button>
      }
    >
      <div className={styles.page}>
        <div className={styles.head}>
          <BackTitle
            title={name}
            aside={items.length > 0 ? t('group.count', { at: f.number(at + 1), n: f.number(items.length) }) : undefined}
          />
          {items.length === 0 && <p className={shared.body}>{t('group.empty')}</p>}
          <div role="status">{gone && <p className={shared.caption}>{t('explain.gone')}</p>}</div>
        </div>
        {items.length > 0 && (
          <TickList
            entries={entries}
            label={t('repair.list', { group: name })}
            active={at}
            onActive={setActive}
            onTick={({ id, ticked }) => session.tickFormulas([id], !ticked)}
            onEnter={({ item }) => goTo(item)}
          >
            {({ item }) => <ItemLines item={item} />}
          </TickList>
        )}
        {items.length > 1 && group !== 'cannot' && (
          <p className={mergeClasses(shared.caption, styles.keys)} aria-hidden="true">
            {t('group.keys')}
          </p>
        )}
      </div>
    </PageFrame>
  );
}

function ItemLines({ item }: { item: RepairItem }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const shared = useShared();
  const texts = useTexts();
  const mend = mendText(item, texts);
  return (
    <>
      <div className={rows.first}>
        <span className={shared.strong}>{item.address.slice(item.address.lastIndexOf('!') + 1)}</span>
        <span className={mergeClasses(shared.caption, shared.grow, shared.nowrap)} title={item.sheetName}>
          {item.sheetName}
        </span>
        <span className={mergeClasses(shared.caption, shared.nowrap, styles.shown)}>
          {shownText(item.shows, texts)}
        </span>
      </div>
      <div className={mergeClasses(rows.line, styles.formula)} title={item.formula}>
        {item.formula}
      </div>
      <div className={mergeClasses(shared.caption, rows.small, item.mended !== null && styles.formula)} title={mend}>
        {mend}
      </div>
    </>
  );
}
