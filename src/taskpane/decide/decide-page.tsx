import { Button } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { PageFrame } from '../shell/page-frame';
import { run, usePane, useSessionState } from '../ui/hooks';
import { BackTitle } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { DecideLines } from './decide-lines';
import { SendView } from './send-view';
import { useDecideTexts } from './texts';
import { useKept } from './use-kept';

/** Accepting (to the sheet, can be undone) and sending (to others, cannot): two acts, two views. */
export function DecidePage() {
  const shared = useShared();
  const { session, navigation } = usePane();
  const { decisions, job, workbook } = useSessionState();
  const { t } = useDecideTexts();
  const [sending, setSending] = useKept('sending', false);
  const tried = useRef(false);
  const hasPlan = workbook?.tables.some(({ table }) => table === 'TW_Plan') ?? false;

  useEffect(() => {
    if (decisions) tried.current = false;
    // read again when the sheets changed; what cannot be read is not tried again and again
    else if (hasPlan && !job && !tried.current) {
      tried.current = true;
      run(session.loadDecisions());
    }
  }, [decisions, hasPlan, job, session]);

  if (!decisions) {
    return (
      <PageFrame
        label={t('decide.title')}
        footer={
          !hasPlan && (
            <Button appearance="primary" onClick={() => navigation.go({ page: 'plan' })}>
              {t('plan.title')}
            </Button>
          )
        }
      >
        <div className={shared.page}>
          <BackTitle title={t('decide.title')} />
          <p className={shared.body} role="status">
            {t(hasPlan ? 'decide.reading' : 'decide.empty')}
          </p>
        </div>
      </PageFrame>
    );
  }
  return sending ? (
    <SendView board={decisions} onBack={() => setSending(false)} />
  ) : (
    <DecideLines board={decisions} onSend={() => setSending(true)} />
  );
}
