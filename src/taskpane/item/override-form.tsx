import { Button, Field, Input, Radio, RadioGroup, Select, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import { addDays } from '../../tables/weeks';
import type { ItemView } from '../session';
import { run, usePane, useSessionState } from '../ui/hooks';
import { useForecastTexts } from '../forecast/texts';
import { useStyles as useShared } from '../ui/styles';
import { chosenWeeks, openWeeks, readDraft, type OverrideDraft, type OverrideField } from './override-request';
import { units, weekName } from './week-names';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '10px', padding: '12px' },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
    gap: '10px',
    alignItems: 'start',
  },
  field: { minWidth: 0, '& > *': { minWidth: 0 } },
  choice: { marginLeft: '-8px' },
  actions: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
});

/** A planner's own number for one week or a run of weeks, signed, with a reason and an end. */
export function OverrideForm({ item, onDone }: { item: ItemView; onDone: () => void }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { planner, job } = useSessionState();
  const texts = useForecastTexts();
  const { t, f } = texts;
  const weeks = openWeeks(item);
  const [draft, setDraft] = useState<OverrideDraft>(() => ({
    from: weeks[0]?.monday ?? '',
    to: weeks[0]?.monday ?? '',
    by: 'units',
    typed: '',
    reason: '',
    author: planner,
    expires: item.asOf ? addDays(item.asOf, item.rules.overrideDays) : '',
  }));
  // what is missing is said once somebody tried to keep it
  const [tried, setTried] = useState(false);
  const { request, wrong, was, now } = readDraft(draft, weeks, item.asOf);
  const chosen = chosenWeeks(weeks, draft);
  const set = (patch: Partial<OverrideDraft>): void => setDraft((held) => ({ ...held, ...patch }));
  const says = (field: OverrideField, text: string) =>
    tried && wrong.includes(field) ? { validationState: 'error' as const, validationMessage: text } : {};

  const keep = (event: FormEvent): void => {
    event.preventDefault();
    if (!request) {
      setTried(true);
      return;
    }
    if (request.author !== planner) session.setPlanner(request.author);
    run(session.override({ sku: item.sku, warehouse: item.warehouse }, request).then(onDone));
  };
  const options = weeks.map((week) => (
    <option key={week.monday} value={week.monday}>
      {weekName(week, texts)}
    </option>
  ));

  return (
    <form
      className={mergeClasses(shared.card, styles.form)}
      onSubmit={keep}
      aria-label={t('override.title')}
      noValidate
    >
      <div className={styles.pair}>
        <Field label={t('override.from')} className={styles.field}>
          <Select
            autoFocus
            value={draft.from}
            onChange={(_, { value: from }) =>
              setDraft((held) => ({ ...held, from, to: held.to < from ? from : held.to }))
            }
          >
            {options}
          </Select>
        </Field>
        <Field label={t('override.to')} className={styles.field}>
          <Select
            value={draft.to}
            onChange={(_, { value: to }) =>
              setDraft((held) => ({ ...held, to, from: held.from > to ? to : held.from }))
            }
          >
            {options}
          </Select>
        </Field>
      </div>
      <RadioGroup
        className={styles.choice}
        layout="horizontal"
        value={draft.by}
        aria-label={t('override.how')}
        onChange={(_, { value }) => set({ by: value as OverrideDraft['by'], typed: '' })}
      >
        <Radio value="units" label={<span className={shared.choice}>{t('override.units')}</span>} />
        <Radio value="share" label={<span className={shared.choice}>{t('override.share')}</span>} />
      </RadioGroup>
      <Field
        label={t(draft.by === 'units' ? 'override.quantity' : 'override.percent')}
        className={styles.field}
        {...(wrong.includes('weeks') && draft.by === 'share'
          ? { validationState: 'error' as const, validationMessage: t('override.unknown') }
          : says('typed', t(draft.by === 'units' ? 'override.quantityWrong' : 'override.percentWrong')))}
      >
        <Input value={draft.typed} inputMode="decimal" onChange={(_, { value }) => set({ typed: value })} />
      </Field>
      <p className={shared.caption} role="status">
        {t(chosen.length > 1 ? 'override.besideWeeks' : 'override.beside', {
          weeks: chosen.length,
          was: units(was, f),
          now: units(now, f),
        })}
      </p>
      <Field
        label={t('override.reason')}
        className={styles.field}
        hint={t('override.reasonHint')}
        {...says('reason', t('override.reasonWrong'))}
      >
        <Input value={draft.reason} maxLength={200} onChange={(_, { value }) => set({ reason: value })} />
      </Field>
      <div className={styles.pair}>
        <Field label={t('override.author')} className={styles.field} {...says('author', t('override.authorWrong'))}>
          <Input value={draft.author} maxLength={60} onChange={(_, { value }) => set({ author: value })} />
        </Field>
        <Field
          label={t('override.expires')}
          className={styles.field}
          {...says('expires', t('override.expiresWrong', { date: item.asOf ? f.date(item.asOf) : '' }))}
        >
          <Input
            type="date"
            value={draft.expires}
            {...(item.asOf ? { min: addDays(item.asOf, 1) } : {})}
            onChange={(_, { value }) => set({ expires: value })}
          />
        </Field>
      </div>
      <p className={shared.caption}>{t('override.expiresHint')}</p>
      <div className={styles.actions}>
        <Button type="submit" disabled={job !== null || !chosen.length}>
          {t('override.keep', { n: chosen.length })}
        </Button>
        <Button appearance="subtle" onClick={onDone}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}
