import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import { ArrowLeft20Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { usePane, useTexts } from './hooks';
import { useStyles as useShared } from './styles';

const useStyles = makeStyles({
  back: { display: 'flex', alignItems: 'center', gap: '2px', margin: '-4px 0 0 -6px', minWidth: 0 },
  backButton: { minWidth: '32px', flexShrink: 0 },
  end: { marginLeft: 'auto', flexShrink: 0 },
  // what stands beside a title goes below it before the title is cut
  titles: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: '8px', flexGrow: 1, minWidth: 0 },
});

/** A named block of a page. */
export function Section({
  title,
  aside,
  end,
  children,
}: {
  title: string;
  aside?: string;
  /** an action at the right end of the heading */
  end?: ReactNode;
  children: ReactNode;
}) {
  const styles = useStyles();
  const shared = useShared();
  return (
    <section className={shared.section}>
      <div className={shared.head}>
        <h2 className={shared.heading}>{title}</h2>
        {aside && <span className={shared.caption}>{aside}</span>}
        {end && <span className={styles.end}>{end}</span>}
      </div>
      {children}
    </section>
  );
}

/** Title of a page below a tab, with the way back at the top left; `onBack` where that is another step of the same page. */
export function BackTitle({ title, aside, onBack }: { title: string; aside?: ReactNode; onBack?: () => void }) {
  const styles = useStyles();
  const shared = useShared();
  const { navigation } = usePane();
  const { t } = useTexts();
  return (
    <div className={styles.back}>
      <Button
        appearance="subtle"
        className={styles.backButton}
        icon={<ArrowLeft20Regular />}
        aria-label={t('action.back')}
        onClick={() => (onBack ? onBack() : navigation.back())}
      />
      <div className={styles.titles}>
        <h1 className={mergeClasses(shared.title, shared.nowrap)}>{title}</h1>
        {aside && <span className={mergeClasses(shared.caption, styles.end)}>{aside}</span>}
      </div>
    </div>
  );
}

/** A whole row that leads somewhere. */
export function RowButton({
  onClick,
  children,
  label,
  disabled,
}: {
  onClick: () => void;
  children: ReactNode;
  label?: string;
  disabled?: boolean;
}) {
  const shared = useShared();
  return (
    <button
      type="button"
      className={mergeClasses(shared.row, shared.rowButton)}
      onClick={onClick}
      aria-label={label}
      disabled={disabled}
    >
      {children}
      <ChevronRight16Regular className={shared.chevron} aria-hidden="true" />
    </button>
  );
}
