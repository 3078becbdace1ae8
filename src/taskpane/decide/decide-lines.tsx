import {
  Button,
  Field,
  Input,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Select,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { Filter20Regular } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import { sendable, valueOf } from '../session/decision-lines';
import type { Decision, DecisionBoard, DecisionLine, LineState } from '../session';
import { QuantityForm } from '../item/quantity-form';
import { PageFrame } from '../shell/page-frame';
import { run, useKeyText, usePane, useSessionState } from '../ui/hooks';
import { Mark, markOf } from '../ui/mark';
import { BackTitle, RowButton } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { TickList, useRowStyles, type TickEntry } from '../ui/tick-list';
import { filterParts, LINE_STATES, matches, NO_FILTER, type LineFilter } from './filter';
import { FilterForm } from './filter-form';
import { authorText, decisionText, planWord } from './line-text';
import { useDecideTexts } from './texts';
import { useKept } from './use-kept';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', height: '100%', boxSizing: 'border-box', padding: '12px 0 0' },
  head: { padding: '0 12px 6px', display: 'flex', flexDirection: 'column', gap: '4px', flexShrink: 0 },
  pick: { display: 'flex', gap: '6px', alignItems: 'center' },
  state: { flexGrow: 1, minWidth: 0 },
  name: { display: 'flex', gap: '8px', alignItems: 'flex-end' },
  grow: { flexGrow: 1, minWidth: 0 },
  below: { padding: '4px 12px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  send: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, flexShrink: 0 },
});

type Entry = TickEntry & { line: DecisionLine };

/** The lines by state, most money first; the buttons act on the ticked ones, or on all that are listed. */
export function DecideLines({ board, onSend }: { board: DecisionBoard; onSend: () => void }) {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const { job } = useSessionState();
  const texts = useDecideTexts();
  const { t, f } = texts;
  const [filter, setFilter] = useKept<LineFilter>('filter', { state: 'open', ...NO_FILTER });
  const [filtering, setFiltering] = useState(false);
  const [changing, setChanging] = useState(false);
  const [ticked, setTicked] = useKept<ReadonlySet<string>>('ticked', new Set());
  const [active, setActive] = useState(0);

  const listed = useMemo(() => board.lines.filter((line) => matches(line, filter)), [board, filter]);
  const entries = useMemo<Entry[]>(
    () => listed.map((line) => ({ id: line.id, ticked: ticked.has(line.id), line })),
    [listed, ticked],
  );
  const chosen = listed.filter(({ id }) => ticked.has(id));
  const targets = chosen.length ? chosen : listed;
  const ready = useMemo(() => sendable(board.lines), [board]);
  const busy = job !== null;

  const show = (next: LineFilter): void => {
    setFilter(next);
    setTicked(new Set());
    setActive(0);
    setChanging(false);
  };
  const decide = (decision: Decision | null, quantity?: number): void => {
    setChanging(false);
    const ids = targets.map(({ id }) => id);
    run(session.decideLines(ids, decision, quantity).then(() => setTicked(new Set())));
  };
  const tick = ({ id }: Entry): void => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  };
  const openLine = ({ line }: Entry): void => {
    session.showItem({ sku: line.sku, warehouse: line.warehouse });
    navigation.go({ page: 'item' });
    run(session.goTo('TW_Plan', [line.sku, line.warehouse]));
  };

  const n = targets.length;
  const decided = filter.state !== 'open';
  const [single] = targets.length === 1 ? targets : [];
  return (
    <PageFrame
      label={t('decide.title')}
      footer={
        n > 0 && (
          <>
            <Button appearance="primary" disabled={busy} onClick={() => decide('accept')}>
              {t('decide.acceptN', { n })}
            </Button>
            <Menu>
              <MenuTrigger disableButtonEnhancement>
                <Button disabled={busy}>{t('decide.more')}</Button>
              </MenuTrigger>
              <MenuPopover>
                <MenuList>
                  <MenuItem onClick={() => decide('reject')}>{t('decide.rejectN', { n })}</MenuItem>
                  <MenuItem onClick={() => decide('later')}>{t('decide.laterN', { n })}</MenuItem>
                  {single && (
                    <MenuItem onClick={() => setChanging(true)}>{t('decide.ownQty', { sku: single.sku })}</MenuItem>
                  )}
                  {decided && filter.state !== 'sent' && (
                    <MenuItem onClick={() => decide(null)}>{t('decide.takeBackN', { n })}</MenuItem>
                  )}
                </MenuList>
              </MenuPopover>
            </Menu>
          </>
        )
      }
    >
      <div className={styles.page}>
        <div className={styles.head}>
          <BackTitle
            title={t('decide.title')}
            aside={t('decide.asOf', { version: board.planVersion ?? '', time: f.dateTime(board.dataTime) })}
          />
          <Signing board={board} />
          <div className={styles.pick}>
            <Select
              className={styles.state}
              aria-label={t('decide.states')}
              value={filter.state}
              onChange={(_, { value }) => show({ ...filter, state: value as LineState })}
            >
              {LINE_STATES.map((state) => {
                const lines = board.lines.filter((line) => line.state === state);
                return (
                  <option key={state} value={state}>
                    {t('decide.stateCount', {
                      state: t(`decide.${state}`),
                      n: lines.length,
                      money: f.money(valueOf(lines), board.currency),
                    })}
                  </option>
                );
              })}
            </Select>
            <Button icon={<Filter20Regular />} aria-expanded={filtering} onClick={() => setFiltering(!filtering)}>
              {filterParts(filter) ? t('decide.filterOn', { n: filterParts(filter) }) : t('decide.filter')}
            </Button>
          </div>
          {chosen.length > 0 && (
            <p className={shared.caption} role="status">
              {t('decide.ticked', { n: chosen.length })}
            </p>
          )}
        </div>
        {filtering && <FilterForm lines={board.lines} filter={filter} onFilter={show} />}
        {changing && single && (
          <QuantityForm start={single.myQty ?? single.orderQty} onWrite={(quantity) => decide('change', quantity)} />
        )}
        {entries.length > 0 ? (
          <TickList
            entries={entries}
            label={t('decide.list')}
            active={active}
            onActive={setActive}
            onTick={tick}
            onEnter={openLine}
          >
            {({ line }) => <LineText line={line} currency={board.currency} />}
          </TickList>
        ) : (
          <div className={mergeClasses(styles.head, styles.grow)}>
            <p className={shared.body}>
              {board.lines.length === 0
                ? t('decide.nothing')
                : filterParts(filter) > 0
                  ? t('decide.noFit', { filter: t(`decide.${filter.state}`) })
                  : t('decide.noHit', { filter: t(`decide.${filter.state}`).toLowerCase() })}
            </p>
            {filterParts(filter) > 0 && (
              <div>
                <Button onClick={() => show({ state: filter.state, ...NO_FILTER })}>{t('decide.clear')}</Button>
              </div>
            )}
          </div>
        )}
        {entries.length > 1 && (
          <p className={mergeClasses(shared.caption, styles.below)} aria-hidden="true">
            {t('decide.keys')}
          </p>
        )}
        <div className={styles.send}>
          <RowButton onClick={onSend}>
            <span className={mergeClasses(shared.grow, shared.strong)}>
              {ready.length ? t('decide.toSend', { n: ready.length }) : t('decide.sendPage')}
            </span>
            <span className={shared.figure}>{ready.length > 0 && f.money(valueOf(ready), board.currency)}</span>
          </RowButton>
        </div>
      </div>
    </PageFrame>
  );
}

/** The planner's name is asked for once; what was typed into the sheet and is signed now is said. */
function Signing({ board }: { board: DecisionBoard }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { planner } = useSessionState();
  const { t } = useDecideTexts();
  const [typed, setTyped] = useState('');
  return (
    <>
      {planner === '' && (
        <form
          className={styles.name}
          onSubmit={(event) => {
            event.preventDefault();
            session.setPlanner(typed);
          }}
        >
          <Field label={t('decide.name')} hint={t('decide.nameHint')} className={styles.grow}>
            <Input value={typed} maxLength={60} autoComplete="name" onChange={(_, { value }) => setTyped(value)} />
          </Field>
          <Button type="submit" disabled={typed.trim() === ''}>
            {t('decide.keepName')}
          </Button>
        </form>
      )}
      {board.signed > 0 && <p className={shared.caption}>{t('decide.signed', { n: board.signed })}</p>}
      {board.unnamed > 0 && <p className={shared.caption}>{t('decide.unnamed', { n: board.unnamed })}</p>}
    </>
  );
}

function LineText({ line, currency }: { line: DecisionLine; currency: string }) {
  const styles = useRowStyles();
  const shared = useShared();
  const keyText = useKeyText();
  const texts = useDecideTexts();
  const { t, f, language } = texts;
  const mark = markOf(line.status);
  const hold = line.hold && t(line.hold === 'no_quantity' ? 'line.ownBlank' : 'decide.changedOnly');
  const small = [
    hold,
    line.name,
    planWord('reason', line.reason, language),
    line.supplier,
    line.state === 'open' ? '' : authorText(line, texts),
  ];
  return (
    <>
      <div className={styles.first}>
        {mark && <Mark kind={mark} />}
        <span className={mergeClasses(shared.strong, shared.grow, shared.nowrap)}>
          {keyText([line.sku, line.warehouse])}
        </span>
        <span className={shared.figure}>{f.money(line.value, currency)}</span>
      </div>
      <div className={styles.line}>{decisionText(line, texts)}</div>
      <div className={mergeClasses(shared.caption, styles.small)}>{small.filter(Boolean).join(' · ')}</div>
    </>
  );
}
