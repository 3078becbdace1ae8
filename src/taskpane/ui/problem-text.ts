import type { MessageId } from '../../messages';
import { en } from '../../messages';
import { sheetTable, type SheetTableId } from '../../tables';
import type { SessionProblem, SessionState } from '../session';
import type { Texts } from './hooks';

/** The data time the sheets now speak for. */
export const sheetDataTime = (state: SessionState): string | null =>
  state.workbook?.tables.find(({ stamp }) => stamp)?.stamp?.dataTime ?? null;

/** What, where and the mend; `values` the problem came with, tables and columns by their names in the pane's language. */
export function problemText(problem: SessionProblem, state: SessionState, { t, f, language }: Texts): string {
  const dataTime = sheetDataTime(state);
  const sheet = sheetName(problem, state, language);
  const values = {
    sheet,
    column: columnName(problem, language),
    table: sheet,
    address: state.connection.address,
    brand: state.workbook?.binding?.brandName ?? '',
    time: dataTime ? f.dateTime(dataTime) : '',
    status: 0,
    key: '',
    rows: '',
    set: '',
    tables: '',
    bound: '',
    wanted: '',
    ...Object.fromEntries(
      Object.entries(problem.values).filter(([name]) => name !== 'column' && name !== 'table' && name !== 'sheet'),
    ),
  };
  if (problem.code === 'no_answer' && !dataTime) return t('error.no_answer_first', values);
  const id = `error.${problem.code}`;
  return t((id in en ? id : 'error.unexpected') as MessageId, values);
}

function sheetName(problem: SessionProblem, state: SessionState, language: 'en' | 'zh'): string {
  const { sheet, table } = problem.values;
  if (sheet !== undefined) return String(sheet);
  const id = String(table ?? '') as SheetTableId;
  const actual = state.workbook?.tables.find((candidate) => candidate.table === id)?.sheetName;
  if (actual) return actual;
  try {
    return sheetTable(id).sheet[language];
  } catch {
    return String(table ?? '');
  }
}

function columnName(problem: SessionProblem, language: 'en' | 'zh'): string {
  const { column, table } = problem.values;
  try {
    const declared = sheetTable(String(table) as SheetTableId).columns.find(({ id }) => id === column);
    return declared?.heading[language] ?? String(column ?? '');
  } catch {
    return String(column ?? '');
  }
}
