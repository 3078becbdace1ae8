import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  footer: {
    flexShrink: 0,
    minHeight: '48px',
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '8px 12px',
    boxSizing: 'border-box',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '& > button': { minWidth: '64px' },
  },
  main: {
    flex: '1 1 auto',
    minHeight: 0,
    overflowY: 'auto',
    overflowX: 'hidden',
    backgroundColor: tokens.colorNeutralBackground2,
  },
});

/** A page with its one primary action at the foot; the body alone scrolls. */
export function PageFrame({ children, footer, label }: { children: ReactNode; footer?: ReactNode; label: string }) {
  const styles = useStyles();
  return (
    <>
      <main className={styles.main} aria-label={label}>
        {children}
      </main>
      {footer && <footer className={styles.footer}>{footer}</footer>}
    </>
  );
}
