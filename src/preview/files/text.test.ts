import { fileError, needsApostrophe } from './text';

// What Excel makes of a text typed into a cell of format General (English and Chinese settings).
test.each([
  '=1+1',
  '+1',
  '-x',
  '@x',
  "'x",
  '00123',
  '6974318532161',
  '1E5',
  '5%',
  '1,000',
  '2026-11-23',
  '23 Nov',
  '3:15 pm',
  'TRUE',
  'false',
  '#N/A',
  '11月23日',
])('%s would not stay as it is', (text) => expect(needsApostrophe(text)).toBe(true));
test.each(['', 'abc', '84029G', 'A1', 'Flag hot water bottle', '保税仓', 'v1', '#hashtag'])('%s stays', (text) =>
  expect(needsApostrophe(text)).toBe(false),
);

test('errors that files cannot hold become one they can', () => {
  expect(['#N/A', '#BUSY!', '#SPILL!'].map(fileError)).toEqual(['#N/A', '#GETTING_DATA', '#VALUE!']);
});
