import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { rowKey } from '../session/records';
import { bySupplier, sendable, valueOf } from '../session/decision-lines';
import type { DecisionBoard, LineHold, Sending, SessionState } from '../session';
import { PageFrame } from '../shell/page-frame';
import { run, usePane, useSessionState } from '../ui/hooks';
import { problemText } from '../ui/problem-text';
import { Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { ConflictList } from './conflict-list';
import { ExportList } from './export-list';
import { SentList } from './sent-list';
import { useDecideTexts, type DecideTexts } from './texts';
import { useKept } from './use-kept';

const useStyles = makeStyles({
  // to others, and not to be undone: never the colour of writing
  send: {
    backgroundColor: tokens.colorNeutralBackgroundInverted,
    color: tokens.colorNeutralForegroundInverted,
    ':hover': {
      backgroundColor: tokens.colorNeutralForeground2,
      color: tokens.colorNeutralForegroundInverted,
    },
  },
  group: {
    display: 'flex',
    gap: '8px',
    padding: '8px 12px',
    ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  confirm: { border: `2px solid ${tokens.colorNeutralForeground1}` },
  buttons: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
  limit: { width: '140px' },
  wrap: { whiteSpace: 'normal', paddingTop: '6px', paddingBottom: '6px', overflowWrap: 'anywhere' },
});

type Why = 'offline' | 'signed_out' | 'no_right' | 'older' | 'not_connected';

/** Why nothing can be sent now; null: it can. */
export function whyNot({ connection, brand }: SessionState): Why | null {
  if (connection.state === 'offline' || connection.state === 'connecting') return 'offline';
  if (connection.state === 'signed_out') return 'signed_out';
  if (connection.state === 'none' || !brand) return 'not_connected';
  if (brand.may_send === undefined) return 'older';
  return brand.may_send ? null : 'no_right';
}

/** Accepted lines by supplier, their way to the data service or into files, and what was sent before. */
export function SendView({ board, onBack }: { board: DecisionBoard; onBack: () => void }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const state = useSessionState();
  const texts = useDecideTexts();
  const { t, f } = texts;
  const [confirming, setConfirming] = useState(false);
  const [mineToo, setMineToo] = useKept<ReadonlySet<string>>('mineToo', new Set());
  const { sending } = state;
  const conflicts = sending?.outcome === 'conflict' ? sending.conflicts : [];

  const all = useMemo(() => sendable(board.lines), [board]);
  // a line of a conflict is left to whoever was first until the user says otherwise
  const left = new Set(
    conflicts.map(({ sku_id, warehouse_id }) => rowKey(sku_id, warehouse_id)).filter((id) => !mineToo.has(id)),
  );
  const lines = all.filter(({ id }) => !left.has(id));
  const groups = bySupplier(lines);
  const value = valueOf(lines);
  const unknown = lines.filter((line) => line.value === null).length;
  const why = whyNot(state);
  const n = lines.length;

  const send = (): void => {
    setConfirming(false);
    const options = { confirmed: { lines: n, value }, leave: [...left] };
    run(session.sendProposals(options).then(() => setMineToo(new Set())));
  };

  return (
    <PageFrame
      label={t('decide.sendPage')}
      footer={
        <>
          <Button
            className={n > 0 && !why && !state.job ? styles.send : undefined}
            disabled={n === 0 || why !== null || state.job !== null || confirming}
            onClick={() => setConfirming(true)}
          >
            {t('send.button', { n })}
          </Button>
          <Button appearance="subtle" onClick={onBack}>
            {t('action.back')}
          </Button>
        </>
      }
    >
      <div className={shared.page}>
        <h1 className={shared.title}>{t('decide.sendPage')}</h1>
        {sending && <Outcome sending={sending} state={state} texts={texts} />}
        {why && n > 0 && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody className={styles.wrap}>{t(`send.why.${why}`)}</MessageBarBody>
          </MessageBar>
        )}
        {conflicts.length > 0 && (
          <ConflictList
            conflicts={conflicts}
            mineToo={mineToo}
            onMineToo={(id, on) => {
              const next = new Set(mineToo);
              if (on) next.add(id);
              else next.delete(id);
              setMineToo(next);
              setConfirming(false);
            }}
          />
        )}
        {n === 0 ? (
          <div>
            <p className={shared.body}>{t('send.none')}</p>
            <p className={shared.caption}>{t('send.noneHint')}</p>
          </div>
        ) : (
          <Section
            title={t('send.total', { lines: n, suppliers: groups.length })}
            aside={f.money(value, board.currency)}
          >
            {unknown > 0 && <p className={shared.caption}>{t('send.unknownValue', { n: unknown })}</p>}
            <ul className={mergeClasses(shared.list, shared.card)} aria-label={t('send.groups')}>
              {groups.map((group) => (
                <li key={group.supplier ?? ''} className={styles.group}>
                  <span className={shared.grow}>
                    <span className={shared.strong}>{group.supplier ?? t('decide.noSupplier')}</span>{' '}
                    <span className={shared.caption}>{t('send.groupLines', { n: group.lines.length })}</span>
                  </span>
                  <span className={shared.figure}>{f.money(group.value, board.currency)}</span>
                </li>
              ))}
            </ul>
            <Limit currency={board.currency} />
          </Section>
        )}
        {confirming && n > 0 && (
          <Confirm
            question={t('send.confirm', {
              lines: n,
              suppliers: groups.length,
              money: f.money(value, board.currency),
            })}
            needsWord={value !== null && state.sendLimit !== null && value >= state.sendLimit}
            limit={f.money(state.sendLimit, board.currency)}
            button={t('send.confirmButton', { n })}
            onSend={send}
            onCancel={() => setConfirming(false)}
          />
        )}
        <Held board={board} />
        {n > 0 && <ExportList lines={lines} dataTime={board.dataTime} />}
        <SentList board={board} mayWithdraw={why === null && state.job === null} />
      </div>
    </PageFrame>
  );
}

/** Accepted lines that stay behind, and what would mend that. */
function Held({ board }: { board: DecisionBoard }) {
  const shared = useShared();
  const { t } = useDecideTexts();
  const held = (['plan_changed', 'no_quantity'] as const satisfies LineHold[]).flatMap((hold) => {
    const n = board.lines.filter((line) => line.hold === hold).length;
    return n ? [{ hold, n }] : [];
  });
  if (!held.length) return null;
  return (
    <Section title={t('send.held')}>
      {held.map(({ hold, n }) => (
        <p key={hold} className={shared.body}>
          {t(`send.${hold}`, { n })}
        </p>
      ))}
    </Section>
  );
}

function Confirm({
  question,
  needsWord,
  limit,
  button,
  onSend,
  onCancel,
}: {
  question: string;
  needsWord: boolean;
  limit: string;
  button: string;
  onSend: () => void;
  onCancel: () => void;
}) {
  const styles = useStyles();
  const shared = useShared();
  const { t } = useDecideTexts();
  const [typed, setTyped] = useState('');
  const word = t('send.word');
  const agreed = !needsWord || typed.trim().toLowerCase() === word.toLowerCase();
  return (
    <form
      className={mergeClasses(shared.card, shared.padded, styles.confirm)}
      role="alertdialog"
      aria-label={question}
      onSubmit={(event) => {
        event.preventDefault();
        if (agreed) onSend();
      }}
    >
      <p className={shared.strong} style={{ margin: 0 }}>
        {question}
      </p>
      {needsWord && (
        <Field label={t('send.typeWord', { limit, word })}>
          <Input autoFocus value={typed} onChange={(_, { value }) => setTyped(value)} />
        </Field>
      )}
      <div className={styles.buttons}>
        <Button type="submit" autoFocus={!needsWord} className={agreed ? styles.send : undefined} disabled={!agreed}>
          {button}
        </Button>
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}

/** From which sum a typed word is asked for; kept when the field is left. */
function Limit({ currency }: { currency: string }) {
  const styles = useStyles();
  const { session } = usePane();
  const { sendLimit } = useSessionState();
  const { t } = useDecideTexts();
  const [typed, setTyped] = useState(sendLimit === null ? '' : String(sendLimit));
  const keep = (): void => {
    const text = typed.trim().replace(/,/g, '');
    if (text === '') session.setSendLimit(null);
    else if (/^\d+(\.\d+)?$/.test(text)) session.setSendLimit(Number(text));
    else setTyped(sendLimit === null ? '' : String(sendLimit));
  };
  return (
    <Field label={`${t('send.limit')} (${currency})`} hint={t('send.limitHint')}>
      <Input
        className={styles.limit}
        inputMode="decimal"
        value={typed}
        onChange={(_, { value }) => setTyped(value)}
        onBlur={keep}
      />
    </Field>
  );
}

/** How the last sending ended, in words. */
function Outcome({ sending, state, texts }: { sending: Sending; state: SessionState; texts: DecideTexts }) {
  const styles = useStyles();
  const { t } = texts;
  const parts: string[] = [];
  if (sending.outcome === 'sent') {
    parts.push(t('send.done', { lines: sending.lines, suppliers: sending.proposals.length }));
    if (sending.again) parts.push(t('send.again', { n: sending.again }));
    if (sending.leftOut.length) parts.push(t('send.leftOut', { lines: sending.leftOut.join(', ') }));
    if (sending.unmarked) parts.push(t('send.unmarked'));
  } else if (sending.outcome === 'changed') parts.push(t('send.changed'));
  else if (sending.outcome === 'conflict') parts.push(t('send.conflict', { n: sending.conflicts.length }));
  else {
    const { problem, said } = sending;
    if (problem.code === 'forbidden') parts.push(t('send.failed', { why: t('send.why.no_right') }));
    else {
      const why = said ?? problemText(problem, state, texts as unknown as Parameters<typeof problemText>[2]);
      parts.push(said ?? t('send.failed', { why }));
      if (problem.code === 'no_answer' || problem.code === 'offline') parts.push(t('send.retry'));
    }
  }
  const good = sending.outcome === 'sent';
  return (
    <MessageBar intent={good ? 'success' : 'warning'} layout="multiline" role={good ? 'status' : 'alert'}>
      <MessageBarBody className={styles.wrap}>{parts.join(' ')}</MessageBarBody>
    </MessageBar>
  );
}
