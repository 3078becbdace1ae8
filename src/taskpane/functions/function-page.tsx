import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { isError, type Cells, type FormulaValue } from '../../workbook/formula';
import { shortNumber } from '../explain/number-text';
import { PageFrame } from '../shell/page-frame';
import { copyText } from '../ui/copy-text';
import { run, usePane, useSessionState } from '../ui/hooks';
import { BackTitle, Section } from '../ui/section';
import { CopyButton, type Said } from '../explain/copy-button';
import { useFunctionTexts } from './texts';
import { useStyles as useShared } from '../ui/styles';
import { exampleOf } from './example';
import { functionInfo, signatureOf, type FunctionInfo, type FunctionParameter } from './function-list';

const ANSWER_ROWS = 6;
const ANSWER_COLUMNS = 4;

const useStyles = makeStyles({
  box: { padding: '10px 12px', display: 'flex', flexDirection: 'column', gap: '6px' },
  code: { fontSize: '14px', lineHeight: '20px', margin: 0, overflowWrap: 'anywhere' },
  answer: {
    alignSelf: 'flex-start',
    borderCollapse: 'collapse',
    fontSize: '14px',
    lineHeight: '20px',
    maxWidth: '100%',
  },
  cell: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    padding: '2px 8px',
    textAlign: 'right',
    overflowWrap: 'anywhere',
  },
  parameter: {
    padding: '8px 12px',
    ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: '0 8px' },
  words: { display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '2px 8px', margin: '4px 0 0' },
  word: { margin: 0, fontSize: '12px', lineHeight: '17px' },
  definitions: { margin: 0 },
});

/** One function: signature, parameters, an example that can be inserted, formula and source. */
export function FunctionPage({ id }: { id: string }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { job } = useSessionState();
  const { t, language } = useFunctionTexts();
  const [said, setSaid] = useState<Said | null>(null);
  const namespace = session.functionsNamespace;
  const info = functionInfo(id);
  const example = useMemo(() => exampleOf(id, namespace), [id, namespace]);
  if (!info || !example) return null;
  return (
    <PageFrame
      label={id}
      footer={
        <>
          <Button
            appearance="primary"
            title={t('functions.insertHint')}
            disabled={job !== null}
            onClick={() => run(session.insertExample(id))}
          >
            {t('functions.insert')}
          </Button>
          <CopyButton
            label={t('functions.copy')}
            said={said}
            onCopy={() => run(copyText(example.formula).then((done) => setSaid(done ? 'copied' : 'copyRefused')))}
          />
        </>
      }
    >
      <div className={shared.page}>
        <BackTitle title={id} />
        {said === 'copyRefused' && (
          <p className={shared.caption} aria-hidden="true">
            {t('explain.copyRefused')}
          </p>
        )}
        <div className={shared.section}>
          <p className={mergeClasses(styles.code, shared.strong)}>{signatureOf(info, namespace)}</p>
          <p className={shared.body}>{info.text[language]}</p>
        </div>
        <Section title={t('functions.example')}>
          <div className={mergeClasses(shared.card, styles.box)}>
            <p className={styles.code}>{example.formula}</p>
            {example.answer ? (
              <Answer cells={example.answer} />
            ) : (
              <p className={shared.caption}>{t('functions.answerLive')}</p>
            )}
            <p className={shared.caption}>{t('functions.insertHint')}</p>
          </div>
        </Section>
        <Section title={t('functions.parameters')}>
          <Parameters info={info} />
        </Section>
        <Section title={t('functions.formula')}>
          <p className={styles.code}>{info.formula[language]}</p>
        </Section>
        <Section title={t('functions.source')}>
          <p className={shared.body}>{info.source[language]}</p>
        </Section>
      </div>
    </PageFrame>
  );
}

/** What the example answers: the first cells of a long answer. */
function Answer({ cells }: { cells: Cells }) {
  const styles = useStyles();
  const shared = useShared();
  const { t } = useFunctionTexts();
  const rows = cells.length;
  const columns = cells[0]?.length ?? 0;
  const cellText = (value: FormulaValue): string =>
    isError(value) ? value.error : typeof value === 'number' ? shortNumber(value) : String(value ?? '');
  if (rows === 1 && columns === 1)
    return (
      <p className={shared.body}>
        <span className={shared.caption}>{t('functions.answers')}</span> {cellText(cells[0]?.[0] ?? null)}
      </p>
    );
  const cut = rows > ANSWER_ROWS || columns > ANSWER_COLUMNS;
  return (
    <>
      <p className={shared.caption}>{cut ? t('functions.answerSize', { rows, columns }) : t('functions.answers')}</p>
      <table className={styles.answer} aria-label={t('functions.answers')}>
        <tbody>
          {cells.slice(0, ANSWER_ROWS).map((row, at) => (
            <tr key={at}>
              {row.slice(0, ANSWER_COLUMNS).map((value, column) => (
                <td key={column} className={styles.cell}>
                  {cellText(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Parameters({ info }: { info: FunctionInfo }) {
  const styles = useStyles();
  const shared = useShared();
  const { t, language } = useFunctionTexts();
  const note = ({ optional, standard }: FunctionParameter): string | null =>
    !optional ? null : standard === null ? t('functions.optional') : t('functions.standard', { value: standard });
  return (
    <ul className={mergeClasses(shared.list, shared.card)}>
      {info.parameters.map((parameter) => (
        <li key={parameter.name} className={styles.parameter}>
          <div className={styles.head}>
            <span className={shared.strong} style={{ overflowWrap: 'anywhere' }}>
              {language === 'zh' ? parameter.zh : parameter.name}
            </span>
            {language === 'zh' && <span className={shared.caption}>{parameter.name}</span>}
            {parameter.optional && <span className={shared.caption}>{note(parameter)}</span>}
          </div>
          <p className={shared.body}>{parameter.text[language]}</p>
          {parameter.words.length > 0 && (
            <dl className={styles.words} aria-label={t('functions.words')}>
              {parameter.words.map(({ code, text }) => (
                <div key={code} style={{ display: 'contents' }}>
                  <dt className={mergeClasses(styles.word, shared.caption)}>{code}</dt>
                  <dd className={styles.word}>{text?.[language]}</dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ul>
  );
}
