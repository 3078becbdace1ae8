import { Link, Select, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { DEMAND_CLASS_WORDS, type AccuracyGroup, type AccuracyRow } from '../../tables';
import { useKeyText, useLasting, usePane, useSessionState } from '../ui/hooks';
import { problemText } from '../ui/problem-text';
import { Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { signed, units } from '../item/week-names';
import { accuracyOf } from './measures';
import { useForecastTexts } from './texts';
import { useAsked } from './use-asked';
import { useShowItem } from './use-show-item';

const GROUPS = ['class', 'horizon', 'version', 'item'] as const satisfies readonly AccuracyGroup[];
type Group = (typeof GROUPS)[number];

const useStyles = makeStyles({
  box: { overflowX: 'auto' },
  table: { borderCollapse: 'collapse', width: '100%', fontSize: '12px', lineHeight: '17px' },
  head: { textAlign: 'right', fontWeight: 600, padding: '4px 6px', whiteSpace: 'nowrap', verticalAlign: 'bottom' },
  cell: {
    textAlign: 'right',
    padding: '5px 6px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    whiteSpace: 'nowrap',
  },
  name: {
    position: 'sticky',
    left: 0,
    textAlign: 'left',
    fontWeight: 400,
    minWidth: '76px',
    maxWidth: '132px',
    whiteSpace: 'normal',
    overflowWrap: 'anywhere',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  link: { textAlign: 'left', fontSize: '12px' },
});

/** The measures by kind of demand, weeks ahead, version or item, one line each. */
export function AccuracyTable({ stands }: { stands: string }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const state = useSessionState();
  const texts = useForecastTexts();
  const { t, f } = texts;
  const [by, setBy] = useState<Group>('class');
  const { answer, problem, loading } = useAsked(`${stands} ${by}`, () => session.forecastAccuracy(by));
  const waiting = useLasting(loading);
  const shown = answer?.by === by ? answer : null;
  return (
    <Section
      title={t('measure.accuracy')}
      end={
        <Select
          size="small"
          value={by}
          aria-label={t('accuracy.by')}
          onChange={(_, { value }) => setBy(value as Group)}
        >
          {GROUPS.map((group) => (
            <option key={group} value={group}>
              {t(`accuracy.by.${group}`)}
            </option>
          ))}
        </Select>
      }
    >
      {shown && (
        <div
          className={mergeClasses(shared.card, styles.box)}
          tabIndex={0}
          role="region"
          aria-label={t('accuracy.table', { by: t(`accuracy.by.${by}`) })}
        >
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col" className={mergeClasses(styles.head, styles.name)}>
                  {t(`accuracy.by.${by}`)}
                </th>
                {(['accuracy', 'bias', 'mase', 'rmsse', 'pinball', 'coverage', 'pairs'] as const).map((measure) => (
                  <th key={measure} scope="col" className={styles.head}>
                    {t(`measure.${measure}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.rows.map((row) => (
                <tr key={`${row.group}|${row.sku_id ?? ''}|${row.warehouse_id ?? ''}`}>
                  <th scope="row" className={mergeClasses(styles.cell, styles.name)}>
                    <RowName row={row} by={by} />
                  </th>
                  <td className={styles.cell}>{f.percent(accuracyOf(row), 0)}</td>
                  <td className={styles.cell}>
                    {row.bias === null ? f.number(null) : `${signed(row.bias * 100, f)}%`}
                  </td>
                  <td className={styles.cell}>{f.number(row.mase, 2)}</td>
                  <td className={styles.cell}>{f.number(row.rmsse, 2)}</td>
                  <td className={styles.cell}>{units(row.pinball, f)}</td>
                  <td className={styles.cell}>{f.percent(row.coverage, 0)}</td>
                  <td className={styles.cell}>{f.number(row.pairs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown && shown.more > 0 && <p className={shared.caption}>{t('accuracy.more', { n: shown.more })}</p>}
      {!shown && waiting && (
        <p className={shared.caption} role="status">
          {t('page.loading')}
        </p>
      )}
      {!shown && problem && <p className={shared.caption}>{problemText(problem, state, texts)}</p>}
    </Section>
  );
}

function RowName({ row, by }: { row: AccuracyRow; by: Group }) {
  const styles = useStyles();
  const { t, language } = useForecastTexts();
  const keyText = useKeyText();
  const showItem = useShowItem();
  switch (by) {
    case 'class':
      return DEMAND_CLASS_WORDS[row.group]?.[language] ?? row.group;
    case 'horizon':
      return t('accuracy.horizon', { n: Number(row.group) });
    case 'version':
      return t('accuracy.version', { n: row.group });
    case 'item': {
      const { sku_id: sku, warehouse_id: warehouse } = row;
      if (sku === null || warehouse === null) return row.group;
      return (
        <Link as="button" className={styles.link} onClick={() => showItem(sku, warehouse)}>
          {keyText([sku, warehouse])}
        </Link>
      );
    }
  }
}
