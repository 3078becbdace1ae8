import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ImportReport } from '../../tables';
import { useTexts } from '../ui/hooks';
import { Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';

const SHOWN = 50;

const useStyles = makeStyles({
  item: { padding: '8px 12px', ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
});

/** What the data service did not take in, and why; each line says what, where and the mend. */
export function RefusedRows({ report }: { report: ImportReport }) {
  const styles = useStyles();
  const shared = useShared();
  const { t, language } = useTexts();
  if (report.problems.length === 0) return null;
  const more = report.problems.length + report.more_problems - SHOWN;
  return (
    <Section title={t('data.refusedRows')} aside={String(report.problems.length + report.more_problems)}>
      <ul className={mergeClasses(shared.list, shared.card)}>
        {report.problems.slice(0, SHOWN).map((problem, at) => (
          <li key={at} className={styles.item}>
            <p className={shared.body}>{problem.message[language]}</p>
            <p className={shared.caption}>
              {problem.line === null ? problem.file : t('data.atLine', { file: problem.file, line: problem.line })}
              {problem.value !== null && ` · ${problem.column ?? ''} ${problem.value}`}
            </p>
          </li>
        ))}
      </ul>
      {more > 0 && <p className={shared.caption}>{t('data.refusedMore', { n: more })}</p>}
    </Section>
  );
}
