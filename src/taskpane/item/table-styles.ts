import { makeStyles, tokens } from '@fluentui/react-components';

/** A scrolling table of figures whose headings and first column stay in sight. */
export const useTableStyles = makeStyles({
  box: { maxHeight: '300px', overflow: 'auto' },
  table: { borderCollapse: 'collapse', width: '100%', fontSize: '12px', lineHeight: '17px' },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    textAlign: 'right',
    fontWeight: 600,
    padding: '4px 6px',
    backgroundColor: tokens.colorNeutralBackground3,
    verticalAlign: 'bottom',
    ':first-child': { textAlign: 'left' },
  },
  cell: {
    textAlign: 'right',
    verticalAlign: 'top',
    padding: '3px 6px',
    whiteSpace: 'nowrap',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: {
    position: 'sticky',
    left: 0,
    textAlign: 'left',
    fontWeight: 400,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});
