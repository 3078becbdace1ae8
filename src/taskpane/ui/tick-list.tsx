import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkFilled } from '@fluentui/react-icons';
import { useRef, type ReactNode } from 'react';
import { useWindow } from './use-window';
import { CONTRAST } from './styles';

const ROW_PX = 66;

const useStyles = makeStyles({
  list: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    position: 'relative',
    margin: 0,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  item: {
    position: 'absolute',
    left: 0,
    right: 0,
    height: `${ROW_PX}px`,
    boxSizing: 'border-box',
    display: 'flex',
    gap: '10px',
    padding: '6px 12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  active: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}`,
    [CONTRAST]: { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  box: {
    flexShrink: 0,
    width: '16px',
    height: '16px',
    marginTop: '2px',
    boxSizing: 'border-box',
    borderRadius: '2px',
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    color: tokens.colorNeutralForegroundInverted,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    fontSize: '12px',
  },
  boxOn: {
    backgroundColor: tokens.colorCompoundBrandBackground,
    border: `1px solid ${tokens.colorCompoundBrandBackground}`,
  },
  texts: { flexGrow: 1, minWidth: 0 },
});

/** The three lines of a row; each is cut where the pane ends. */
export const useRowStyles = makeStyles({
  first: { display: 'flex', gap: '8px', alignItems: 'baseline' },
  line: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', fontSize: '14px', lineHeight: '19px' },
  small: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

export interface TickEntry {
  id: string;
  /** null: there is nothing to tick */
  ticked: boolean | null;
}

/** A long list of equal rows of which only the visible ones are drawn. Arrows move, Space ticks, Enter goes there. */
export function TickList<T extends TickEntry>({
  entries,
  label,
  active,
  onActive,
  onTick,
  onEnter,
  children,
}: {
  entries: readonly T[];
  label: string;
  /** index of the row the keyboard is on */
  active: number;
  onActive: (index: number) => void;
  onTick: (entry: T) => void;
  onEnter: (entry: T) => void;
  children: (entry: T) => ReactNode;
}) {
  const styles = useStyles();
  const list = useRef<HTMLDivElement>(null);
  const { first, last, height, show } = useWindow(list, entries.length, ROW_PX);
  const current = entries[Math.min(active, entries.length - 1)];
  const tick = (entry: T | undefined): void => {
    if (entry && entry.ticked !== null) onTick(entry);
  };

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((list.current?.clientHeight ?? 0) / ROW_PX) - 1);
    const to = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: entries.length - 1,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const next = Math.min(entries.length - 1, Math.max(0, to));
      onActive(next);
      show(next);
    } else if (event.key === ' ') {
      event.preventDefault();
      tick(current);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (current) onEnter(current);
    }
  };

  return (
    <div
      ref={list}
      className={styles.list}
      role="listbox"
      aria-multiselectable={entries.some(({ ticked }) => ticked !== null)}
      aria-label={label}
      aria-activedescendant={current ? domId(current) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div style={{ height }} role="presentation" />
      {entries.slice(first, last).map((entry, offset) => {
        const at = first + offset;
        return (
          <div
            key={entry.id}
            id={domId(entry)}
            role="option"
            aria-selected={entry.ticked ?? false}
            aria-posinset={at + 1}
            aria-setsize={entries.length}
            className={mergeClasses(styles.item, at === active && styles.active)}
            style={{ top: at * ROW_PX }}
            onClick={(event) => {
              onActive(at);
              if ((event.target as HTMLElement).closest('[data-tick]')) tick(entry);
            }}
            onDoubleClick={() => tick(entry)}
          >
            {entry.ticked !== null && (
              <span className={mergeClasses(styles.box, entry.ticked && styles.boxOn)} data-tick aria-hidden="true">
                {entry.ticked && <CheckmarkFilled />}
              </span>
            )}
            <div className={styles.texts}>{children(entry)}</div>
          </div>
        );
      })}
    </div>
  );
}

const domId = (entry: TickEntry): string => `row-${entry.id.replace(/[^A-Za-z0-9]/g, '_')}`;
