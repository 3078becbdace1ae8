import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { TierLine } from '../session';
import { run, usePane } from '../ui/hooks';
import { Mark, type MarkKind } from '../ui/mark';
import { RowButton, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { useTierTexts } from './texts';

/** What is longer is read in the sheet. */
const SHOWN = 8;

const useStyles = makeStyles({
  rule: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  texts: { display: 'flex', flexDirection: 'column', overflowWrap: 'anywhere' },
  more: { display: 'flex', flexDirection: 'column', gap: '6px', alignItems: 'flex-start' },
  mark: { alignSelf: 'flex-start', marginTop: '4px' },
});

export interface TierListProps {
  title: string;
  hint?: string;
  /** said where there are none; left out: then the list is not shown at all */
  none?: string;
  lines: readonly TierLine[];
  mark: MarkKind;
  /** second line: where to, for how long */
  move?: (line: TierLine) => string;
  /** the rest can be read in the sheet */
  inSheet: boolean;
}

/** SKUs of one kind with the reason each; a line leads to its item. */
export function TierList({ title, hint, none, lines, mark, move, inSheet }: TierListProps) {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const { t, f } = useTierTexts();
  if (!lines.length && none === undefined) return null;
  const open = (sku: string): void => {
    const show = (): void => {
      session.showItem({ sku, warehouse: null });
      navigation.go({ page: 'item' });
    };
    // without a Tiers sheet the pane still has its page
    if (inSheet) run(session.goTo('TW_Tiers', [sku]).then(show, show));
    else show();
  };
  const left = lines.length - SHOWN;
  return (
    <Section title={title} {...(lines.length ? { aside: f.number(lines.length) } : {})}>
      {!lines.length && <p className={shared.caption}>{none}</p>}
      {lines.length > 0 && hint && <p className={shared.caption}>{hint}</p>}
      {lines.length > 0 && (
        <div className={shared.card}>
          {lines.slice(0, SHOWN).map((line) => (
            <div key={line.sku} className={styles.rule}>
              <RowButton onClick={() => open(line.sku)}>
                <span className={styles.mark}>
                  <Mark kind={mark} />
                </span>
                <span className={mergeClasses(shared.grow, styles.texts)}>
                  <span className={shared.strong}>{[line.sku, line.name].filter(Boolean).join(' · ')}</span>
                  {move && <span>{move(line)}</span>}
                  <span className={shared.caption}>{line.why}</span>
                </span>
              </RowButton>
            </div>
          ))}
        </div>
      )}
      {left > 0 && (
        <div className={styles.more}>
          <p className={shared.caption}>{t(inSheet ? 'tiers.more' : 'tiers.moreUnwritten', { n: left })}</p>
          {inSheet && <Button onClick={() => run(session.showSheet('TW_Tiers'))}>{t('tiers.sheet')}</Button>}
        </div>
      )}
    </Section>
  );
}
