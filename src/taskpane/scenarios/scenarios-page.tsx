import { Button, makeStyles } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { MOST_SCENARIOS } from '../../tables';
import type { NamedScenario } from '../session';
import { PageFrame } from '../shell/page-frame';
import { run, usePane, useSessionState } from '../ui/hooks';
import { BackTitle, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { ComparisonTable } from './comparison-table';
import { ScenarioForm } from './scenario-form';
import { sentenceOf } from './scenario-words';
import { useScenarioTexts } from './texts';

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: '8px' },
  words: { display: 'flex', flexDirection: 'column', gap: '6px' },
});

/** What-ifs beside the last plan; neither the plan nor a sheet is touched. */
export function ScenariosPage() {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const { scenarios: board, plan, job, workbook, lastPlan } = useSessionState();
  const texts = useScenarioTexts();
  const { t, f } = texts;
  // forms keep their place in the list when one before them goes
  const [forms, setForms] = useState<{ key: number; named: NamedScenario }[] | null>(null);
  const nextKey = useRef(0);
  const asked = useRef(false);

  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    run(session.loadScenarios().then((kept) => setForms(kept.map((named) => ({ key: nextKey.current++, named })))));
  }, [session]);

  const keep = (next: { key: number; named: NamedScenario }[]): void => {
    setForms(next);
    run(session.keepScenarios(next.map(({ named }) => named)));
  };
  const list = forms ?? [];
  const currency = workbook?.binding?.currency ?? '';
  const planned = plan !== null || lastPlan !== null;
  const comparison = board?.comparison ?? null;

  return (
    <PageFrame
      label={t('scenarios.title')}
      footer={
        planned ? (
          <>
            <Button
              appearance="primary"
              disabled={list.length === 0 || job !== null}
              onClick={() => run(session.runScenarios())}
            >
              {t('scenarios.run', { n: list.length })}
            </Button>
            {comparison && (
              <Button disabled={job !== null} onClick={() => run(session.scenariosSheet())}>
                {t('scenarios.asSheet')}
              </Button>
            )}
          </>
        ) : (
          <Button appearance="primary" onClick={() => navigation.go({ page: 'plan' })}>
            {t('plan.title')}
          </Button>
        )
      }
    >
      <div className={shared.page}>
        <BackTitle title={t('scenarios.title')} />
        <p className={shared.caption}>{t(planned ? 'scenarios.hint' : 'scenarios.noPlan')}</p>
        {board && comparison && (
          <>
            <Section
              title={t('scenarios.result')}
              aside={t('scenarios.asOf', {
                time: f.dateTime(board.dataTime ?? ''),
                seconds: f.number(board.seconds, 1),
              })}
            >
              <ComparisonTable board={board} />
            </Section>
            <Section title={t('scenarios.words')}>
              <div className={styles.words}>
                {board.scenarios.map(({ name }, at) => (
                  <p key={at} className={shared.body}>
                    {sentenceOf(comparison, at, name || t('scenarios.nth', { n: at + 1 }), texts)}
                  </p>
                ))}
              </div>
            </Section>
          </>
        )}
        {forms && list.length === 0 && <p className={shared.body}>{t('scenarios.none')}</p>}
        <ul className={`${shared.list} ${styles.list}`}>
          {list.map(({ key, named }) => (
            <ScenarioForm
              key={key}
              named={named}
              currency={currency}
              onChange={(changed) => keep(list.map((form) => (form.key === key ? { key, named: changed } : form)))}
              onRemove={() => keep(list.filter((form) => form.key !== key))}
            />
          ))}
        </ul>
        <div>
          <Button
            disabled={forms === null || list.length >= MOST_SCENARIOS}
            onClick={() =>
              keep([
                ...list,
                {
                  key: nextKey.current++,
                  named: { name: t('scenarios.nth', { n: list.length + 1 }), scenario: {} },
                },
              ])
            }
          >
            {t('scenarios.add')}
          </Button>
          {list.length >= MOST_SCENARIOS && <p className={shared.caption}>{t('scenarios.most')}</p>}
        </div>
      </div>
    </PageFrame>
  );
}
