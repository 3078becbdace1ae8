import { BINDING_KEY, parseBinding } from '../binding';
import { exclusively, runExcel } from '../excel-run';
import type { Binding } from '../types';
import { loadBook, locate, searchHeadings, usedOf } from './locate';
import { brandProblem, rangeProblem } from './problems';
import { loadOwn, ownKey } from './store';
import type { OwnMapping, OwnProblem } from './types';

/** Mappings kept in the workbook, as their ranges stand now, with what keeps one from being used. */
export function listOwn(): Promise<{ mapping: OwnMapping; problem: OwnProblem | null }[]> {
  return exclusively(() =>
    runExcel(async (context) => {
      const mappings = await loadOwn(context);
      if (mappings.length === 0) return [];
      const binding = await readBinding(context);
      const book = await loadBook(context);
      const listed = [];
      for (const mapping of mappings) {
        const { found, problem } = await locate(context, book, mapping);
        listed.push({ mapping: found?.mapping ?? mapping, problem: brandProblem(mapping, binding) ?? problem });
      }
      return listed;
    }),
  );
}

/**
 * Remembers a mapping in the workbook, with what tells its headings from those of other lists in the sheet.
 *
 * @throws WorkbookError range_gone, column_gone: it cannot be found as it is
 */
export function keepOwn(mapping: OwnMapping): Promise<void> {
  return exclusively(() =>
    runExcel(async (context) => {
      const book = await loadBook(context);
      // where it stands is what the user has just pointed at: earlier memories of the place do not count
      const plain = mapping.place.kind === 'range' ? { ...mapping, place: { ...mapping.place } } : mapping;
      if (plain.place.kind === 'range') delete plain.place.twins;
      const { found, problem } = await locate(context, book, plain);
      if (problem) throw rangeProblem(problem, mapping);
      const { brand: _before, ...kept } = found.mapping;
      const binding = await readBinding(context);
      const used = await usedOf(context, found.sheetId);
      if (kept.place.kind === 'range' && used) {
        const { row } = kept.place;
        const twins = await searchHeadings(context, found.sheetId, used, kept);
        const index = twins.findIndex((twin) => twin.row === row);
        if (index >= 0) kept.place.twins = { index, count: twins.length, title: twins[index]!.title };
      }
      context.workbook.settings.add(
        ownKey(mapping.id),
        JSON.stringify(binding ? { ...kept, brand: binding.brandId } : kept),
      );
      await context.sync();
    }),
  );
}

async function readBinding(context: Excel.RequestContext): Promise<Binding | null> {
  const item = context.workbook.settings.getItemOrNullObject(BINDING_KEY);
  item.load('value');
  await context.sync();
  return item.isNullObject ? null : parseBinding(String(item.value));
}

export function forgetOwn(id: string): Promise<void> {
  return exclusively(() =>
    runExcel(async (context) => {
      context.workbook.settings.getItemOrNullObject(ownKey(id)).delete();
      await context.sync();
    }),
  );
}
