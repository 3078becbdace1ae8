import { Field, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { columnName, needsWarehouse } from '../session/own-mapping';
import { useSessionState } from '../ui/hooks';
import { Mark } from '../ui/mark';
import { useStyles as useShared } from '../ui/styles';
import { ColumnRow } from './column-row';
import { choose, hasWarehouseColumn, linesOf, patchMapping, type Draft } from './draft';
import { labelOf } from './meaning-label';
import { useOwnTexts } from './texts';

const useStyles = makeStyles({
  rule: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
});

/** Step 2: what each column holds. */
export function StepColumns({ draft, onDraft }: { draft: Draft; onDraft: (draft: Draft) => void }) {
  const styles = useStyles();
  const shared = useShared();
  const { t, language } = useOwnTexts();
  const { brand } = useSessionState();
  const [open, setOpen] = useState<number | null>(null);
  const { mapping } = draft;
  const named = (position: number): string => {
    const column = mapping.columns.find((candidate) => candidate.position === position);
    return column ? columnName(column) : '';
  };
  const asksWarehouse = !hasWarehouseColumn(draft) && (needsWarehouse(mapping) || mapping.warehouse !== null);
  return (
    <>
      <p className={shared.caption}>{t('own.columnsLead')}</p>
      {draft.claimed.map(({ meaning, positions }) => (
        <div key={meaning} className={shared.head} role="status">
          <Mark kind="warning" />
          <p className={shared.body}>
            {t('own.claimed', {
              meaning: labelOf(meaning, language),
              columns: positions.map(named).join(language === 'zh' ? '、' : ', '),
            })}
          </p>
        </div>
      ))}
      {asksWarehouse && (
        <Field label={t('own.warehouse')} hint={t('own.warehouseHint')}>
          <Input
            value={mapping.warehouse ?? ''}
            list="own-warehouses"
            onChange={(_, data) => onDraft(patchMapping(draft, { warehouse: data.value || null }))}
          />
        </Field>
      )}
      {asksWarehouse && (
        <datalist id="own-warehouses">
          {(brand?.warehouses ?? []).map((warehouse) => (
            <option key={warehouse.warehouse_id} value={warehouse.warehouse_id}>
              {(language === 'zh' && warehouse.name_zh) || warehouse.name}
            </option>
          ))}
        </datalist>
      )}
      <ul className={mergeClasses(shared.list, shared.card)}>
        {linesOf(draft).map((line) => (
          <li key={line.positions[0]} className={styles.rule}>
            <ColumnRow
              draft={draft}
              line={line}
              open={open === line.positions[0]}
              onOpen={() => setOpen(open === line.positions[0] ? null : (line.positions[0] ?? null))}
              onChoose={(meaning) => {
                onDraft(choose(draft, line.positions, meaning));
                setOpen(null);
              }}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
