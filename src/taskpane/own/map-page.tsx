import { Button, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { PageFrame } from '../shell/page-frame';
import { faultOf } from '../session/own-mapping';
import type { OwnCheck } from '../session';
import { run, usePane, useRoute, useSessionState } from '../ui/hooks';
import { BackTitle } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { currencyIn, draftOf, headingLanguage, type Draft } from './draft';
import { FaultText } from './fault-text';
import { StepColumns } from './step-columns';
import { StepKeys } from './step-keys';
import { StepRange } from './step-range';
import { StepWrite } from './step-write';
import { useOwnTexts } from './texts';

const useStyles = makeStyles({ steps: { paddingLeft: '32px', marginTop: '-14px' } });

type Step = 1 | 2 | 3 | 4;

/** Four steps from a table of the user's own to a mapping that the workbook keeps. Going back keeps what was chosen. */
export function MapPage() {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const state = useSessionState();
  const route = useRoute();
  const { t } = useOwnTexts();
  const [step, setStep] = useState<Step>(1);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [check, setCheck] = useState<OwnCheck | null>(null);
  const [brand, setBrand] = useState({ name: '', currency: '' });
  const [busy, setBusy] = useState(false);
  const edited = route.page === 'map' ? route.edit : undefined;
  const unbound = !state.workbook?.binding;

  const during = (work: Promise<unknown>): void => {
    setBusy(true);
    run(work.finally(() => setBusy(false)));
  };
  /** Reads the range around a cell; what the user called it stays. */
  const read = async (address?: string, headingRows?: number): Promise<void> => {
    const look = await session.lookAtOwn(address, headingRows === undefined ? undefined : { headingRows });
    const next = draftOf(look, await session.guessOwn(look, edited));
    setDraft(next);
    setBrand((held) => ({ ...held, currency: held.currency || currencyIn(next) }));
  };
  useEffect(() => {
    const open = async (): Promise<void> => {
      const address = edited === undefined ? undefined : await session.ownAddress(edited);
      await read(address ?? undefined);
    };
    // a selection that is no table is no error before anybody asked
    setBusy(true);
    open()
      .catch(() => session.dismiss('problem'))
      .finally(() => setBusy(false));
  }, [session, edited]);

  const fault = draft && faultOf(draft.mapping);
  const next = (): void => {
    if (!draft) return;
    if (step === 2) {
      setCheck(null);
      during(session.checkOwn(draft.mapping).then(setCheck));
    }
    setStep(Math.min(4, step + 1) as Step);
  };
  const previous = (): void => setStep(Math.max(1, step - 1) as Step);
  useEffect(() => {
    if (step === 1) return;
    // the keys that leave a page go back a step here, or what was chosen would be lost
    const onKey = (event: KeyboardEvent): void => {
      const goesBack = event.key === 'Escape' || (event.key === 'ArrowLeft' && event.altKey);
      if (!goesBack || event.defaultPrevented || session.getState().job) return;
      event.preventDefault();
      previous();
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [session, step]);
  const keep = (): void => {
    if (!draft) return;
    const bind = unbound ? session.bindOwn({ ...brand, language: headingLanguage(draft) }) : Promise.resolve();
    during(bind.then(() => session.keepOwn(draft.mapping)).then(() => navigation.go({ page: 'data' })));
  };
  const blocked = step === 2 && fault !== null;
  const rowless = step === 3 && check !== null && check.rows === 0;

  return (
    <PageFrame
      label={t('own.title')}
      footer={
        <>
          {step === 4 ? (
            <Button appearance="primary" onClick={keep} disabled={busy || state.job !== null}>
              {t('own.keep')}
            </Button>
          ) : draft ? (
            <Button
              appearance="primary"
              onClick={next}
              disabled={busy || blocked || rowless || (step === 3 && check === null)}
            >
              {t('own.next')}
            </Button>
          ) : (
            <Button appearance="primary" onClick={() => during(read())} disabled={busy}>
              {t('own.read')}
            </Button>
          )}
          {step > 1 && <Button onClick={previous}>{t('action.back')}</Button>}
          {step === 1 && draft && (
            <Button onClick={() => during(read())} disabled={busy}>
              {t('own.readAgain')}
            </Button>
          )}
        </>
      }
    >
      <div className={shared.page}>
        <BackTitle title={t('own.title')} onBack={step > 1 ? previous : undefined} />
        <p className={`${shared.caption} ${styles.steps}`}>
          {t('own.step', { n: step, what: t(`own.step${step}` as 'own.step1') })}
        </p>
        {!draft ? (
          <p className={shared.body}>{t(busy ? 'own.reading' : 'own.select')}</p>
        ) : step === 1 ? (
          <StepRange
            draft={draft}
            busy={busy}
            onDraft={setDraft}
            onHeadingRows={(rows) => during(read(draft.look.address, rows))}
            onOther={(address) => during(read(address))}
          />
        ) : step === 2 ? (
          <>
            <StepColumns draft={draft} onDraft={setDraft} />
            {fault && <FaultText fault={fault} />}
          </>
        ) : step === 3 ? (
          <StepKeys check={check} busy={busy} />
        ) : (
          <StepWrite draft={draft} onDraft={setDraft} unbound={unbound} brand={brand} onBrand={setBrand} />
        )}
      </div>
    </PageFrame>
  );
}
