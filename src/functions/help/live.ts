import { beijingTime, STOCK } from '../live';
import { liveHub, type LiveItem, type LiveRow } from '../live-hub';
import { help, type FamilyHelp, type Step } from './types';

/** The figures a cell stands on, where a cell follows them. */
function figuresOf(item: LiveItem): LiveRow | null {
  const following = liveHub().follow([item], () => undefined);
  const [figures] = following.figures();
  following.stop();
  return typeof figures === 'object' ? figures : null;
}

const NAMES = {
  on_hand: { en: 'On hand', zh: '在库' },
  reserved: { en: 'Reserved', zh: '已占用' },
  available: { en: 'Available', zh: '可售' },
  in_transit: { en: 'In transit', zh: '在途' },
} as const;

export const liveHelp: FamilyHelp = {
  STOCK: help(STOCK.now, {
    formula: {
      en: 'available = on hand + virtual − reserved − locked − defective − near-expiry lock − pending returns',
      zh: '可售 = 在库 + 虚拟库存 − 已占用 − 锁定 − 残次 − 临期锁定 − 待退',
    },
    source: {
      en: 'The latest count of each warehouse in the data service. A state that a warehouse never reports is unknown and takes no part',
      zh: '数据服务中各仓库的最新盘点。仓库从不上报的状态视为未知，不参与计算',
    },
    example: 'STOCK("22423","NGB1")',
    explain({ values: [sku, warehouse, measure], answer, format }) {
      const row = figuresOf({ sku, warehouse });
      const value = Number(answer[0]);
      const instant = row && (measure === 'in_transit' ? row.in_transit_as_of : row.as_of);
      const at = instant ? beijingTime(Date.parse(instant)) : null;
      const steps = (Object.keys(NAMES) as (keyof typeof NAMES)[]).flatMap((id): Step[] => {
        const figure = row?.[id] ?? null;
        return figure === null ? [] : [{ name: NAMES[id], expression: format(figure), value: figure }];
      });
      const where = { en: warehouse ?? 'all warehouses', zh: warehouse ?? '所有仓库' };
      return {
        filled: {
          en: `${NAMES[measure].en.toLowerCase()} of ${sku}, ${where.en} = ${format(value)}`,
          zh: `${sku} 在${where.zh}的${NAMES[measure].zh} = ${format(value)}`,
        },
        steps,
        words: {
          en: `The data service's own figure${at ? ` of ${at} Beijing time` : ''}. It changes here when newer data are imported there.`,
          zh: `数据服务${at ? `在北京时间 ${at} ` : ''}的数值。那里导入新数据后，这里自动更新。`,
        },
      };
    },
  }),
};
