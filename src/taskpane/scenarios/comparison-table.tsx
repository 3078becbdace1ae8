import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { measureText, scenarioParts, scenarioWords } from '../../messages/scenario-words';
import { shortAmount } from '../../messages/formats';
import type { ComparedMeasure } from '../../planning/scenario/types';
import type { ScenarioBoard } from '../session';
import { useStyles as useShared } from '../ui/styles';
import { useScenarioTexts } from './texts';

const useStyles = makeStyles({
  scroll: { overflowX: 'auto' },
  table: { borderCollapse: 'collapse', width: '100%', fontSize: '12px', lineHeight: '17px' },
  cell: { padding: '5px 6px', textAlign: 'right', whiteSpace: 'normal', verticalAlign: 'top' },
  name: { textAlign: 'left', whiteSpace: 'normal', minWidth: '84px', fontWeight: 400 },
  row: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
});

/** Every measure of the base plan and of the scenarios, with the difference and whether that is better, as a word. */
export function ComparisonTable({ board }: { board: ScenarioBoard }) {
  const styles = useStyles();
  const shared = useShared();
  const { t, language } = useScenarioTexts();
  const { comparison, scenarios } = board;
  if (!comparison) return null;
  const { currency } = comparison;
  const words = scenarioWords(language);
  const short = (value: number | null, measure: ComparedMeasure, difference = false): string => {
    if (measure.unit !== 'money' || value === null) return measureText(value, measure, currency, language, difference);
    const text = shortAmount(value, language);
    return difference && value >= 0.5 ? `+${text}` : text;
  };
  const judged = ({ better, unit }: ComparedMeasure, difference: number | null): string => {
    if (better === null || difference === null) return '';
    if (Math.abs(difference) < (unit === 'share' ? 0.0005 : 0.5)) return '';
    return t(difference > 0 === (better === 'more') ? 'scenarios.better' : 'scenarios.worse');
  };
  return (
    <div
      className={mergeClasses(shared.card, styles.scroll)}
      tabIndex={0}
      role="region"
      aria-label={t('scenarios.result')}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={mergeClasses(styles.cell, styles.name)}>
              {t('scenarios.measure')}
            </th>
            <th scope="col" className={styles.cell}>
              {t('scenarios.base')}
            </th>
            {scenarios.map(({ name, scenario }, at) => (
              <th key={at} scope="col" className={styles.cell}>
                {name || t('scenarios.nth', { n: at + 1 })}
                <br />
                <span className={shared.caption}>
                  {Object.values(scenarioParts(scenario, currency, language)).join(' · ')}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {comparison.measures.map((measure) => (
            <tr key={measure.id} className={styles.row}>
              <th scope="row" className={mergeClasses(styles.cell, styles.name)}>
                {words[measure.id]}
                {measure.unit === 'money' && <span className={shared.caption}> {currency}</span>}
              </th>
              <td className={styles.cell}>{short(measure.base, measure)}</td>
              {measure.scenarios.map(({ value, difference }, at) => (
                <td key={at} className={styles.cell}>
                  {short(value, measure)}
                  <br />
                  <span className={shared.caption}>
                    {[short(difference, measure, true), judged(measure, difference)].filter(Boolean).join(' · ')}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
