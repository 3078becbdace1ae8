import { policyDefaults } from '../../planning/policy';
import type { SessionContext } from './context';
import { anyStamp, planDay, writeRows } from './item-write';
import { text, toRecords } from './records';

/**
 * Sets the money of one plan for the whole brand: a row of the Policy sheet with its author, in force from the data's day, so
 * that the next plan buys within it. null: no limit from that day on.
 */
export async function setBudget(context: SessionContext, amount: number | null): Promise<void> {
  const today = planDay(context);
  const table = (await context.ports.workbook.readRows({ TW_Policy: { key: ['budget'] } })).get('TW_Policy');
  const held = toRecords(table).find(
    (row) => (text(row.scope) ?? 'brand') === 'brand' && text(row.effective_from) === today,
  );
  const shipped = policyDefaults.find(({ key }) => key === 'budget');
  const off = context.sheetLanguage === 'zh' ? '关' : 'off';
  const report = await writeRows(
    context,
    [
      {
        table: 'TW_Policy',
        key: ['budget', text(held?.scope) ?? 'brand', text(held?.scope_id) ?? '', today],
        held: held ?? null,
        values: {
          meaning: shipped?.meaning[context.sheetLanguage] ?? null,
          unit: shipped?.unit ?? null,
          value: amount === null ? off : String(amount),
          effective_to: null,
          source: context.state.planner || null,
        },
      },
    ],
    table?.stamp ?? anyStamp(context),
  );
  if (!report) return;
  await context.readSheets('data');
  const whole = !report.skipped.length && !report.mismatches.length;
  context.store.update({
    notice: {
      kind: whole ? 'written' : 'partly_written',
      values: {
        cells: report.cells,
        sheet: report.sheetNames.join(', '),
        skipped: report.skipped.length,
        mismatches: report.mismatches.length,
      },
      undoId: report.writeId,
    },
  });
}
