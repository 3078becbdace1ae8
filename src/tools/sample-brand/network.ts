import { calibrate, inARow, spreadOf, type LeadTime, type Stage } from './lead-times';
import type { Source } from './source';

export type NodeId = 'NGB1' | 'CGO1' | 'UK01';

export const WAREHOUSES = [
  {
    warehouse_id: 'NGB1',
    name: 'Ningbo bonded warehouse',
    name_zh: '宁波保税仓',
    type: 'bonded',
    facility: 'special_zone',
    city: 'Ningbo 宁波',
    country: 'CN',
    timezone: 'Asia/Shanghai',
    modes: '1210',
    quantity_authority: 'WMS',
  },
  {
    warehouse_id: 'CGO1',
    name: 'Zhengzhou bonded warehouse',
    name_zh: '郑州保税仓',
    type: 'bonded',
    facility: 'special_zone',
    city: 'Zhengzhou 郑州',
    country: 'CN',
    timezone: 'Asia/Shanghai',
    modes: '1210',
    quantity_authority: 'WMS',
  },
  {
    warehouse_id: 'UK01',
    name: 'London overseas warehouse',
    name_zh: '伦敦海外仓',
    type: 'overseas',
    facility: '',
    city: 'London 伦敦',
    country: 'GB',
    timezone: 'Europe/London',
    modes: '9610',
    quantity_authority: 'ERP',
  },
  {
    warehouse_id: 'SUP1',
    name: 'Suppliers',
    name_zh: '供应商',
    type: 'supplier',
    facility: '',
    city: '',
    country: 'GB',
    timezone: 'Europe/London',
    modes: '',
    quantity_authority: '',
  },
] as const;

export interface Lane {
  lane_id: string;
  from_id: string;
  to_id: string;
  purpose: 'replenish' | 'transfer' | 'fulfil';
  mode: string;
  cost_per_order: number | null;
  cost_per_unit: number | null;
  cost_per_kg: number | null;
  capacity_per_week: number | null;
  stages: readonly Stage[];
  /** mode of the real deliveries whose spread this lane takes; null: all modes; undefined: not calibrated */
  calibratedOn?: string | null;
}

const stage = (name: string, p50: number, p90: number): Stage => ({ stage: name, p50, p90 });

/** Medians in days and fees in CNY are sample policy: plausible, made up, the same for every brand. */
export const LANES: readonly Lane[] = [
  {
    lane_id: 'SUP-NGB-SEA',
    from_id: 'SUP1',
    to_id: 'NGB1',
    purpose: 'replenish',
    mode: 'sea',
    cost_per_order: 1500,
    cost_per_unit: null,
    cost_per_kg: 5.4,
    capacity_per_week: 60000,
    stages: [
      stage('supplier_ready', 14, 30),
      stage('consolidation', 5, 10),
      stage('trunk', 35, 50),
      stage('port_and_customs', 4, 10),
      stage('tally_and_shelving', 3, 7),
    ],
    calibratedOn: 'Ocean',
  },
  {
    lane_id: 'SUP-CGO-AIR',
    from_id: 'SUP1',
    to_id: 'CGO1',
    purpose: 'replenish',
    mode: 'air',
    cost_per_order: 1500,
    cost_per_unit: null,
    cost_per_kg: 28,
    capacity_per_week: 12000,
    stages: [
      stage('supplier_ready', 7, 21),
      stage('consolidation', 3, 6),
      stage('trunk', 3, 6),
      stage('port_and_customs', 2, 5),
      stage('tally_and_shelving', 2, 5),
    ],
    calibratedOn: 'Air',
  },
  {
    lane_id: 'SUP-UK-ROAD',
    from_id: 'SUP1',
    to_id: 'UK01',
    purpose: 'replenish',
    mode: 'road',
    cost_per_order: 400,
    cost_per_unit: null,
    cost_per_kg: 1.2,
    capacity_per_week: null,
    stages: [stage('supplier_ready', 14, 30), stage('trunk', 2, 4), stage('tally_and_shelving', 3, 7)],
    calibratedOn: null,
  },
  {
    lane_id: 'NGB-CGO-BOND',
    from_id: 'NGB1',
    to_id: 'CGO1',
    purpose: 'transfer',
    mode: 'bonded transfer',
    cost_per_order: 1800,
    cost_per_unit: null,
    cost_per_kg: 1.5,
    capacity_per_week: null,
    stages: [stage('declaration', 2, 4), stage('trunk', 3, 5), stage('tally_and_shelving', 2, 5)],
  },
  {
    lane_id: 'NGB-CN-1210',
    from_id: 'NGB1',
    to_id: 'CN',
    purpose: 'fulfil',
    mode: '1210',
    cost_per_order: 12.5,
    cost_per_unit: 0.5,
    cost_per_kg: 2,
    capacity_per_week: null,
    stages: [stage('clearance_and_last_mile', 2, 4)],
  },
  {
    lane_id: 'CGO-CN-1210',
    from_id: 'CGO1',
    to_id: 'CN',
    purpose: 'fulfil',
    mode: '1210',
    cost_per_order: 12.5,
    cost_per_unit: 0.5,
    cost_per_kg: 2,
    capacity_per_week: null,
    stages: [stage('clearance_and_last_mile', 2, 4)],
  },
  {
    lane_id: 'UK-CN-9610',
    from_id: 'UK01',
    to_id: 'CN',
    purpose: 'fulfil',
    mode: '9610',
    cost_per_order: 60,
    cost_per_unit: null,
    cost_per_kg: 44,
    capacity_per_week: null,
    stages: [
      stage('pick_and_pack', 1, 2),
      stage('trunk', 2, 5),
      stage('clearance', 1, 4),
      stage('clearance_and_last_mile', 2, 4),
    ],
  },
];

/** Lead time of each lane; the lanes that replenish take their spread from the real deliveries. */
export function leadTimes(deliveries: Source['deliveries']): Map<string, LeadTime> {
  return new Map(
    LANES.map((lane) => {
      const measured = lane.calibratedOn === undefined ? null : spreadOf(deliveries, lane.calibratedOn);
      return [lane.lane_id, measured === null ? inARow(lane.stages) : calibrate(lane.stages, measured)];
    }),
  );
}

export function replenishLane(node: NodeId): Lane {
  const lane = LANES.find((one) => one.purpose === 'replenish' && one.to_id === node);
  if (!lane) throw new Error(`no lane replenishes ${node}`);
  return lane;
}
