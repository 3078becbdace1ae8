import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { run, usePane, useSessionState } from '../ui/hooks';
import { useForecastTexts } from '../forecast/texts';
import { useStyles as useShared } from '../ui/styles';

const useStyles = makeStyles({
  note: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px',
    padding: '8px 12px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderLeft: `3px solid ${tokens.colorCompoundBrandStroke}`,
  },
  text: { flex: '1 1 160px' },
});

/** What was decided on this page is in the sheets, and in the plan's figures only after the next plan. */
export function PendingNote() {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const { job } = useSessionState();
  const { t } = useForecastTexts();
  const planAgain = (): void =>
    run(
      session
        .plan()
        .then(() => session.review())
        .then(() => navigation.go({ page: 'review' })),
    );
  return (
    <div className={mergeClasses(shared.card, styles.note)} role="note">
      <span className={mergeClasses(shared.body, styles.text)}>{t('pending.text')}</span>
      <Button size="small" onClick={planAgain} disabled={job !== null}>
        {t('action.planAgain')}
      </Button>
    </div>
  );
}
