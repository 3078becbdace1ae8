import { serviceExchange } from './service-exchange';

// √(37·15² + 40²·5²) = √48,325 = 219.83; at 1.8 times that the safety stock is 395.7, z(95%) = 1.6449 (Abramowitz and Stegun,
// Handbook of Mathematical Functions, table 26.1: Φ(1.645) = 0.95)
const ROW = {
  safety_stock: 400,
  demand_mean: 40,
  demand_sd: 15,
  lead_mean: 30,
  lead_sd: 5,
  review_days: 7,
  service_target: 0.95,
};

it('says the plan’s own figures at the plan’s own service level', () => {
  const exchange = serviceExchange(ROW);
  expect(exchange?.safetyDays).toBe(10);
  expect(exchange?.serviceOf(10)).toBeCloseTo(0.95, 9);
  expect(exchange?.daysOf(0.95)).toBeCloseTo(10, 9);
  expect(exchange?.unitsOf(12)).toBe(480);
});

it('leads along the normal curve from there, and back', () => {
  const exchange = serviceExchange(ROW);
  // z(99%) / z(95%) = 2.3263 / 1.6449 = 1.4143 (same table)
  expect(exchange?.daysOf(0.99)).toBeCloseTo(14.143, 2);
  for (const days of [0, 3, 10, 25]) expect(exchange?.daysOf(exchange.serviceOf(days))).toBeCloseTo(days, 6);
  expect(exchange?.serviceOf(0)).toBe(0.5);
});

it('asks for no safety stock at half and under, never for less than none', () => {
  expect(serviceExchange(ROW)?.daysOf(0.3)).toBe(0);
});

it('falls back on the spread of the interval where the plan’s safety stock gives no scale', () => {
  const none = serviceExchange({ ...ROW, safety_stock: 0 });
  // Φ(10·40 / 219.83) = Φ(1.8196) = 0.9656 (same table, between 1.81 and 1.82)
  expect(none?.serviceOf(10)).toBeCloseTo(0.9656, 3);
  expect(serviceExchange({ ...ROW, safety_stock: 0, demand_sd: null })).toBeNull();
});

it('is absent where there is nothing to count days in', () => {
  expect(serviceExchange({ ...ROW, demand_mean: 0 })).toBeNull();
  expect(serviceExchange({ ...ROW, demand_mean: null })).toBeNull();
  expect(serviceExchange({ ...ROW, safety_stock: null })).toBeNull();
});
