import { readChoices } from './choices';

const browser = { language: 'zh-HK', dark: true };
const page = (query: string): URL => new URL(`https://localhost/preview/${query}`);

test('a first visit follows the browser', () => {
  expect(readChoices(page(''), null, browser)).toEqual({
    locale: 'zh-CN',
    theme: 'dark',
    paneWidth: 350,
    paneOpen: true,
  });
  expect(readChoices(page(''), null, { language: 'de', dark: false })).toMatchObject({
    locale: 'en-US',
    theme: 'light',
  });
});

test('the last choice wins over the browser, the address over both', () => {
  const stored = JSON.stringify({ locale: 'en-US', theme: 'light', paneWidth: 270, paneOpen: false });
  expect(readChoices(page(''), stored, browser)).toEqual({
    locale: 'en-US',
    theme: 'light',
    paneWidth: 270,
    paneOpen: false,
  });
  expect(readChoices(page('?locale=zh-CN&theme=dark&pane=500'), stored, browser)).toEqual({
    locale: 'zh-CN',
    theme: 'dark',
    paneWidth: 500,
    paneOpen: true,
  });
  expect(readChoices(page('?pane=closed'), null, browser).paneOpen).toBe(false);
});

test.each([['not json'], ['null'], ['"text"'], ['{"paneWidth":9999,"theme":7}']])(
  'what is kept may be broken: %s',
  (stored) => {
    expect(readChoices(page(''), stored, { language: 'en', dark: false })).toMatchObject({
      paneWidth: 350,
      theme: 'light',
    });
  },
);
