import fc from 'fast-check';
import { beijingClock, dateFromSerial, dateSerial, instantFromSerial, instantSerial } from './serials';

describe('1900 date system', () => {
  it.each([
    // Microsoft support article 214326: 1 is 1 January 1900, 60 is the 29 February that never was
    ['1900-01-01', 1],
    ['1900-02-28', 59],
    ['1900-03-01', 61],
    // Excel documentation of DATEVALUE and of the latest date
    ['2008-01-01', 39448],
    ['9999-12-31', 2958465],
  ])('%s is %d', (iso, serial) => {
    expect(dateSerial(iso)).toBe(serial);
    expect(dateFromSerial(serial)).toBe(iso);
  });

  it('the day that never was reads as the day after', () => expect(dateFromSerial(60)).toBe('1900-03-01'));

  it.each(['1899-12-31', '2026-02-30', '2026-13-01', '23/11/2026', '', '10000-01-01'])('%j is no date', (text) => {
    expect(dateSerial(text)).toBeNull();
  });

  it.each([0, -1, 2958466, Number.NaN])('%d is no date', (serial) => expect(dateFromSerial(serial)).toBeNull());

  it('every instant from 1901 on comes back to the millisecond', () => {
    const min = new Date('1901-01-01T00:00:00Z');
    const max = new Date('2999-12-31T00:00:00Z');
    fc.assert(
      fc.property(fc.date({ min, max, noInvalidDate: true }), (date) => {
        expect(instantFromSerial(instantSerial(date.toISOString())!)).toBe(date.toISOString());
      }),
    );
  });

  it('clocks are in Beijing', () => {
    expect(beijingClock('2026-11-22T16:30:00Z')).toBe('2026-11-23 00:30');
    expect(beijingClock('unknown')).toBe('unknown');
  });
});
