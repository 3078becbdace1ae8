import { mergeClasses } from '@fluentui/react-components';
import { Fragment } from 'react';
import { settingText } from '../../messages/backtest-words';
import type { BacktestResult } from '../../planning/backtest/types';
import { useTableStyles } from '../item/table-styles';
import { useStyles as useShared } from '../ui/styles';
import { useProofTexts } from './texts';

const RULES = ['plan', 'min_max', 'fixed_days'] as const;

/** Every setting of every rule with its figures. */
export function PointTable({ points, currency }: Pick<BacktestResult, 'points' | 'currency'>) {
  const styles = useTableStyles();
  const shared = useShared();
  const { t, f, language } = useProofTexts();
  const money = (amount: number | null, units: number | null): string =>
    amount === null ? f.number(units) : f.money(amount, currency);
  const heads = [
    t('column.setting'),
    t('column.inStock'),
    t('column.lost'),
    t('column.capital'),
    t('column.writtenOff'),
    t('column.orders'),
    t('column.bullwhip'),
  ];
  return (
    <div className={mergeClasses(shared.card, styles.box)} tabIndex={0} role="group" aria-label={t('proof.curve')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className={styles.head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {RULES.map((rule) => (
            <Fragment key={rule}>
              <tr>
                <th scope="colgroup" colSpan={heads.length} className={mergeClasses(styles.cell, styles.name)}>
                  <strong>{t(`rule.${rule}`)}</strong>
                </th>
              </tr>
              {points
                .filter((point) => point.rule === rule)
                .map((point) => (
                  <tr key={String(point.value)}>
                    <th scope="row" className={mergeClasses(styles.cell, styles.name)}>
                      {settingText(point, language)}
                    </th>
                    <td className={styles.cell}>{f.percent(point.inStock, 1)}</td>
                    <td className={styles.cell}>{money(point.lostSales, point.lostUnits)}</td>
                    <td className={styles.cell}>{money(point.capital, point.stockUnits)}</td>
                    <td className={styles.cell}>{money(point.writtenOff, null)}</td>
                    <td className={styles.cell}>{f.number(point.orders)}</td>
                    <td className={styles.cell}>{f.number(point.bullwhip, 1)}</td>
                  </tr>
                ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}
