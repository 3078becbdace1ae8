import { Button, Checkbox, Field, Input, Select, makeStyles, mergeClasses } from '@fluentui/react-components';
import type { DecisionLine } from '../session';
import { useWarehouseName } from '../ui/hooks';
import { useStyles as useShared } from '../ui/styles';
import { choicesOf, FILTER_COLUMNS, NO_FILTER, type FilterColumn, type LineFilter } from './filter';
import { planWord } from './line-text';
import { useDecideTexts } from './texts';

const useStyles = makeStyles({
  form: {
    padding: '8px 12px',
    display: 'flex',
    flexDirection: 'column',
    gap: '4px', // the list below gives way, or the fields would be squeezed out of sight
    overflowY: 'auto',
    flexShrink: 0,
    maxHeight: '55%',
    boxSizing: 'border-box',
  },
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(120px, 1fr))', gap: '4px 8px' },
  field: { minWidth: 0 },
  control: { minWidth: 0, width: '100%' },
});

const amount = (typed: string): number | null => {
  const text = typed.trim().replace(/,/g, '');
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
};

/** Which of the lines are listed, and so what the buttons act on. */
export function FilterForm({
  lines,
  filter,
  onFilter,
}: {
  lines: readonly DecisionLine[];
  filter: LineFilter;
  onFilter: (filter: LineFilter) => void;
}) {
  const styles = useStyles();
  const shared = useShared();
  const { t, language } = useDecideTexts();
  const warehouseName = useWarehouseName();
  const name = (column: FilterColumn, value: string): string => {
    if (column === 'warehouse') return warehouseName(value);
    if (column === 'supplier') return value || t('decide.noSupplier');
    return planWord(column, value, language) || '–';
  };
  return (
    <div className={mergeClasses(shared.card, styles.form)}>
      <div className={styles.grid}>
        {FILTER_COLUMNS.map((column) => (
          <Field key={column} label={t(`decide.${column}`)} size="small" className={styles.field}>
            <Select
              size="small"
              className={styles.control}
              value={filter.values[column] === undefined ? 'all' : `=${filter.values[column]}`}
              onChange={(_, { value }) => {
                const { [column]: _held, ...others } = filter.values;
                onFilter({ ...filter, values: value === 'all' ? others : { ...others, [column]: value.slice(1) } });
              }}
            >
              <option value="all">{t('decide.all')}</option>
              {choicesOf(lines, filter.state, column).map((value) => (
                <option key={value} value={`=${value}`}>
                  {name(column, value)}
                </option>
              ))}
            </Select>
          </Field>
        ))}
        <Field label={t('decide.over')} size="small" className={styles.field}>
          <Input
            size="small"
            className={styles.control}
            inputMode="decimal"
            defaultValue={filter.over === null ? '' : String(filter.over)}
            onChange={(_, { value }) => onFilter({ ...filter, over: amount(value) })}
          />
        </Field>
        <Field label={t('decide.under')} size="small" className={styles.field}>
          <Input
            size="small"
            className={styles.control}
            inputMode="decimal"
            defaultValue={filter.under === null ? '' : String(filter.under)}
            onChange={(_, { value }) => onFilter({ ...filter, under: amount(value) })}
          />
        </Field>
      </div>
      <Checkbox
        label={t('decide.changedOnly')}
        checked={filter.changedOnly}
        onChange={(_, { checked }) => onFilter({ ...filter, changedOnly: checked === true })}
      />
      <div>
        <Button size="small" onClick={() => onFilter({ state: filter.state, ...NO_FILTER })}>
          {t('decide.clear')}
        </Button>
      </div>
    </div>
  );
}
