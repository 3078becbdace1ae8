import type { CheckId, CheckLevel } from '../../planning/health';
import type { InputFinding } from '../session';

export interface FindingGroup {
  check: CheckId;
  /** the worst of its findings */
  level: CheckLevel;
  findings: InputFinding[];
  /** money at risk of those that say it; null: none does */
  atRisk: number | null;
}

const LEVELS: readonly CheckLevel[] = ['error', 'warning', 'hint'];

/** Findings of one check together, most money at risk first, then the worst. */
export function groupFindings(findings: readonly InputFinding[]): FindingGroup[] {
  const groups = new Map<CheckId, FindingGroup>();
  for (const finding of findings) {
    const { check, level, atRisk } = finding;
    const group = groups.get(check) ?? { check, level, findings: [], atRisk: null };
    group.findings.push(finding);
    if (atRisk !== null) group.atRisk = (group.atRisk ?? 0) + atRisk;
    if (LEVELS.indexOf(level) < LEVELS.indexOf(group.level)) group.level = level;
    groups.set(check, group);
  }
  return [...groups.values()].sort(
    (a, b) => (b.atRisk ?? 0) - (a.atRisk ?? 0) || LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level),
  );
}
