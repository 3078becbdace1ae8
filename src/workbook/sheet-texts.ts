import type { Bilingual, Language, SheetTable } from '../tables';
import type { RawCell } from './cells';
import { beijingClock, instantSerial } from './serials';
import type { CutStamp } from './types';

/** Texts the add-in writes around its tables. Texts of the pane live in messages; these travel with the workbook. */
const BANDS: Record<'addin' | 'proposed' | 'user' | 'decide' | 'evidence', Bilingual> = {
  addin: { en: '◆ Twinstock', zh: '◆ 双仓协同' },
  proposed: { en: '◇ Yours wins', zh: '◇ 以你为准' },
  user: { en: '✎ Yours', zh: '✎ 自填' },
  decide: { en: '◆ Decide', zh: '◆ 决策' },
  evidence: { en: '◆ Evidence', zh: '◆ 依据' },
};
export const bandText = (band: keyof typeof BANDS, language: Language): string => BANDS[band][language];

export const titleText = (table: SheetTable, brandName: string, language: Language): string =>
  `${table.sheet[language]} · ${brandName}`;

/** Row 2: of when the figures are, in Beijing time, and by which plan. */
export function cutText(stamp: CutStamp, language: Language): string {
  const clock = beijingClock(stamp.dataTime);
  const plan = stamp.planVersion;
  return language === 'zh'
    ? `数据时点 ${clock}（北京时间）${plan === null ? '' : ` · 计划版本 ${plan}`}`
    : `Data as of ${clock} Beijing time${plan === null ? '' : ` · plan version ${plan}`}`;
}

/**
 * Says how old the data are without the add-in, by the viewer's own clock: nothing under a day, ▲ from 24 hours, ■
 * from 72 (the ages at which stock figures lose confidence). A viewer in another time zone is off by the difference.
 */
export function freshnessFormula(stamp: CutStamp, language: Language): string {
  const serial = instantSerial(stamp.dataTime) ?? 0;
  const hours = `INT((NOW()-${serial.toFixed(5)})*24)`;
  const text = language === 'zh' ? [`数据已过 `, ` 小时`] : [`data are `, ` hours old`];
  const said = (mark: string): string => `"${mark} ${text[0]}"&${hours}&"${text[1]}"`;
  return `=IF(${hours}<24,"",IF(${hours}<72,${said('▲')},${said('■')}))`;
}
export const isFreshnessFormula = (formula: RawCell): boolean =>
  typeof formula === 'string' && formula.startsWith('=IF(INT((NOW()-');

const GONE = { en: 'not in data since ', zh: '数据中已无 · 自 ' };
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Mark of a row the data no longer have: `not in data since 23 Nov`, `数据中已无 · 自 11-23`. */
export function goneText(dataTime: string, language: Language): string {
  const [, month = '', day = ''] = beijingClock(dataTime).slice(0, 10).split('-');
  return language === 'zh' ? `${GONE.zh}${month}-${day}` : `${GONE.en}${Number(day)} ${MONTHS[Number(month) - 1]}`;
}
export const isGoneText = (cell: RawCell): boolean =>
  typeof cell === 'string' && (cell.startsWith(GONE.en) || cell.startsWith(GONE.zh));

export const rowsShownFormula = (countOf: string, language: Language): string =>
  language === 'zh' ? `="显示 "&SUBTOTAL(103,${countOf})&" 行"` : `="Rows shown: "&SUBTOTAL(103,${countOf})`;

export const footerTexts = (stamp: CutStamp, language: Language): { left: string; center: string; right: string } => ({
  left: cutText(stamp, language).replaceAll('&', '&&'),
  center: '&P / &N',
  right: language === 'zh' ? '内部资料' : 'Confidential',
});
