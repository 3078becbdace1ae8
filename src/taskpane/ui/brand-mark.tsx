import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  mark: { color: tokens.colorCompoundBrandStroke, display: 'block', marginBottom: '4px' },
});

/** The product's two linked boxes. */
export function BrandMark() {
  const styles = useStyles();
  return (
    <svg
      className={styles.mark}
      width="36"
      height="36"
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <rect x="3" y="5" width="12" height="12" rx="1.5" />
      <rect x="17" y="15" width="12" height="12" rx="1.5" />
      <path d="M7 5v4h4V5M21 15v4h4v-4M9 17v5.5a1.5 1.5 0 0 0 1.5 1.5H17" />
    </svg>
  );
}
