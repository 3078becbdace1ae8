import { makeStaticStyles, makeStyles, tokens } from '@fluentui/react-components';

export const usePageGround = makeStaticStyles({
  'html, body, #pane': { height: '100%', margin: 0 },
  body: { overflow: 'hidden', fontVariantNumeric: 'tabular-nums', textSizeAdjust: '100%' },
});

/** Windows contrast themes: drawings take the system's colours themselves, text and borders get them by the browser. */
export const CONTRAST = '@media (forced-colors: active)';

/** What pages share: nothing is under 12 px, targets are 32 px or more. */
export const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '16px', padding: '12px', minWidth: 0 },
  section: { display: 'flex', flexDirection: 'column', gap: '4px', minWidth: 0 },
  head: { display: 'flex', alignItems: 'baseline', gap: '6px', minWidth: 0 },
  title: { fontSize: '16px', lineHeight: '22px', fontWeight: 600, margin: 0, minWidth: 0 },
  heading: { fontSize: '14px', lineHeight: '20px', fontWeight: 600, margin: 0 },
  body: { fontSize: '14px', lineHeight: '20px', margin: 0, overflowWrap: 'anywhere' },
  strong: { fontSize: '14px', lineHeight: '20px', fontWeight: 600 },
  caption: {
    fontSize: '12px',
    lineHeight: '17px',
    color: tokens.colorNeutralForeground3,
    margin: 0,
    overflowWrap: 'anywhere',
  },
  // Fluent greys the label of a radio that is not chosen, which reads as switched off
  choice: { color: tokens.colorNeutralForeground1 },
  number: { fontSize: '20px', lineHeight: '28px', fontWeight: 600, whiteSpace: 'nowrap' },
  figure: { fontSize: '14px', lineHeight: '20px', textAlign: 'right', whiteSpace: 'nowrap' },
  card: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: '4px',
    overflow: 'hidden',
  },
  padded: { padding: '12px', display: 'flex', flexDirection: 'column', gap: '8px' },
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    minHeight: '36px',
    padding: '6px 8px 6px 12px',
    boxSizing: 'border-box',
    minWidth: 0,
  },
  rowButton: {
    width: '100%',
    border: 'none',
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':active': { backgroundColor: tokens.colorNeutralBackground1Pressed },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px', borderRadius: '4px' },
  },
  grow: { flexGrow: 1, minWidth: 0 },
  chevron: { flexShrink: 0, color: tokens.colorNeutralForeground3 },
  nowrap: { whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    margin: '-1px',
    padding: 0,
    overflow: 'hidden',
    clip: 'rect(0 0 0 0)',
    whiteSpace: 'nowrap',
    border: 0,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
});
