import { Button, Radio, RadioGroup, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { run, usePane, useSessionState, useTexts } from '../ui/hooks';
import { useStyles as useShared } from '../ui/styles';
import { PageFrame } from '../shell/page-frame';
import { BrandMark } from '../ui/brand-mark';

type Door = 'sample' | 'connect' | 'own';

const LOW = '@media (max-height: 440px)';

const useStyles = makeStyles({
  hero: { display: 'flex', flexDirection: 'column', gap: '6px' },
  // Excel's smallest pane is 378 px high: the decision comes before the decoration
  spacious: { [LOW]: { display: 'none' } },
  title: {
    fontSize: '20px',
    lineHeight: '27px',
    fontWeight: 600,
    margin: 0,
    [LOW]: { fontSize: '16px', lineHeight: '22px' },
  },
  doors: { display: 'flex', flexDirection: 'column', gap: '8px', alignItems: 'stretch' },
  door: {
    display: 'flex',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: '4px',
    backgroundColor: tokens.colorNeutralBackground1,
    padding: '2px 4px',
    alignSelf: 'stretch',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  chosen: {
    border: `1px solid ${tokens.colorCompoundBrandStroke}`,
    boxShadow: `inset 0 0 0 1px ${tokens.colorCompoundBrandStroke}`,
  },
  radio: { width: '100%' },
  label: { display: 'flex', flexDirection: 'column', gap: '1px', paddingBottom: '2px' },
});

/** Value before an account: the sample brand is the first door and needs nothing. */
export function FirstRun({ onSkip }: { onSkip: () => void }) {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const state = useSessionState();
  const { t } = useTexts();
  const sample = state.brands.find((brand) => brand.sample);
  const asking = state.connection.state === 'connecting';
  const away = !sample && !asking;
  const [picked, setPicked] = useState<Door | null>(null);
  const door: Door = picked ?? (away ? 'connect' : 'sample');
  const foreign = state.workbook?.foreignSheets ?? 0;

  const start = (): void => {
    if (door !== 'sample') return navigation.go({ page: door === 'own' ? 'map' : 'connect' });
    if (sample) run(session.chooseBrand(sample.brand_id).then(() => session.pull()));
  };

  const option = (id: Door, title: string, hint: string, disabled = false) => (
    <div className={mergeClasses(styles.door, door === id && styles.chosen)}>
      <Radio
        className={styles.radio}
        value={id}
        disabled={disabled}
        label={
          <span className={styles.label}>
            <span className={mergeClasses(shared.strong, !disabled && shared.choice)}>{title}</span>
            <span className={shared.caption}>{hint}</span>
          </span>
        }
      />
    </div>
  );

  return (
    <PageFrame
      label={t('app.name')}
      footer={
        <>
          <Button appearance="primary" onClick={start} disabled={door === 'sample' && !sample}>
            {t('action.start')}
          </Button>
          <Button appearance="subtle" onClick={onSkip}>
            {t('action.skip')}
          </Button>
        </>
      }
    >
      <div className={shared.page}>
        <div className={styles.hero}>
          <div className={styles.spacious}>
            <BrandMark />
          </div>
          <h1 className={styles.title}>{t('first.title')}</h1>
          <p className={mergeClasses(shared.caption, styles.spacious)}>{t('first.lead')}</p>
        </div>
        <RadioGroup
          value={door}
          onChange={(_, data) => setPicked(data.value as Door)}
          aria-label={t('first.question')}
          className={styles.doors}
        >
          {option(
            'sample',
            t('first.sample'),
            away ? t('first.sampleAway', { address: state.connection.address }) : t('first.sampleHint'),
            away,
          )}
          {option('connect', t('first.connect'), t('first.connectHint'))}
          {option('own', t('first.own'), t('first.ownHint'))}
        </RadioGroup>
        <p className={shared.caption}>{foreign > 0 ? t('first.foreign', { n: foreign }) : t('first.empty')}</p>
      </div>
    </PageFrame>
  );
}
