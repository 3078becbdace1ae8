import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { CheckLevel, CheckPlace } from '../../planning/health';
import { findingText } from '../../messages/check-texts';
import type { InputFinding } from '../session';
import { run, usePane, useSessionState } from '../ui/hooks';
import { Mark, type MarkKind } from '../ui/mark';
import { useStyles as useShared } from '../ui/styles';
import type { FindingGroup } from './finding-groups';
import { useInputCheckTexts } from './texts';

const MARKS: Record<CheckLevel, MarkKind> = { error: 'danger', warning: 'warning', hint: 'neutral' };
/** Findings drawn at once; a column that thousands of rows lack is read in the sheet. */
const SHOWN = 20;

const useStyles = makeStyles({
  rule: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  texts: { display: 'flex', flexDirection: 'column', minWidth: 0, flexGrow: 1 },
  finding: {
    padding: '8px 12px',
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '0 16px' },
  action: { minHeight: '32px', display: 'inline-flex', alignItems: 'center' },
  head: { display: 'flex', gap: '8px', alignItems: 'baseline' },
  more: { padding: '4px 12px 8px' },
  aside: { flexShrink: 0, marginLeft: 'auto' },
});

/** What happens when a place is gone to; the page says so when its row is no longer there. */
export type GoTo = (place: CheckPlace) => void;

/** All findings of one check: what they are called and how much hangs on them; opened, one by one. */
export function GroupCard({ group, goTo }: { group: FindingGroup; goTo: GoTo }) {
  const styles = useStyles();
  const shared = useShared();
  const { workbook } = useSessionState();
  const { t, f, language } = useInputCheckTexts();
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState(SHOWN);
  const { findings, atRisk, level } = group;
  const [first] = findings;
  if (!first) return null;
  const { name } = findingText(first, language);
  const rest = findings.length - shown;
  return (
    <div className={styles.rule}>
      <button
        type="button"
        className={mergeClasses(shared.row, shared.rowButton)}
        aria-expanded={open}
        aria-label={t('page.group', { name, n: findings.length })}
        onClick={() => setOpen(!open)}
      >
        <Mark kind={MARKS[level]} />
        <span className={styles.texts}>
          <span>{name}</span>
          <span className={shared.caption}>
            {t(`level.${level}`)}
            {findings.length > 1 && ` · ${f.number(findings.length)}`}
          </span>
        </span>
        {!!atRisk && <span className={shared.figure}>{f.money(atRisk, workbook?.binding?.currency ?? '')}</span>}
        {open ? (
          <ChevronDown16Regular className={shared.chevron} aria-hidden="true" />
        ) : (
          <ChevronRight16Regular className={shared.chevron} aria-hidden="true" />
        )}
      </button>
      {open && (
        <ul className={shared.list}>
          {findings.slice(0, shown).map((finding) => (
            <Finding key={finding.id} finding={finding} goTo={goTo} />
          ))}
        </ul>
      )}
      {open && rest > 0 && (
        <div className={styles.more}>
          <Button size="small" onClick={() => setShown(shown + 5 * SHOWN)}>
            {t('page.more', { n: Math.min(rest, 5 * SHOWN) })}
          </Button>
        </div>
      )}
    </div>
  );
}

/** One finding: what and where, what to do, the ways to its cells, and the word that it is right. */
export function Finding({ finding, goTo }: { finding: InputFinding; goTo: GoTo }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { workbook } = useSessionState();
  const { t, f, language } = useInputCheckTexts();
  const { what, mend } = findingText(finding, language);
  const { place, other, right, atRisk, address } = finding;
  return (
    <li className={styles.finding}>
      <div className={styles.head}>
        <p className={mergeClasses(shared.body, shared.grow)}>{what}</p>
        {!!atRisk && (
          <span className={mergeClasses(shared.caption, styles.aside)} title={t('label.risk')}>
            {f.money(atRisk, workbook?.binding?.currency ?? '')}
          </span>
        )}
      </div>
      <p className={shared.caption}>
        {right ? t('page.dismissedBy', { who: right.by || t('page.nobody'), date: f.date(right.on) }) : mend}
      </p>
      <div className={styles.actions}>
        {place && (
          <Link as="button" className={styles.action} onClick={() => goTo(place)}>
            {address ?? t('action.jump')}
          </Link>
        )}
        {other && (
          <Link as="button" className={styles.action} onClick={() => goTo(other)}>
            {t('action.jumpOther')}
          </Link>
        )}
        <Link
          as="button"
          className={styles.action}
          aria-label={`${t(right ? 'action.look' : 'action.dismiss')}: ${what}`}
          onClick={() => run(session.findRight(finding.id, right === null))}
        >
          {t(right ? 'action.look' : 'action.dismiss')}
        </Link>
      </div>
    </li>
  );
}
