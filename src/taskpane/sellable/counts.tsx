import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useStyles as useShared } from '../ui/styles';

const useStyles = makeStyles({
  tiles: {
    display: 'grid',
    gridTemplateColumns: '1fr 1fr',
    gap: '1px',
    margin: 0,
    backgroundColor: tokens.colorNeutralStroke2,
  },
  tile: { backgroundColor: tokens.colorNeutralBackground1, padding: '8px 12px', minWidth: 0 },
  figure: { margin: 0 },
});

/** Figures side by side, each under its name. */
export function Counts({ tiles }: { tiles: readonly (readonly [label: string, value: string])[] }) {
  const styles = useStyles();
  const shared = useShared();
  return (
    <dl className={mergeClasses(shared.card, styles.tiles)}>
      {tiles.map(([label, value]) => (
        <div key={label} className={styles.tile}>
          <dt className={shared.caption}>{label}</dt>
          <dd className={mergeClasses(shared.strong, styles.figure)}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
