import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { CheckPlace } from '../../planning/health';
import { PageFrame } from '../shell/page-frame';
import type { InputFinding } from '../session';
import { run, usePane, useSessionState } from '../ui/hooks';
import { BackTitle, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { Finding, GroupCard } from './finding-card';
import { groupFindings } from './finding-groups';
import { useInputCheckTexts } from './texts';

/** What a plan would read, looked over: by check, most money at risk first, each with the way to its cell. */
export function InputCheckPage() {
  const shared = useShared();
  const { session } = usePane();
  const { inputCheck, job, workbook, own } = useSessionState();
  const { t, f } = useInputCheckTexts();
  const [said, setSaid] = useState<string | null>(null);
  const findings = inputCheck?.findings ?? null;
  const asked = (findings ?? []).filter(({ right }) => right === null);
  const right = (findings ?? []).filter((finding) => finding.right !== null);
  const cut = workbook?.tables.find(({ table }) => table === 'TW_Stock')?.stamp?.cut;
  const canCheck = cut !== undefined || (own?.kept.length ?? 0) > 0;
  const isOld = inputCheck !== null && cut !== undefined && inputCheck.cut !== cut;

  const goTo = (place: CheckPlace): void =>
    run(session.goToPlace(place).then((there) => setSaid(there ? null : t('page.gone'))));
  const check = (): void => {
    setSaid(null);
    run(session.checkInput());
  };
  const asSheet = (): void =>
    run(session.inputCheckSheet().then((name) => setSaid(t('page.written', { name, n: asked.length }))));

  return (
    <PageFrame
      label={t('page.title')}
      footer={
        canCheck && (
          <>
            <Button appearance="primary" disabled={job !== null} onClick={check}>
              {t(findings ? 'page.again' : 'page.run')}
            </Button>
            <Button disabled={job !== null || asked.length === 0} onClick={asSheet}>
              {t('page.sheet')}
            </Button>
          </>
        )
      }
    >
      <div className={shared.page}>
        <BackTitle title={t('page.title')} />
        <div>
          <p className={shared.body} role="status">
            {!canCheck
              ? t('page.noData')
              : !inputCheck
                ? t('page.never')
                : findings && !findings.length
                  ? t('page.none', { n: inputCheck.rows })
                  : t('page.summary', {
                      look: inputCheck.look,
                      hints: inputCheck.total - inputCheck.look,
                      dismissed: right.length,
                    })}
          </p>
          <p className={shared.caption}>
            {isOld
              ? t('page.stale')
              : inputCheck?.at
                ? t('page.checked', { time: f.dateTime(inputCheck.at), cut: f.dateTime(inputCheck.dataTime) })
                : t('page.intro')}
          </p>
          {said && (
            <p className={shared.caption} role="status">
              {said}
            </p>
          )}
        </div>
        {asked.length > 0 && (
          <div className={shared.card}>
            {groupFindings(asked).map((group) => (
              <GroupCard key={group.check} group={group} goTo={goTo} />
            ))}
          </div>
        )}
        {asked.length > 0 && <Signature />}
        {right.length > 0 && <Right findings={right} goTo={goTo} />}
      </div>
    </PageFrame>
  );
}

/** Who says what is right, asked for once a computer. */
function Signature() {
  const { session } = usePane();
  const { planner } = useSessionState();
  const { t } = useInputCheckTexts();
  const [name, setName] = useState(planner);
  return (
    <Field label={t('page.signAs')} hint={t('page.signHint')}>
      <Input value={name} onChange={(_, { value }) => setName(value)} onBlur={() => session.setPlanner(name)} />
    </Field>
  );
}

function Right({ findings, goTo }: { findings: readonly InputFinding[]; goTo: (place: CheckPlace) => void }) {
  const shared = useShared();
  const { t } = useInputCheckTexts();
  return (
    <Section title={t('page.dismissed')}>
      <div className={shared.card}>
        <ul className={shared.list}>
          {findings.map((finding) => (
            <Finding key={finding.id} finding={finding} goTo={goTo} />
          ))}
        </ul>
      </div>
    </Section>
  );
}
