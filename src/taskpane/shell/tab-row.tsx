import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import { TABS, tabOf } from '../navigation';
import { usePane, useRoute, useTexts } from '../ui/hooks';
import { CONTRAST } from '../ui/styles';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    height: '36px',
    flexShrink: 0,
    padding: '0 4px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  tab: {
    flex: '1 1 0',
    maxWidth: '110px',
    minWidth: 0,
    border: 'none',
    background: 'none',
    color: tokens.colorNeutralForeground2,
    font: 'inherit',
    fontSize: '14px',
    cursor: 'pointer',
    position: 'relative',
    padding: 0,
    ':hover': { color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-3px', borderRadius: '6px' },
  },
  current: {
    color: tokens.colorNeutralForeground1,
    fontWeight: 600,
    '::after': {
      content: '""',
      position: 'absolute',
      left: '14px',
      right: '14px',
      bottom: '-1px',
      height: '3px',
      borderRadius: '2px 2px 0 0',
      backgroundColor: tokens.colorCompoundBrandStroke,
      [CONTRAST]: { backgroundColor: 'Highlight' },
    },
  },
});

export function TabRow() {
  const styles = useStyles();
  const { navigation } = usePane();
  const { t } = useTexts();
  const current = tabOf(useRoute());
  const buttons = useRef<(HTMLButtonElement | null)[]>([]);
  const stop = Math.max(0, current ? TABS.indexOf(current) : 0);

  const onKeyDown = (event: React.KeyboardEvent, at: number): void => {
    const last = TABS.length - 1;
    const next = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[
      event.key
    ];
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    buttons.current[next]?.focus();
  };

  return (
    <nav className={styles.row} aria-label={t('tabs.label')}>
      {TABS.map((tab, at) => (
        <button
          key={tab}
          ref={(element) => {
            buttons.current[at] = element;
          }}
          type="button"
          className={mergeClasses(styles.tab, tab === current && styles.current)}
          aria-current={tab === current ? 'page' : undefined}
          tabIndex={at === stop ? 0 : -1}
          onClick={() => navigation.go({ page: tab })}
          onKeyDown={(event) => onKeyDown(event, at)}
        >
          {t(`tab.${tab}`)}
        </button>
      ))}
    </nav>
  );
}
