/**
 * Draws assets/icons/*.svg as PNG in every size the manifest names. Run after changing an icon and commit the result:
 *
 *   npx tsx src/tools/icons/render.ts [path of a Chromium]
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const SIZES = [16, 20, 24, 32, 40, 48, 64, 80];
/** The store and high-resolution lists show the product's icon larger. */
const PRODUCT_SIZES = [...SIZES, 128];

async function render(folder: string, executablePath: string): Promise<number> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const names = readdirSync(folder).filter((file) => file.endsWith('.svg'));
    let count = 0;
    for (const file of names) {
      const name = basename(file, '.svg');
      const svg = readFileSync(join(folder, file), 'utf8');
      for (const size of name === 'product' ? PRODUCT_SIZES : SIZES) {
        await page.setViewportSize({ width: size, height: size });
        await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
        writeFileSync(join(folder, `${name}-${size}.png`), await page.screenshot({ omitBackground: true }));
        count++;
      }
    }
    return count;
  } finally {
    await browser.close();
  }
}

const folder = resolve('assets/icons');
render(folder, process.argv[2] ?? '/usr/bin/chromium')
  .then((count) => console.log(`${count} icons in ${folder}`))
  .catch((error: Error) => {
    console.error(`The icons were not drawn: ${error.message}`);
    process.exitCode = 1;
  });
