import { makeStyles, tokens } from '@fluentui/react-components';
import type { Route } from '../navigation';
import { useDecideTexts } from '../decide/texts';
import type { DecideTextId } from '../../messages/decide-texts';
import { usePane, useSessionState } from '../ui/hooks';
import { RowButton, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';

const useStyles = makeStyles({
  rule: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
});

/** Where a plan leads: deciding and sending, what-ifs, money, tiers, the shop's pages, proof. */
export function PlanLinks() {
  const styles = useStyles();
  const shared = useShared();
  const { navigation } = usePane();
  const { summary, planned, workbook } = useSessionState();
  const { t, f } = useDecideTexts();
  const currency = workbook?.binding?.currency ?? '';
  const limits = planned?.limits;
  const links: { label: DecideTextId; route: Route; aside?: string }[] = [
    {
      label: 'planLinks.decide',
      route: { page: 'decide' },
      aside: summary ? t('planLinks.undecided', { n: summary.undecided }) : '',
    },
    { label: 'planLinks.scenarios', route: { page: 'scenarios' } },
    {
      label: 'planLinks.budget',
      route: { page: 'budget' },
      aside:
        limits && limits.budget !== null
          ? t('planLinks.budgetCut', {
              spent: f.money(limits.spent, currency),
              budget: f.money(limits.budget, currency),
            })
          : '',
    },
    { label: 'planLinks.tiers', route: { page: 'tiers' } },
    { label: 'planLinks.sellable', route: { page: 'sellable' } },
    { label: 'planLinks.proof', route: { page: 'proof' } },
  ];
  return (
    <Section title={t('planLinks.title')}>
      <div className={shared.card}>
        {links.map(({ label, route, aside }) => (
          <div key={label} className={styles.rule}>
            <RowButton onClick={() => navigation.go(route)}>
              <span className={shared.grow}>{t(label)}</span>
              {aside && <span className={shared.caption}>{aside}</span>}
            </RowButton>
          </div>
        ))}
      </div>
    </Section>
  );
}
