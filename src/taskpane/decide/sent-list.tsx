import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { DecisionBoard } from '../session';
import { valueOf } from '../session/decision-lines';
import { run, usePane, useSessionState } from '../ui/hooks';
import { Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { proposalLabel } from './line-text';
import { useDecideTexts } from './texts';
import { proposalName } from '../../tables';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '6px 12px',
    ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
});

/** Proposals that lines of this plan went into, newest first; while nobody has answered they can be withdrawn. */
export function SentList({ board, mayWithdraw }: { board: DecisionBoard; mayWithdraw: boolean }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { workbook } = useSessionState();
  const { t, f, language } = useDecideTexts();
  const sent = new Map<number, DecisionBoard['lines']>();
  for (const line of board.lines) {
    if (!line.proposal) continue;
    const { number } = line.proposal;
    sent.set(number, [...(sent.get(number) ?? []), line]);
  }
  if (!sent.size) return null;
  const hasSheet = workbook?.tables.some(({ table }) => table === 'TW_Proposals');
  return (
    <Section title={t('sent.title')}>
      <ul className={mergeClasses(shared.list, shared.card)}>
        {[...sent]
          .sort(([a], [b]) => b - a)
          .map(([number, lines]) => {
            const [first] = lines;
            const open = lines.every(({ proposal }) => proposal?.state === 'sent');
            return (
              <li key={number} className={styles.line}>
                <span className={shared.grow}>
                  <span className={shared.body}>{first && proposalLabel(first, language)}</span>{' '}
                  <span className={shared.caption}>
                    {[
                      first?.supplier ?? t('decide.noSupplier'),
                      t('send.groupLines', { n: lines.length }),
                      f.money(valueOf(lines), board.currency),
                    ].join(' · ')}
                  </span>
                </span>
                {open && (
                  <Button
                    size="small"
                    disabled={!mayWithdraw}
                    aria-label={t('sent.withdrawOf', { name: proposalName(number) })}
                    onClick={() => run(session.withdrawProposal(number))}
                  >
                    {t('sent.withdraw')}
                  </Button>
                )}
              </li>
            );
          })}
      </ul>
      {hasSheet && (
        <div>
          <Button onClick={() => run(session.showSheet('TW_Proposals'))}>{t('sent.sheet')}</Button>
        </div>
      )}
    </Section>
  );
}
