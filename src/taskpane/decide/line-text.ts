import { PROPOSAL_WORDS, proposalName, sheetTable, wordOf } from '../../tables';
import type { DecisionLine } from '../session';
import type { DecideTexts } from './texts';

export const planWord = (column: string, code: string | null, language: 'en' | 'zh'): string => {
  const declared = sheetTable('TW_Plan').columns.find(({ id }) => id === column);
  return declared && code ? wordOf(declared, code, language) : '';
};

/** What the plan says, or what was decided on it: "Accepted 1,200, plan now says 1,752". */
export function decisionText(line: DecisionLine, { t, f, language }: DecideTexts): string {
  const action = planWord('action', line.action, language);
  const recommended = line.orderQty ? f.number(line.orderQty) : '';
  const nowSays = line.planChanged ? t('line.nowSays', { qty: f.number(line.orderQty ?? 0) }) : '';
  const join = (...parts: string[]): string => parts.filter(Boolean).join(language === 'zh' ? '，' : ', ');
  switch (line.state) {
    case 'accepted':
      if (line.myQty !== null) break;
      return line.action === 'buy' || line.planChanged
        ? join(t('line.accepted', { qty: line.decidedQty ?? line.orderQty ?? 0 }), nowSays)
        : t('line.agreed', { action });
    case 'changed':
      break;
    case 'rejected':
      return join(t('line.rejected', { action, qty: recommended }).trim(), nowSays);
    case 'later':
      return join(t('line.later', { action, qty: recommended }).trim(), nowSays);
    case 'sent':
      return join(proposalLabel(line, language), nowSays);
    default:
      return join(
        line.orderQty ? t('line.buy', { action, qty: line.orderQty }) : action,
        line.orderQty && line.orderBy ? t('line.orderBy', { date: f.date(line.orderBy) }) : '',
      );
  }
  if (line.myQty === null) return t('line.ownBlank');
  const plan = f.number(line.decidedQty ?? line.orderQty ?? 0);
  return join(t('line.own', { qty: line.myQty, plan }), nowSays);
}

export const proposalLabel = ({ proposal }: Pick<DecisionLine, 'proposal'>, language: 'en' | 'zh'): string =>
  proposal ? `${proposalName(proposal.number)} · ${PROPOSAL_WORDS[proposal.state]?.[language] ?? proposal.state}` : '';

/** Who said so and when; what is known of it. */
export function authorText({ decidedBy, decidedOn }: DecisionLine, { t, f }: DecideTexts): string {
  if (decidedOn === null) return decidedBy ?? '';
  const date = f.date(decidedOn);
  return decidedBy === null ? t('line.noName', { date }) : t('line.by', { name: decidedBy, date });
}
