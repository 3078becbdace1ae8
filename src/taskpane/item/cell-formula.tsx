import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { usePane, useSessionState, useTexts } from '../ui/hooks';
import { RowButton } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';

const useStyles = makeStyles({ formula: { display: 'block' } });

/** The selected cell has a formula of ours: the way to its explanation. */
export function CellFormula() {
  const styles = useStyles();
  const shared = useShared();
  const { navigation } = usePane();
  const { cellFormula } = useSessionState();
  const { t } = useTexts();
  if (!cellFormula) return null;
  return (
    <div className={shared.card}>
      <RowButton onClick={() => navigation.go({ page: 'explain' })}>
        <span className={shared.grow}>
          <span className={shared.body}>{t('menu.explain')}</span>
          <span className={mergeClasses(shared.caption, shared.nowrap, styles.formula)}>
            {cellFormula.address} {cellFormula.formula}
          </span>
        </span>
      </RowButton>
    </div>
  );
}
