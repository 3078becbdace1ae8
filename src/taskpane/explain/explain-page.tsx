import {
  Button,
  Link,
  MessageBar,
  MessageBarBody,
  Select,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { isError } from '../../workbook/formula';
import type { ReferencePlace } from '../../workbook/formula';
import { PageFrame } from '../shell/page-frame';
import { run, usePane, useSessionState } from '../ui/hooks';
import { BackTitle, Section } from '../ui/section';
import { copyText } from '../ui/copy-text';
import { useFunctionTexts } from '../functions/texts';
import { useStyles as useShared } from '../ui/styles';
import { CopyButton, type Said } from './copy-button';
import { InputTable } from './input-table';
import {
  addressOf,
  cellText,
  differenceText,
  explanationText,
  parameterName,
  runsNewestFirst,
  sentence,
  stepText,
  valueText,
} from './input-text';
import type { CellExplanation, ExplainView } from './types';

const useStyles = makeStyles({
  formula: { fontSize: '14px', lineHeight: '20px', margin: 0, overflowWrap: 'anywhere', fontFamily: 'inherit' },
  quiet: { color: tokens.colorNeutralForeground3 },
  steps: { margin: 0, paddingLeft: '20px', display: 'flex', flexDirection: 'column', gap: '6px' },
  step: { '::marker': { color: tokens.colorNeutralForeground3 } },
  box: { padding: '10px 12px', display: 'flex', flexDirection: 'column', gap: '4px' },
  part: { minWidth: 0, width: '100%' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

/** How the selected cell came to its value: inputs with their place, formula with the numbers put in, steps, words. */
export function ExplainPage() {
  const shared = useShared();
  const { session } = usePane();
  const { explain } = useSessionState();
  const { t } = useFunctionTexts();
  useEffect(() => {
    session.explainSelection(true);
    run(session.explain());
    return () => session.explainSelection(false);
  }, [session]);
  if (explain?.explanation && explain.elsewhere === null)
    return <Explained key={placeOf(explain.explanation)} view={explain} explanation={explain.explanation} />;
  return (
    <PageFrame label={t('menu.explain')}>
      <div className={shared.page}>
        <BackTitle title={t('menu.explain')} />
        {explain?.elsewhere ? (
          <NotOurs address={explain.elsewhere} last={explain.explanation} />
        ) : (
          <p className={shared.caption}>{t('explain.reading')}</p>
        )}
      </div>
    </PageFrame>
  );
}

/** Another cell begins at its top. */
const placeOf = ({ reading: { sheetId, area } }: CellExplanation): string => `${sheetId} ${area.row} ${area.column}`;

/** Not a cell of ours: what to do, and the SKU of the row. */
function NotOurs({ address, last }: { address: string; last: CellExplanation | null }) {
  const shared = useShared();
  const styles = useStyles();
  const { session, navigation } = usePane();
  const { item, elsewhere } = useSessionState();
  const { t } = useFunctionTexts();
  return (
    <>
      <div>
        <p className={shared.body}>{t('explain.notOurs', { address })}</p>
        <p className={shared.caption}>{t('explain.notOursHint')}</p>
      </div>
      <div className={styles.actions}>
        {last && (
          <Button onClick={() => run(session.goToArea(last.reading.sheetId, last.reading.area))}>
            {t('explain.back', { address: last.reading.address })}
          </Button>
        )}
        {item && !elsewhere && (
          <Button onClick={() => navigation.go({ page: 'item' })}>{t('explain.showItem', { sku: item.sku })}</Button>
        )}
        <Button onClick={() => navigation.go({ page: 'functions' })}>{t('menu.functions')}</Button>
      </div>
    </>
  );
}

function Explained({ view, explanation }: { view: ExplainView; explanation: CellExplanation }) {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const texts = useFunctionTexts();
  const { t, language } = texts;
  const [said, setSaid] = useState<Said | null>(null);
  const { reading, info, inputs, filled, steps, words, error } = explanation;
  const call = reading.calls[explanation.call];
  useEffect(() => setSaid(null), [reading.address, explanation.call]);

  const first = inputs.flatMap(({ places }) => places)[0];
  const goTo = (place: ReferencePlace): void =>
    run(session.goToArea(place.sheetId, place.area).then((there) => setSaid(there ? null : 'gone')));
  const copy = (): void =>
    run(copyText(explanationText(explanation, texts)).then((done) => setSaid(done ? 'copied' : 'copyRefused')));

  return (
    <PageFrame
      label={t('menu.explain')}
      footer={
        <>
          <Button appearance="primary" disabled={!first} onClick={() => first && goTo(first)}>
            {t('explain.jump')}
          </Button>
          <CopyButton label={t('explain.copy')} said={said} onCopy={copy} />
        </>
      }
    >
      <div className={shared.page}>
        <BackTitle title={t('menu.explain')} />
        {said && said !== 'copied' && (
          <p className={shared.caption} aria-hidden="true">
            {t(`explain.${said}`)}
          </p>
        )}
        {view.onInput !== null && inputs[view.onInput] && (
          <MessageBar intent="info" layout="multiline">
            <MessageBarBody>
              {t('explain.onInput', {
                name: parameterName((inputs[view.onInput] as (typeof inputs)[number]).parameter, language),
              })}{' '}
              <Link as="button" inline onClick={() => run(session.goToArea(reading.sheetId, reading.area))}>
                {t('explain.back', { address: reading.address })}
              </Link>
            </MessageBarBody>
          </MessageBar>
        )}
        <div className={shared.section}>
          <p className={styles.formula}>
            <span className={shared.strong}>{reading.address}</span>{' '}
            <span className={styles.quiet}>{reading.formula}</span>
          </p>
          {reading.anchor && (
            <p className={shared.caption}>
              {t('explain.spill', { anchor: reading.anchor, row: reading.row + 1, column: reading.column + 1 })}
            </p>
          )}
        </div>
        {reading.calls.length > 1 && (
          <Select
            className={styles.part}
            aria-label={t('explain.part')}
            value={String(explanation.call)}
            onChange={(_, { value }) => run(session.explainPart(Number(value)))}
          >
            {reading.calls.map(({ text }, at) => (
              <option key={at} value={at}>
                {text}
              </option>
            ))}
          </Select>
        )}
        <Result explanation={explanation} />
        {!info && call && <p className={shared.body}>{t('explain.unknown', { id: call.id })}</p>}
        {info && (
          <>
            <Section title={t('explain.formula')}>
              <div className={mergeClasses(shared.card, styles.box)}>
                <p className={mergeClasses(styles.formula, styles.quiet)}>{info.formula[language]}</p>
                {filled && <p className={styles.formula}>{filled[language]}</p>}
              </div>
            </Section>
            <Section title={t('explain.inputs')}>
              <InputTable explanation={explanation} onInput={view.onInput} goTo={goTo} />
              {explanation.inputs.filter(runsNewestFirst).map(({ parameter, text }) => (
                <MessageBar key={parameter.name} intent="warning" layout="multiline">
                  <MessageBarBody>
                    {t('explain.newestFirst', { name: parameterName(parameter, language), cells: text ?? '' })}
                  </MessageBarBody>
                </MessageBar>
              ))}
            </Section>
            {steps.length > 0 && (
              <Section title={t('explain.steps')}>
                <ol className={styles.steps}>
                  {steps.map(({ name, expression, value }, at) => (
                    <li key={at} className={styles.step}>
                      <div className={shared.caption}>{name[language]}</div>
                      <div className={styles.formula}>{stepText(expression, value)}</div>
                    </li>
                  ))}
                </ol>
              </Section>
            )}
            {words && !error && (
              <Section title={t('explain.words')}>
                <p className={shared.body}>{words[language]}</p>
              </Section>
            )}
            <div className={shared.section}>
              <p className={shared.caption}>
                {t('functions.source')}: {info.source[language]}
              </p>
              <div>
                <Link as="button" onClick={() => navigation.go({ page: 'function', id: info.id })}>
                  {t('explain.aboutFunction', { id: info.id })}
                </Link>
              </div>
            </div>
          </>
        )}
      </div>
    </PageFrame>
  );
}

/** What Excel itself says about a cell; the function's own errors come with their words. */
const HOST_ERRORS = {
  '#SPILL!': 'explain.spillBlocked',
  '#NAME?': 'explain.nameUnknown',
  '#BUSY!': 'explain.busy',
  '#GETTING_DATA': 'explain.busy',
} as const;

/** The value, and everything that is to be said about it before the derivation. */
function Result({ explanation }: { explanation: CellExplanation }) {
  const shared = useShared();
  const styles = useStyles();
  const { session, navigation } = usePane();
  const texts = useFunctionTexts();
  const { t, language } = texts;
  const { reading, agreement, answer, error, inputs, info } = explanation;
  const host = isError(reading.value) ? HOST_ERRORS[reading.value.error as keyof typeof HOST_ERRORS] : undefined;
  const about = error?.about ? inputs.find(({ parameter }) => parameter.name === error.about) : undefined;
  const place = about?.places[0];
  return (
    <div className={shared.section} role="group" aria-label={t('explain.result')}>
      <span className={shared.number} style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
        {host && agreement !== 'unknown' ? valueText(answer, texts) : cellText(explanation, texts)}
      </span>
      {host && <p className={shared.body}>{t(host)}</p>}
      {host === HOST_ERRORS['#NAME?'] && (
        <div>
          <Button onClick={() => navigation.go({ page: 'repair' })}>{t('repair.show')}</Button>
        </div>
      )}
      {error && (
        <p className={shared.body}>
          {sentence(error.text[language], language)}
          {about &&
            place &&
            ` ${t('explain.aboutAt', { name: parameterName(about.parameter, language), address: addressOf(place) })}`}
        </p>
      )}
      {info && agreement === 'unknown' && !host && (
        <p className={shared.caption}>{t('explain.notComputed', { value: cellText(explanation, texts) })}</p>
      )}
      {agreement === 'around' && !host && <p className={shared.caption}>{differenceText(explanation, texts)}</p>}
      {agreement === 'stale' && !host && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody className={styles.formula}>
            {differenceText(explanation, texts)}{' '}
            {t(reading.manualCalculation ? 'explain.staleManual' : 'explain.staleAuto')}{' '}
            <Link as="button" inline onClick={() => run(session.explain())}>
              {t('explain.again')}
            </Link>
          </MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}
