import { demandUntil, lastSaleDay } from '../../planning/write-off';
import { WRITEOFF, writeOffItems, writeOffOf, type WriteOffItem } from '../write-off';
import { help, type FamilyHelp, type Step } from './types';

export const writeOffHelp: FamilyHelp = {
  WRITEOFF: help(WRITEOFF, {
    formula: {
      en: 'Σ (q_j − sold_j)·unit_cost, sold_j = min(q_j, D(e_j) − Σ sold of earlier lots), e_j = ⌊days_to_expiry − min_remaining_life⌋',
      zh: 'Σ (q_j − 售出_j)·单位成本，售出_j = min(q_j, D(e_j) − Σ 更早批次售出)，e_j = ⌊剩余天数 − 最低剩余天数⌋',
    },
    source: {
      en: 'First expired, first out against the forecast; FIFO issuing of perishable stock in Nahmias (2011), Perishable Inventory Systems',
      zh: '按预测先到期先出；易逝品先进先出，见 Nahmias (2011), Perishable Inventory Systems',
    },
    example: 'WRITEOFF({90;50},{37;40},{70,70,70},7,30,20)',
    explain: ({ values, row, format }) => {
      // an explained row has an answer, so nothing below is a fault
      const item = (writeOffItems(...values) as { item(index: number): unknown }).item(row) as WriteOffItem;
      const units = writeOffOf(item) as number[];
      const horizon = item.periods.reduce((sum, period) => sum + period.days, 0);
      const order = item.lots
        .map((lot, at) => ({ ...lot, number: at + 1, left: units[at] ?? 0, end: lastSaleDay(lot.saleableDays) }))
        .sort((a, b) => a.saleableDays - b.saleableDays);
      let sold = 0;
      const steps = order.map(({ quantity, number, left, end }): Step => {
        const step = (en: string, zh: string, expression: string): Step => ({
          name: { en: `Lot ${number}: ${en}`, zh: `批次 ${number}：${zh}` },
          expression,
          value: left,
        });
        if (end > horizon)
          return step('saleable beyond the forecast', '预测期末仍可售', `${format(end)} > ${format(horizon)}`);
        if (end < 1) return step('no day of sale left', '已无可售日', format(quantity));
        const demand = demandUntil(item.periods, end) ?? sold + quantity;
        const expression = `${format(quantity)} − min(${format(quantity)}, ${format(demand)} − ${format(sold)})`;
        sold += quantity - left;
        return step(`left after day ${format(end)}`, `第 ${format(end)} 天后剩余`, expression);
      });
      const total = units.reduce((sum, left) => sum + left, 0);
      const value = units.reduce((sum, left, at) => sum + left * (item.lots[at]?.unitCost ?? 0), 0);
      const stock = item.lots.reduce((sum, lot) => sum + lot.quantity, 0);
      const money = value !== total;
      return {
        filled: units.map((left, at) => `${format(left)}·${format(item.lots[at]?.unitCost ?? 0)}`).join(' + ') || '0',
        steps,
        words:
          total > 0
            ? {
                en: `${format(total)} of ${format(stock)} units will not sell in time${money ? `, ${format(value)} at cost` : ''}. Selling faster, or moving them before their last day, saves them.`,
                zh: `${format(stock)} 件中有 ${format(total)} 件来不及卖出${money ? `，成本 ${format(value)}` : ''}。卖得更快，或在最后可售日前清仓，就能避免。`,
              }
            : {
                en: `All ${format(stock)} units sell in time or are still saleable when the forecast ends. Lower demand than forecast would change that.`,
                zh: `${format(stock)} 件都能及时卖出，或预测期末仍可售。实际需求低于预测时会变。`,
              },
      };
    },
  }),
};
