import { Button, Field, Input, Radio, RadioGroup, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import { figure, type ItemRule, type ItemView, type PlanRecord } from '../session';
import { run, usePane, useSessionState } from '../ui/hooks';
import { useForecastTexts } from '../forecast/texts';
import { Mark } from '../ui/mark';
import { Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { readNumber } from './override-request';
import { serviceExchange, type ServiceExchange } from './service-exchange';
import { units } from './week-names';

/** Under this the proof counts as kept: it is made on a limited number of intervals. */
const MARGIN = 0.02;

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: '8px', padding: '12px' },
  short: { display: 'flex', gap: '8px', alignItems: 'baseline' },
  mark: { transform: 'translateY(1px)' },
  choice: { marginLeft: '-8px' },
  actions: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
  form: { display: 'flex', flexDirection: 'column', gap: '10px' },
});

/** What the service target is worth on the item's own past, and safety days beside it for who thinks in days. */
export function ServiceProof({ item, row }: { item: ItemView; row: PlanRecord }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { job } = useSessionState();
  const { t, f } = useForecastTexts();
  const [changing, setChanging] = useState(false);
  const target = figure(row.service_target);
  const proof = figure(row.service_proof);
  const textbook = figure(row.textbook_proof);
  const exchange = serviceExchange(row);
  if (target === null) return null;
  const share = (value: number | null): string => f.percent(value, 1);
  const points = proof === null ? 0 : Math.round((target - proof) * 1000) / 10;
  const { serviceLevel, safetyDays } = item.rules;
  const key = { sku: item.sku, warehouse: item.warehouse };

  return (
    <Section title={t('service.title')}>
      <div className={mergeClasses(shared.card, styles.box)}>
        <p className={shared.body}>
          {proof === null
            ? t('service.none', { target: share(target) })
            : textbook === null
              ? t('service.sentenceOwn', { target: share(target), proof: share(proof) })
              : t('service.sentence', { target: share(target), proof: share(proof), textbook: share(textbook) })}
        </p>
        {proof !== null && target - proof > MARGIN && (
          <p className={mergeClasses(shared.body, styles.short)}>
            <span className={styles.mark}>
              <Mark kind="warning" />
            </span>
            {t('service.short', { points })}
          </p>
        )}
        {proof !== null && <p className={shared.caption}>{t('service.why')}</p>}
        {exchange && (
          <p className={shared.body}>
            {t('service.now', {
              units: units(exchange.safetyStock, f),
              days: f.number(exchange.safetyDays, 1),
              service: share(exchange.serviceOf(exchange.safetyDays)),
            })}
          </p>
        )}
        {safetyDays !== null ? (
          <p className={shared.caption}>{t('service.ruleDays', { days: f.number(safetyDays, 1) })}</p>
        ) : (
          serviceLevel !== null && (
            <p className={shared.caption}>{t('service.ruleLevel', { service: share(serviceLevel) })}</p>
          )
        )}
        {changing && (
          <RuleForm
            item={item}
            exchange={exchange}
            onDone={() => setChanging(false)}
            start={safetyDays !== null ? 'safety_days' : 'service_level'}
          />
        )}
        {!changing && (
          <div className={styles.actions}>
            <Button size="small" onClick={() => setChanging(true)}>
              {t('service.change')}
            </Button>
            {(safetyDays !== null || serviceLevel !== null) && (
              <Button
                size="small"
                appearance="subtle"
                disabled={job !== null}
                onClick={() => run(session.setItemRule(key, 'service_level', null))}
              >
                {t('service.end')}
              </Button>
            )}
          </div>
        )}
      </div>
    </Section>
  );
}

/** A service level or safety days for the SKU; whichever is typed, the other is shown. */
function RuleForm({
  item,
  exchange,
  start,
  onDone,
}: {
  item: ItemView;
  exchange: ServiceExchange | null;
  start: ItemRule;
  onDone: () => void;
}) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { job } = useSessionState();
  const { t, f } = useForecastTexts();
  const startText = (rule: ItemRule): string => {
    if (rule === 'safety_days')
      return String(item.rules.safetyDays ?? (exchange ? Math.round(exchange.safetyDays * 10) / 10 : ''));
    const level = item.rules.serviceLevel ?? exchange?.service ?? null;
    return level === null ? '' : String(Math.round(level * 10_000) / 100);
  };
  const [rule, setRule] = useState<ItemRule>(start);
  const [typed, setTyped] = useState(() => startText(start));
  const read = readNumber(typed);
  const byDays = rule === 'safety_days';
  const value =
    read === null
      ? null
      : byDays
        ? read >= 0 && read <= 365
          ? read
          : null
        : read >= 50 && read <= 99.99
          ? read / 100
          : null;
  const implied =
    value === null || !exchange
      ? null
      : byDays
        ? t('service.impliedLevel', {
            service: f.percent(exchange.serviceOf(value), 1),
            units: units(exchange.unitsOf(value), f),
          })
        : t('service.impliedDays', {
            days: f.number(exchange.daysOf(value), 1),
            units: units(exchange.unitsOf(exchange.daysOf(value)), f),
          });
  const keep = (event: FormEvent): void => {
    event.preventDefault();
    if (value === null) return;
    const stored = byDays ? value : Math.round(value * 1e6) / 1e6;
    run(session.setItemRule({ sku: item.sku, warehouse: item.warehouse }, rule, stored).then(onDone));
  };
  return (
    <form className={styles.form} onSubmit={keep} noValidate>
      <RadioGroup
        className={styles.choice}
        layout="horizontal"
        value={rule}
        aria-label={t('service.by')}
        onChange={(_, data) => {
          const next = data.value as ItemRule;
          setRule(next);
          setTyped(startText(next));
        }}
      >
        <Radio value="service_level" label={<span className={shared.choice}>{t('service.byLevel')}</span>} />
        <Radio value="safety_days" label={<span className={shared.choice}>{t('service.byDays')}</span>} />
      </RadioGroup>
      <Field
        label={t(byDays ? 'service.days' : 'service.level')}
        {...(value === null
          ? {
              validationState: 'error' as const,
              validationMessage: t(byDays ? 'service.daysWrong' : 'service.levelWrong'),
            }
          : {})}
      >
        <Input autoFocus value={typed} inputMode="decimal" onChange={(_, data) => setTyped(data.value)} />
      </Field>
      {implied && (
        <p className={shared.caption} role="status">
          {implied}
        </p>
      )}
      <p className={shared.caption}>{t('service.scope')}</p>
      <div className={styles.actions}>
        <Button type="submit" size="small" disabled={value === null || job !== null}>
          {t('service.keep', { sku: item.sku })}
        </Button>
        <Button size="small" appearance="subtle" onClick={onDone}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}
