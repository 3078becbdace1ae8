import type { Enums, Words } from './types';

export const liveWords = {
  STOCK: {
    description: {
      en: 'Live stock of an SKU from the data service, as on the Stock sheet; the cell changes when new data come in. #N/A says why there is none: an unknown code, figures over 72 hours old, the service away.',
      zh: '货号的实时库存，来自数据服务，与库存工作表同口径；有新数据时单元格自动更新。#N/A 会说明原因：代码不存在、数据超过 72 小时、数据服务无应答。',
    },
    parameters: {
      sku: { en: 'SKU code', zh: '货号' },
      warehouse: {
        en: 'Warehouse code; left out: the sum over all warehouses whose figure is known',
        zh: '仓库代码；省略为所有已知仓库之和',
      },
      measure: {
        en: 'available, on_hand, reserved or in_transit; available when left out',
        zh: '可售、在库、已占用或在途；省略为可售',
      },
    },
  },
} satisfies Words;

export const liveEnums = {
  STOCK_MEASURE: {
    of: [['STOCK', 'measure']],
    values: {
      available: { en: 'Can be sold now', zh: '可售：现在可以卖的' },
      on_hand: { en: 'Counted in the warehouse', zh: '在库：仓库里实际有的' },
      reserved: { en: 'Taken by orders not yet shipped', zh: '已占用：订单占用、尚未发出' },
      in_transit: { en: 'Ordered and not yet received', zh: '在途：已下单、尚未收到' },
    },
  },
} satisfies Enums;
