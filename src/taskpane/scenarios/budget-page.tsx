import { Button, Field, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { PlanRow } from '../../planning/types';
import type { PlanOutcome } from '../session';
import { PageFrame } from '../shell/page-frame';
import { run, useKeyText, usePane, useSessionState } from '../ui/hooks';
import { BackTitle, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { typedNumber } from './draft';
import { useScenarioTexts } from './texts';

const SHOWN = 10;

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: '2px 12px',
    margin: 0,
    padding: '10px 12px',
  },
  value: { margin: 0, textAlign: 'right', fontWeight: 600 },
  line: {
    display: 'flex',
    gap: '8px',
    padding: '6px 12px',
    ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  form: { display: 'flex', flexDirection: 'column', gap: '8px', alignItems: 'flex-start' },
  field: { width: '100%' },
  buttons: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
});

/** The money of a plan: what it spends, what was cut, what a little more would buy; and its limit, as a row of the Policy sheet. */
export function BudgetPage() {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const { planned: plan, job } = useSessionState();
  const { t } = useScenarioTexts();
  return (
    <PageFrame
      label={t('budget.title')}
      footer={
        <Button
          appearance="primary"
          disabled={job !== null}
          onClick={() => (plan ? run(session.plan()) : navigation.go({ page: 'plan' }))}
        >
          {t(plan ? 'action.planAgain' : 'plan.title')}
        </Button>
      }
    >
      <div className={shared.page}>
        <BackTitle title={t('budget.title')} />
        {plan ? <PlanMoney plan={plan} /> : <p className={shared.body}>{t('budget.noPlan')}</p>}
        <div className={styles.form}>
          <BudgetForm />
        </div>
      </div>
    </PageFrame>
  );
}

function PlanMoney({ plan }: { plan: PlanOutcome }) {
  const styles = useStyles();
  const shared = useShared();
  const { t, f } = useScenarioTexts();
  const { limits, currency } = plan;
  const money = (amount: number | null): string => f.money(amount, currency);
  const cut = plan.rows.filter((row) => row.reason === 'over_budget');
  const facts: [string, string][] = [
    ...(limits.budget === null ? [] : [[t('budget.set'), money(limits.budget)] as [string, string]]),
    [t('budget.spent'), money(limits.spent)],
    ...(limits.budget === null
      ? []
      : ([
          [t('budget.wanted'), money(limits.wanted)],
          [t('budget.left'), money(limits.spent === null ? null : limits.budget - limits.spent)],
        ] as [string, string][])),
  ];
  return (
    <>
      <section className={shared.section}>
        {limits.budget === null && <p className={shared.body}>{t('budget.none')}</p>}
        <dl className={mergeClasses(shared.card, styles.facts)}>
          {facts.map(([label, value]) => (
            <div key={label} style={{ display: 'contents' }}>
              <dt className={shared.body}>{label}</dt>
              <dd className={styles.value}>{value}</dd>
            </div>
          ))}
        </dl>
        {limits.budget !== null && limits.gap !== null && (
          <p className={shared.caption}>
            {limits.gap < 0.0005 ? t('budget.best') : t('budget.gap', { share: f.percent(limits.gap) })}
          </p>
        )}
        {limits.withoutCost > 0 && (
          <p className={shared.caption}>{t('budget.withoutCost', { n: limits.withoutCost })}</p>
        )}
      </section>
      {limits.budget !== null && (
        <Section title={t('budget.cut')}>
          <p className={shared.caption}>{cut.length ? t('budget.cutLines', { n: cut.length }) : t('budget.noCut')}</p>
          <Lines
            rows={cut}
            text={(row) => t('budget.lineCut', { wanted: f.number(row.wanted_qty), qty: f.number(row.order_qty ?? 0) })}
            end={(row) => returnText(row.capital_return, t, f)}
          />
        </Section>
      )}
      <Section title={t('budget.next', { amount: money(limits.next.amount) })}>
        {limits.next.lines.length === 0 ? (
          <p className={shared.caption}>{t('budget.nextNone')}</p>
        ) : (
          <Lines
            rows={limits.next.lines}
            text={(line) => t('budget.line', { qty: line.quantity, value: money(line.value) })}
            end={(line) => returnText(line.capitalReturn, t, f)}
          />
        )}
      </Section>
      <Ranking plan={plan} />
      {limits.lanes.some(({ wanted, bought }) => bought < wanted) && (
        <Section title={t('budget.lanes')}>
          {limits.lanes
            .filter(({ wanted, bought }) => bought < wanted)
            .map(({ lane_id, wanted, bought, capacity }) => (
              <p key={lane_id} className={shared.body}>
                {t('budget.lane', {
                  lane: lane_id,
                  wanted: f.number(wanted),
                  bought: f.number(bought),
                  capacity: f.number(capacity),
                })}
              </p>
            ))}
        </Section>
      )}
    </>
  );
}

type T = ReturnType<typeof useScenarioTexts>;
const returnText = (share: number | null, t: T['t'], f: T['f']): string =>
  share === null ? t('budget.noReturn') : t('budget.return', { share: f.percent(share, 0) });

/** Buys that are placed, the one whose money works hardest first; unknown returns last. */
function Ranking({ plan }: { plan: PlanOutcome }) {
  const shared = useShared();
  const { t, f } = useScenarioTexts();
  const buys = plan.rows
    .filter((row: PlanRow) => row.action === 'buy' && (row.order_qty ?? 0) > 0)
    .sort((a, b) => (b.capital_return ?? -Infinity) - (a.capital_return ?? -Infinity));
  if (!buys.length) return null;
  return (
    <Section title={t('budget.ranking')}>
      <p className={shared.caption}>{t('budget.rankingHint')}</p>
      <Lines
        rows={buys}
        text={(row) => t('budget.line', { qty: row.order_qty ?? 0, value: f.money(row.value, plan.currency) })}
        end={(row) => returnText(row.capital_return, t, f)}
      />
    </Section>
  );
}

/** The first lines of a list, each leading to its item. */
function Lines<Row extends { sku_id: string; warehouse_id: string }>({
  rows,
  text,
  end,
}: {
  rows: readonly Row[];
  text: (row: Row) => string;
  end: (row: Row) => ReactNode;
}) {
  const styles = useStyles();
  const shared = useShared();
  const keyText = useKeyText();
  const { session, navigation } = usePane();
  const { t } = useScenarioTexts();
  const [count, setCount] = useState(SHOWN);
  if (!rows.length) return null;
  return (
    <div className={shared.card}>
      {rows.slice(0, count).map((row) => (
        <button
          key={`${row.sku_id}\n${row.warehouse_id}`}
          type="button"
          className={mergeClasses(shared.rowButton, styles.line)}
          onClick={() => {
            session.showItem({ sku: row.sku_id, warehouse: row.warehouse_id });
            navigation.go({ page: 'item' });
          }}
        >
          <span className={shared.grow}>
            <span className={shared.strong}>{keyText([row.sku_id, row.warehouse_id])}</span>
            <br />
            <span className={shared.body}>{text(row)}</span>
          </span>
          <span className={shared.caption}>{end(row)}</span>
        </button>
      ))}
      {rows.length > count && (
        <button
          type="button"
          className={mergeClasses(shared.rowButton, styles.line)}
          onClick={() => setCount(count + 5 * SHOWN)}
        >
          <span className={shared.caption}>{t('budget.rest', { n: rows.length - count })}</span>
        </button>
      )}
    </div>
  );
}

function BudgetForm() {
  const styles = useStyles();
  const { session } = usePane();
  const { job, workbook, plan } = useSessionState();
  const { t, f } = useScenarioTexts();
  const [typed, setTyped] = useState('');
  const currency = workbook?.binding?.currency ?? '';
  const amount = typedNumber(typed);
  const wrong = amount !== null && !(amount >= 0 && amount <= 1e15);
  const limited = plan !== null && plan.limits.budget !== null;
  return (
    <form
      className={mergeClasses(styles.form, styles.field)}
      onSubmit={(event) => {
        event.preventDefault();
        if (amount !== null && !wrong) run(session.setBudget(amount).then(() => setTyped('')));
      }}
    >
      <Field
        label={t('budget.field', { currency })}
        hint={t('budget.fieldHint')}
        className={styles.field}
        {...(wrong ? { validationState: 'error' as const, validationMessage: t('budget.wrong') } : {})}
      >
        <Input inputMode="decimal" value={typed} onChange={(_, { value }) => setTyped(value)} />
      </Field>
      <div className={styles.buttons}>
        <Button type="submit" disabled={amount === null || wrong || job !== null}>
          {t('budget.write', { amount: f.money(wrong ? null : amount, currency) })}
        </Button>
        {limited && (
          <Button appearance="subtle" disabled={job !== null} onClick={() => run(session.setBudget(null))}>
            {t('budget.off')}
          </Button>
        )}
      </div>
    </form>
  );
}
