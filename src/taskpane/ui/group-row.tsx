import { Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronRight16Regular } from '@fluentui/react-icons';
import { useTexts } from './hooks';
import { useStyles as useShared } from './styles';

const useStyles = makeStyles({
  group: {
    display: 'flex',
    alignItems: 'stretch',
    minHeight: '48px',
    ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  tick: { alignItems: 'center', flexShrink: 0 },
  mark: { width: '32px', display: 'flex', alignItems: 'center', justifyContent: 'center', flexShrink: 0 },
  open: { paddingLeft: '4px' },
  texts: { display: 'flex', flexDirection: 'column', minWidth: 0, flexGrow: 1 },
  count: { fontWeight: 600 },
});

export interface GroupRowProps {
  name: string;
  hint: string;
  count: number;
  /** how many of its items are ticked; left out: none of them can be done */
  ticked?: number;
  tickLabel?: string;
  onTick?: (on: boolean) => void;
  onOpen: () => void;
}

/** A group of things to decide: one tick for all of it, and the way to its items. */
export function GroupRow({ name, hint, count, ticked, tickLabel, onTick, onOpen }: GroupRowProps) {
  const styles = useStyles();
  const shared = useShared();
  const { t, f } = useTexts();
  return (
    <li className={styles.group}>
      {ticked === undefined ? (
        <span className={styles.mark} aria-hidden="true">
          ✕
        </span>
      ) : (
        <Checkbox
          className={styles.tick}
          aria-label={tickLabel}
          checked={ticked === count ? true : ticked === 0 ? false : 'mixed'}
          onChange={() => onTick?.(ticked !== count)}
        />
      )}
      <button
        type="button"
        className={mergeClasses(shared.row, shared.rowButton, styles.open)}
        aria-label={`${t('review.openGroup', { group: name })}, ${f.number(count)}`}
        onClick={onOpen}
      >
        <span className={styles.texts}>
          <span>{name}</span>
          <span className={shared.caption}>{hint}</span>
        </span>
        <span className={mergeClasses(shared.figure, styles.count)}>{f.number(count)}</span>
        <ChevronRight16Regular className={shared.chevron} aria-hidden="true" />
      </button>
    </li>
  );
}
