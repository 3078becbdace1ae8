import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';

import { CONTRAST } from './styles';

/** The shapes of risk, as in the sheets: ■ out, ▲ low or late, ◆ too much, ○ nothing moves. Word and shape, never colour alone. */
export type MarkKind = 'danger' | 'warning' | 'surplus' | 'neutral';

const useStyles = makeStyles({
  mark: { flexShrink: 0, display: 'block', [CONTRAST]: { color: 'CanvasText' } },
  danger: { color: tokens.colorStatusDangerForeground1 },
  warning: { color: tokens.colorStatusWarningForeground1 },
  surplus: { color: 'var(--twinTooMuchInk)' },
  neutral: { color: tokens.colorNeutralForeground3 },
});

const SHAPES: Record<MarkKind, React.ReactNode> = {
  danger: <rect x="1.5" y="1.5" width="9" height="9" rx="1" fill="currentColor" />,
  warning: <path d="M6 1 11.3 10.6H.7Z" fill="currentColor" strokeLinejoin="round" />,
  surplus: <path d="M6 .6 11.4 6 6 11.4.6 6Z" fill="currentColor" />,
  neutral: <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.6" />,
};

export function Mark({ kind }: { kind: MarkKind }) {
  const styles = useStyles();
  return (
    <svg
      className={mergeClasses(styles.mark, styles[kind])}
      width="12"
      height="12"
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      {SHAPES[kind]}
    </svg>
  );
}

/** Mark of a plan row's status code; null for rows in order. */
export function markOf(status: string | null): MarkKind | null {
  switch (status) {
    case 'out_of_stock':
    case 'will_run_out':
      return 'danger';
    case 'low':
    case 'expiry':
      return 'warning';
    case 'surplus_on_order':
    case 'overstock':
      return 'surplus';
    case 'no_sales':
    case 'not_enough_data':
      return 'neutral';
    default:
      return null;
  }
}
