import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { backtestVerdict } from '../../messages/backtest-words';
import type { BacktestOutcome } from '../session';
import { PageFrame } from '../shell/page-frame';
import { run, usePane, useSessionState } from '../ui/hooks';
import { BackTitle, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { CurveChart, curvesOf } from './curve-chart';
import { PointTable } from './point-table';
import { useProofTexts } from './texts';

/** A year, and as many items as take about a minute. */
const WEEKS = 52;
const ITEMS = 400;
const MOST_ITEMS = 20_000;

/** kept while the replay runs in the page's place */
let asked = String(ITEMS);

const useStyles = makeStyles({ actions: { display: 'flex', gap: '8px', flexWrap: 'wrap' } });

/** The plan replayed on the past beside two simple rules: what each would have cost and lost. */
export function ProofPage() {
  const shared = useShared();
  const { session } = usePane();
  const state = useSessionState();
  const { t } = useProofTexts();
  const [items, setItems] = useState(asked);
  const { backtest: outcome, job } = state;
  const count = Number(items);
  const isCount = Number.isInteger(count) && count >= 1 && count <= MOST_ITEMS;
  const known = state.workbook?.tables.some(({ table }) => table === 'TW_Sales') || state.workbook?.binding;

  return (
    <PageFrame
      label={t('proof.title')}
      footer={
        <Button
          appearance="primary"
          disabled={!known || job !== null || !isCount}
          onClick={() => run(session.backtest({ weeks: WEEKS, items: count }))}
        >
          {outcome ? t('proof.again') : t('proof.run', { weeks: WEEKS })}
        </Button>
      }
    >
      <div className={shared.page}>
        <BackTitle title={t('proof.title')} />
        <p className={shared.body}>{t('proof.lead')}</p>
        {!known && <p className={shared.body}>{t('proof.nothing')}</p>}
        {outcome && <Outcome outcome={outcome} />}
        <Field
          label={t('proof.items')}
          hint={t('proof.cost')}
          {...(isCount ? {} : { validationState: 'error', validationMessage: t('proof.wrong', { most: MOST_ITEMS }) })}
        >
          <Input
            type="number"
            min={1}
            max={MOST_ITEMS}
            step={100}
            value={items}
            onChange={(_, { value }) => {
              asked = value;
              setItems(value);
            }}
          />
        </Field>
        <Section title={t('proof.how')}>
          <p className={shared.caption}>{t('proof.howText')}</p>
          <p className={shared.caption}>{t('rule.minMaxIs')}</p>
          <p className={shared.caption}>{t('rule.fixedDaysIs')}</p>
        </Section>
      </div>
    </PageFrame>
  );
}

function Outcome({ outcome }: { outcome: BacktestOutcome }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { job } = useSessionState();
  const { t, f, language } = useProofTexts();
  const [table, setTable] = useState(false);
  const tableId = useId();
  const { points, currency } = outcome;
  const tiers = points.find(({ rule, value }) => rule === 'plan' && value === null);
  const inMoney = tiers?.capital !== null && tiers?.lostSales !== null;
  const amount = (value: number): string => (inMoney ? f.money(value, currency) : f.number(value));
  const curves = curvesOf(points, (rule) => t(`rule.${rule}`));
  const ends = (at: number): [string, string] => {
    const own = curves[at]?.points ?? [];
    return [amount(own[0]?.loss ?? 0), amount(own[own.length - 1]?.loss ?? 0)];
  };
  const [[planFrom, planTo], [minFrom, minTo], [daysFrom, daysTo]] = [ends(0), ends(1), ends(2)];
  return (
    <>
      <section className={shared.section}>
        {backtestVerdict(outcome, language).map((sentence) => (
          <p key={sentence} className={shared.strong}>
            {sentence}
          </p>
        ))}
        <p className={shared.caption}>
          {t('proof.done', {
            from: f.date(outcome.from),
            to: f.date(outcome.to),
            weeks: outcome.weeks,
            items: outcome.items,
          })}
        </p>
        <p className={shared.caption}>{t('proof.before')}</p>
        {(['leftOut', 'withoutLead', 'withoutCost', 'withoutPrice'] as const).map((id) =>
          outcome[id] > 0 ? (
            <p key={id} className={shared.caption}>
              {t(`proof.${id}`, { n: outcome[id] })}
            </p>
          ) : null,
        )}
      </section>
      <Section title={t('proof.curve')}>
        <CurveChart
          curves={curves}
          label={t('proof.curveText', { planFrom, planTo, minFrom, minTo, daysFrom, daysTo })}
          axes={
            inMoney ? [t('proof.axisCapital'), t('proof.axisLoss')] : [t('proof.axisUnits'), t('proof.axisLostUnits')]
          }
          numberText={amount}
        />
        <div className={styles.actions}>
          <Button size="small" aria-expanded={table} aria-controls={tableId} onClick={() => setTable(!table)}>
            {t(table ? 'proof.hideTable' : 'proof.table')}
          </Button>
          <Button size="small" disabled={job !== null} onClick={() => run(session.backtestSheet())}>
            {t('proof.sheet')}
          </Button>
        </div>
        <div id={tableId}>{table && <PointTable points={points} currency={currency} />}</div>
      </Section>
      {tiers && (
        <Section title={t('proof.tiers')}>
          <p className={shared.body}>
            {t('proof.tiersText', {
              inStock: f.percent(tiers.inStock, 1),
              lost: tiers.lostSales === null ? f.number(tiers.lostUnits) : f.money(tiers.lostSales, currency),
              capital: tiers.capital === null ? f.number(tiers.stockUnits) : f.money(tiers.capital, currency),
              writtenOff: f.money(tiers.writtenOff, currency),
              orders: tiers.orders,
            })}
          </p>
        </Section>
      )}
    </>
  );
}
