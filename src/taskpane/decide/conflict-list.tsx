import { Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { proposalName, type ProposalConflict } from '../../tables';
import { rowKey } from '../session/records';
import { useKeyText } from '../ui/hooks';
import { Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { useDecideTexts } from './texts';

const useStyles = makeStyles({
  line: { padding: '8px 12px', ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  tick: { marginLeft: '-8px' },
});

/** Lines somebody else sent since: theirs and mine side by side, theirs stands unless mine is ticked. */
export function ConflictList({
  conflicts,
  mineToo,
  onMineToo,
}: {
  conflicts: readonly ProposalConflict[];
  /** ids of lines that are sent beside theirs */
  mineToo: ReadonlySet<string>;
  onMineToo: (id: string, on: boolean) => void;
}) {
  const styles = useStyles();
  const shared = useShared();
  const { t, f } = useDecideTexts();
  const keyText = useKeyText();
  return (
    <Section title={t('send.conflictList')}>
      <ul className={mergeClasses(shared.list, shared.card)}>
        {conflicts.map(({ sku_id, warehouse_id, qty, theirs }) => {
          const id = rowKey(sku_id, warehouse_id);
          return (
            <li key={id} className={styles.line}>
              <div className={shared.strong}>{keyText([sku_id, warehouse_id])}</div>
              <div className={shared.body}>
                {[
                  t('send.mine', { mine: qty }),
                  t('send.theirs', {
                    name: theirs.sent_by ?? t('send.somebody'),
                    theirs: theirs.qty,
                    proposal: proposalName(theirs.number),
                    time: f.dateTime(theirs.sent_at),
                  }),
                ].join(' · ')}
              </div>
              <Checkbox
                className={styles.tick}
                label={t('send.mineToo')}
                aria-label={`${t('send.mineToo')}, ${keyText([sku_id, warehouse_id])}`}
                checked={mineToo.has(id)}
                onChange={(_, { checked }) => onMineToo(id, checked === true)}
              />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
