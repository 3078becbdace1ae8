import { Field, Input, Link, Radio, RadioGroup, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useState } from 'react';
import type { Language } from '../../tables';
import { PageFrame } from '../shell/page-frame';
import { usePane, useSessionState, useTexts } from '../ui/hooks';
import { BackTitle, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: '6px 12px',
    margin: 0,
    padding: '10px 12px',
  },
  choice: { marginLeft: '-8px' },
  line: { display: 'flex', justifyContent: 'space-between', gap: '12px', alignItems: 'baseline' },
  value: { margin: 0, fontSize: '14px', lineHeight: '20px', overflowWrap: 'anywhere' },
});

/** In two parts by how far a setting reaches: this workbook (travels with the file) and this computer. */
export function SettingsPage() {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const state = useSessionState();
  const { t, language } = useTexts();
  const binding = state.workbook?.binding ?? null;
  return (
    <PageFrame label={t('settings.title')}>
      <div className={shared.page}>
        <BackTitle title={t('settings.title')} />
        <Section title={t('settings.computer')}>
          <div className={mergeClasses(shared.card, shared.padded)}>
            <div>
              <p className={shared.caption} id="pane-language">
                {t('settings.language')}
              </p>
              <RadioGroup
                className={styles.choice}
                value={language}
                layout="horizontal"
                aria-labelledby="pane-language"
                onChange={(_, data) => session.setLanguage(data.value as Language)}
              >
                <Radio value="en" label={<span className={shared.choice}>{t('settings.english')}</span>} />
                <Radio value="zh" label={<span className={shared.choice}>{t('settings.chinese')}</span>} />
              </RadioGroup>
            </div>
            <Planner />
            <div>
              <p className={shared.caption}>{t('settings.address')}</p>
              <div className={styles.line}>
                <span className={styles.value}>{state.connection.address}</span>
                <Link as="button" onClick={() => navigation.go({ page: 'connect' })}>
                  {t('action.edit')}
                </Link>
              </div>
            </div>
          </div>
        </Section>
        <Section title={t('settings.workbook')}>
          <div className={shared.card}>
            {binding ? (
              <dl className={styles.facts}>
                <dt className={shared.caption}>{t('settings.brand')}</dt>
                <dd className={styles.value}>{binding.brandName}</dd>
                <dt className={shared.caption}>{t('settings.sheetLanguage')}</dt>
                <dd className={styles.value}>
                  {t(binding.language === 'zh' ? 'settings.chinese' : 'settings.english')}
                </dd>
                <dt className={shared.caption}>{t('settings.currency')}</dt>
                <dd className={styles.value}>{binding.currency}</dd>
              </dl>
            ) : (
              <p className={mergeClasses(shared.caption, shared.padded)}>{t('settings.unbound')}</p>
            )}
          </div>
        </Section>
      </div>
    </PageFrame>
  );
}

/** The name is kept when the field is left. */
function Planner() {
  const { session } = usePane();
  const { planner } = useSessionState();
  const { t } = useTexts();
  const [typed, setTyped] = useState(planner);
  return (
    <Field label={t('settings.planner')} hint={t('settings.plannerHint')}>
      <Input
        value={typed}
        maxLength={60}
        autoComplete="name"
        onChange={(_, { value }) => setTyped(value)}
        onBlur={() => session.setPlanner(typed)}
      />
    </Field>
  );
}
