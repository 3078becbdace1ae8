import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReferencePlace } from '../../workbook/formula';

import { useFunctionTexts } from '../functions/texts';
import { useStyles as useShared } from '../ui/styles';
import { addressOf, inputText, missingText, parameterName, placeWords, whereText } from './input-text';
import type { CellExplanation } from './types';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' },
  row: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  here: { backgroundColor: tokens.colorNeutralBackground1Selected },
  name: { padding: '6px 8px 6px 12px', textAlign: 'left', fontWeight: 'normal', verticalAlign: 'top' },
  value: { padding: '6px 12px 6px 0', verticalAlign: 'top', overflowWrap: 'anywhere' },
  figure: { textAlign: 'right', fontSize: '14px', lineHeight: '20px' },
  code: { overflowWrap: 'anywhere' },
  places: { display: 'flex', flexWrap: 'wrap', gap: '0 12px' },
  place: {
    border: 'none',
    background: 'none',
    padding: '6px 0',
    margin: '-3px 0',
    minHeight: '32px',
    font: 'inherit',
    fontSize: '12px',
    lineHeight: '17px',
    textAlign: 'left',
    cursor: 'pointer',
    overflowWrap: 'anywhere',
    color: tokens.colorBrandForegroundLink,
    ':hover': { textDecoration: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, borderRadius: '2px' },
  },
});

/** Inputs with what the function got and where it lies; a place is a way to its cells. */
export function InputTable({
  explanation,
  onInput,
  goTo,
}: {
  explanation: CellExplanation;
  onInput: number | null;
  goTo: (place: ReferencePlace) => void;
}) {
  const styles = useStyles();
  const shared = useShared();
  const texts = useFunctionTexts();
  const { t, language } = texts;
  return (
    <div className={shared.card}>
      <table className={styles.table}>
        <caption className={shared.hidden}>{t('explain.inputs')}</caption>
        <colgroup>
          <col style={{ width: '60%' }} />
          <col style={{ width: '40%' }} />
        </colgroup>
        <thead className={shared.hidden}>
          <tr>
            <th scope="col">{t('explain.input')}</th>
            <th scope="col">{t('explain.value')}</th>
          </tr>
        </thead>
        <tbody>
          {explanation.inputs.map((input, at) => {
            const { parameter, places, isReference, text } = input;
            const missing = missingText(input, texts);
            const where = places.length === 0 ? whereText(input, texts) : '';
            return (
              <tr
                key={parameter.name}
                className={mergeClasses(styles.row, at === onInput && styles.here)}
                aria-current={at === onInput ? 'true' : undefined}
              >
                <th scope="row" className={styles.name}>
                  <div className={mergeClasses(shared.body, styles.code)}>{parameterName(parameter, language)}</div>
                  {language === 'zh' && (
                    <div className={mergeClasses(shared.caption, styles.code)}>{parameter.name}</div>
                  )}
                  {places.length > 0 && !isReference && <div className={shared.caption}>{text}</div>}
                  {places.length > 0 && (
                    <div className={styles.places}>
                      {places.map((place) => (
                        <button
                          key={addressOf(place)}
                          type="button"
                          className={styles.place}
                          aria-label={t('explain.go', { address: addressOf(place) })}
                          onClick={() => goTo(place)}
                        >
                          {[addressOf(place), placeWords(place)].filter(Boolean).join(' · ')}
                        </button>
                      ))}
                    </div>
                  )}
                  {where !== '' && <div className={shared.caption}>{where}</div>}
                </th>
                <td className={styles.value}>
                  {missing ? (
                    <div className={shared.caption}>{missing}</div>
                  ) : (
                    <div className={styles.figure}>{inputText(input, texts)}</div>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
