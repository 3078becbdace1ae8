import { Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { policyDefaults } from '../../planning/policy';
import type { Figure, TraceInput, TracePlace } from '../../planning/inspect';
import { useStyles as useShared } from '../ui/styles';
import {
  cellText,
  definitionOf,
  filled,
  inputName,
  inputValue,
  labelOf,
  numberText,
  policyText,
  wordText,
  type WhyTexts,
} from './why-texts';

const useStyles = makeStyles({
  rule: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  body: { padding: '0 12px 12px', display: 'flex', flexDirection: 'column', gap: '8px' },
  part: { display: 'flex', flexDirection: 'column', gap: '2px', minWidth: 0 },
  step: { display: 'flex', flexDirection: 'column' },
  inputs: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' },
  name: { padding: '4px 8px 4px 0', textAlign: 'left', fontWeight: 'normal', verticalAlign: 'top' },
  value: { padding: '4px 0', verticalAlign: 'top', textAlign: 'right', overflowWrap: 'anywhere' },
  jump: { minHeight: '32px', textAlign: 'left' },
  rules: { margin: 0, paddingLeft: '20px' },
  strong: { fontWeight: 600 },
});

export interface FigureRowProps {
  figure: Figure;
  texts: WhyTexts;
  currency: string;
  open: boolean;
  /** it was asked for: the keyboard begins here */
  focused: boolean;
  onOpen: () => void;
  goTo: (place: TracePlace) => void;
}

/** A figure of the recommendation; opened, everything it was made of. */
export function FigureRow({ figure, texts, currency, open, focused, onOpen, goTo }: FigureRowProps) {
  const styles = useStyles();
  const shared = useShared();
  return (
    <div className={styles.rule}>
      <button
        type="button"
        className={mergeClasses(shared.row, shared.rowButton)}
        aria-expanded={open}
        data-figure={figure.id}
        autoFocus={focused}
        onClick={onOpen}
      >
        <span className={shared.grow}>{labelOf(figure.id, texts)}</span>
        <span className={shared.figure}>{cellText(figure.id, figure.cell, texts, currency)}</span>
        {open ? (
          <ChevronDown16Regular className={shared.chevron} aria-hidden="true" />
        ) : (
          <ChevronRight16Regular className={shared.chevron} aria-hidden="true" />
        )}
      </button>
      {open && <Derivation figure={figure} texts={texts} currency={currency} goTo={goTo} />}
    </div>
  );
}

function Derivation({ figure, texts, currency, goTo }: Omit<FigureRowProps, 'open' | 'focused' | 'onOpen'>) {
  const styles = useStyles();
  const shared = useShared();
  const { t, language } = texts;
  const definition = definitionOf(figure.id, language);
  const { steps, rules, inputs, words, agrees, isNear, computed } = figure;
  return (
    <div className={styles.body}>
      {words.map((one) => (
        <p key={one.id + JSON.stringify(one.values)} className={shared.body}>
          {wordText(one, texts)}
        </p>
      ))}
      {definition && <p className={shared.caption}>{definition}</p>}
      {steps.length > 0 && (
        <div className={styles.part}>
          <h3 className={shared.caption}>{t('part.formula')}</h3>
          {steps.map((step) => (
            <div key={step.id} className={styles.step}>
              <span className={shared.caption}>
                {labelOf(step.id, texts)} = {filled(step.template, figure, texts, 'words')}
              </span>
              <span className={shared.body}>
                {filled(step.template, figure, texts, 'numbers')} ={' '}
                <span className={styles.strong}>
                  {step.value === null ? t('input.unknown') : numberText(step.value, texts.f)}
                </span>
              </span>
            </div>
          ))}
        </div>
      )}
      {rules.length > 0 && (
        <div className={styles.part}>
          <h3 className={shared.caption}>{t('part.rules')}</h3>
          <ol className={styles.rules}>
            {rules.slice(0, rules.findIndex(({ holds }) => holds) + 1).map((rule) => (
              <li key={rule.gives} className={shared.body}>
                <span className={rule.holds ? styles.strong : undefined}>
                  {cellText(figure.id, rule.gives, texts, currency)}
                </span>
                : {filled(rule.template, figure, texts, 'numbers')} · {t(rule.holds ? 'rule.yes' : 'rule.no')}
              </li>
            ))}
          </ol>
        </div>
      )}
      {agrees === false && (
        <p className={shared.body} role="status">
          {t('agree.no', {
            value: cellText(figure.id, computed, texts, currency),
            cell: cellText(figure.id, figure.cell, texts, currency),
          })}
        </p>
      )}
      {agrees === null && steps.length > 0 && computed === null && (
        <p className={shared.caption}>{t('agree.unknown')}</p>
      )}
      {isNear && agrees !== false && <p className={shared.caption}>{t('agree.near')}</p>}
      {inputs.length > 0 && <Inputs inputs={inputs} texts={texts} currency={currency} goTo={goTo} />}
    </div>
  );
}

/** Inputs with value, place and, for rules, the policy row that gave them. */
function Inputs({
  inputs,
  texts,
  currency,
  goTo,
}: {
  inputs: readonly TraceInput[];
  texts: WhyTexts;
  currency: string;
  goTo: (place: TracePlace) => void;
}) {
  const styles = useStyles();
  const shared = useShared();
  const { t, language } = texts;
  return (
    <table className={styles.inputs}>
      <caption className={shared.hidden}>{t('part.inputs')}</caption>
      <colgroup>
        <col style={{ width: '62%' }} />
        <col style={{ width: '38%' }} />
      </colgroup>
      <tbody>
        {inputs.map((input) => {
          const { place, policy } = input;
          const name = inputName(input, texts);
          const meaning = policy && policyDefaults.find(({ key }) => key === policy.key)?.meaning[language];
          return (
            <tr key={input.id}>
              <th scope="row" className={styles.name}>
                {place ? (
                  <Link
                    as="button"
                    className={styles.jump}
                    aria-label={t('input.go', { name })}
                    onClick={() => goTo(place)}
                  >
                    {meaning ?? name}
                  </Link>
                ) : (
                  <span className={shared.body}>{meaning ?? name}</span>
                )}
                {policy && <div className={shared.caption}>{policyText(input, texts)}</div>}
              </th>
              <td className={mergeClasses(styles.value, shared.body)}>{inputValue(input, texts, currency)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
