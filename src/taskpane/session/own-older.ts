import type { SheetTableId } from '../../tables';
import type { SessionContext } from './context';
import type { RunningJob } from './jobs';
import { ownState, usable, warehouseNames } from './own';
import { inputsHash } from './own-hash';
import type { PlanOlder } from './types';

/** What changed in the sheets after the plan was made: mapped ranges hold other figures, or other data were pulled. */
export async function olderThanPlan(context: SessionContext, job: RunningJob): Promise<PlanOlder | null> {
  const { basis } = context;
  if (!basis) return null;
  await context.lookAtWorkbook();
  const stampOf = (id: SheetTableId) => context.state.workbook?.tables.find(({ table }) => table === id)?.stamp?.cut;
  const stands = stampOf('TW_Stock') ?? stampOf('TW_Sales') ?? null;
  const data = basis.sources.cut !== null && stands !== null && stands !== basis.sources.cut;
  const { kept } = await ownState(context);
  const read = usable(kept).filter(({ id }) => basis.sources.own.has(id));
  const bodies = read.length
    ? await context.ports.workbook.readOwn(read, { signal: job.signal, warehouses: await warehouseNames(context) })
    : [];
  const own = bodies
    .filter((body) => inputsHash(body) !== basis.sources.own.get(body.mapping.id))
    .map(({ mapping }) => mapping.name);
  return data || own.length ? { own, data } : null;
}
