import { Button, Checkbox, Field, Input, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useState } from 'react';
import type { NamedScenario } from '../session';
import { useStyles as useShared } from '../ui/styles';
import { draftOf, isBase, scenarioOf, type DraftField, type ScenarioDraft } from './draft';
import { useScenarioTexts } from './texts';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(120px, 1fr))', gap: '4px 8px' },
  field: { minWidth: 0 },
  control: { minWidth: 0, width: '100%' },
  foot: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap' },
});

/** One scenario: what differs from the base plan. What cannot be read says so and does not count. */
export function ScenarioForm({
  named,
  currency,
  onChange,
  onRemove,
}: {
  named: NamedScenario;
  currency: string;
  onChange: (named: NamedScenario) => void;
  onRemove: () => void;
}) {
  const styles = useStyles();
  const shared = useShared();
  const { t } = useScenarioTexts();
  const [draft, setDraft] = useState<ScenarioDraft>(() => draftOf(named));
  const { wrong } = scenarioOf(draft);
  const set = (patch: Partial<ScenarioDraft>): void => {
    const next = { ...draft, ...patch };
    setDraft(next);
    onChange({ name: next.name, scenario: scenarioOf(next).scenario });
  };
  const field = (id: DraftField, label: string) => (
    <Field
      label={label}
      className={styles.field}
      size="small"
      {...(id === 'budget' ? { hint: t('scenarios.budgetHint') } : {})}
      {...(wrong.includes(id)
        ? { validationState: 'error' as const, validationMessage: t(`scenarios.${id}Wrong`) }
        : {})}
    >
      <Input
        className={styles.control}
        size="small"
        inputMode="decimal"
        value={draft[id]}
        disabled={id === 'budget' && draft.noBudget}
        onChange={(_, { value }) => set({ [id]: value })}
      />
    </Field>
  );
  return (
    <li className={mergeClasses(shared.card, shared.padded)}>
      <Field label={t('scenarios.name')} size="small">
        <Input size="small" value={draft.name} maxLength={40} onChange={(_, { value }) => set({ name: value })} />
      </Field>
      <div className={styles.grid}>
        {field('leadDays', t('scenarios.leadDays'))}
        {field('demandShare', t('scenarios.demandShare'))}
        {field('serviceLevel', t('scenarios.serviceLevel'))}
        {field('budget', t('scenarios.budget', { currency }))}
      </div>
      <div className={styles.foot}>
        <Checkbox
          label={t('scenarios.noBudget')}
          checked={draft.noBudget}
          onChange={(_, { checked }) => set({ noBudget: checked === true })}
        />
        <Button size="small" aria-label={t('scenarios.removeOf', { name: draft.name })} onClick={onRemove}>
          {t('scenarios.remove')}
        </Button>
      </div>
      {wrong.length === 0 && isBase(scenarioOf(draft).scenario) && (
        <p className={shared.caption}>{t('scenarios.same')}</p>
      )}
    </li>
  );
}
