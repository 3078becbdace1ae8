import { openTestWorkbook } from './testing/open';
(async () => {
  const wb = await openTestWorkbook();
  await wb.run(async (c) => { const s = c.workbook.worksheets.getActiveWorksheet(); s.getRange('Z1').formulas = [['=SUM(A:A)']]; await c.sync(); });
  const t0 = Date.now();
  const r = await wb.run(async (context) => {
    const sheet = context.workbook.worksheets.add('Data');
    sheet.getRangeByIndexes(0, 0, 50001, 6).numberFormat = '@' as any;
    await context.sync();
    const B = 4000; const times: number[] = [];
    for (let at = 0; at < 8000; at += B) {
      const t = Date.now();
      const rows = [];
      for (let r = at; r < Math.min(50000, at + B); r++) rows.push(Array.from({ length: 12 }, (_, i) => i < 6 ? 'code-' + r + '-' + i : r * i));
      sheet.getRangeByIndexes(at + 1, 0, rows.length, 12).values = rows;
      await context.sync();
      times.push(Date.now() - t);
    }
    return times;
  });
  console.log(Date.now() - t0, JSON.stringify(r), wb.host.stats);
  wb.dispose();
})();
