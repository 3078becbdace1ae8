import { exampleOf } from '../functions/example';
import { isRowWise } from '../functions/call-function';
import type { Area, FormulaReading } from '../../workbook/formula';
import type { SessionContext } from '../session/context';
import { SessionError } from '../session/problems';
import { explainFormula } from './explain-formula';
import type { CellExplanation, ExplainView } from './types';

/**
 * Reads the active cell and explains it. A cell that is none of ours leaves the last explanation in sight, and one of its
 * inputs keeps it in front: people go there to see where a figure comes from.
 */
export async function explain(context: SessionContext): Promise<CellExplanation | null> {
  const turn = ++context.explaining;
  const { workbook, now } = context.ports;
  const before = context.state.explain;
  const reading = await workbook.readFormula({ rowWise: isRowWise });
  let view: ExplainView;
  if (reading.calls.length > 0) {
    const same = before?.explanation && samePlace(before.explanation.reading, reading) ? before.explanation.call : 0;
    const call = same < reading.calls.length ? same : 0;
    view = { explanation: explainFormula(reading, call, now()), elsewhere: null, onInput: null };
  } else {
    view = { explanation: before?.explanation ?? null, elsewhere: reading.address, onInput: null };
    const onInput = before?.explanation ? inputAt(before.explanation, reading) : -1;
    if (before?.explanation && onInput >= 0) {
      // its figures may just have been changed here
      const { reading: explained, call } = before.explanation;
      const again = await workbook.readFormula({ rowWise: isRowWise, at: explained });
      if (again.calls.length > call)
        view = { explanation: explainFormula(again, call, now()), elsewhere: null, onInput };
    }
  }
  // the selection moved on meanwhile: what is read there counts
  if (turn === context.explaining) context.store.update({ explain: view });
  return view.elsewhere === null ? view.explanation : null;
}

/** Another call of the same formula. */
export function explainPart(context: SessionContext, call: number): void {
  const { explain: view } = context.state;
  if (!view?.explanation || call >= view.explanation.reading.calls.length) return;
  const explanation = explainFormula(view.explanation.reading, call, context.ports.now());
  context.store.update({ explain: { explanation, elsewhere: null, onInput: null } });
}

/** Enters a function's example into the active cell. */
export async function insertExample(context: SessionContext, id: string): Promise<string> {
  const { workbook, functionsNamespace, now } = context.ports;
  if (context.state.job) throw new SessionError('busy');
  context.store.update({ problem: null });
  const example = exampleOf(id, functionsNamespace, now());
  if (!example) throw new SessionError('unexpected', {}, id);
  const { formula, answer } = example;
  const size = { rows: answer?.length ?? 1, columns: answer?.[0]?.length ?? 1 };
  const { address, writeId } = await workbook.insertFormula(formula, size);
  const history = await workbook.listWrites();
  context.store.update({ history, notice: { kind: 'inserted', values: { address }, undoId: writeId } });
  return address;
}

type Spot = Pick<FormulaReading, 'sheetId' | 'area'>;

const samePlace = (a: Spot, b: Spot): boolean =>
  a.sheetId === b.sheetId && a.area.row === b.area.row && a.area.column === b.area.column;

const holds = (outer: Area, { row, column }: Area): boolean =>
  row >= outer.row && row < outer.row + outer.rows && column >= outer.column && column < outer.column + outer.columns;

/** Position of the input the cell belongs to, or -1. */
const inputAt = ({ inputs }: CellExplanation, { sheetId, area }: Spot): number =>
  inputs.findIndex(({ places }) => places.some((place) => place.sheetId === sheetId && holds(place.area, area)));
