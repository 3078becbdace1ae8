import { Button } from '@fluentui/react-components';
import { sellableLinesCsv, sellableLinesText } from '../../messages/sellable-csv';
import type { SellableList } from '../session/sellable';
import { copyText } from '../ui/copy-text';
import { saveFile } from '../ui/save-file';
import { useSellableTexts } from './texts';

/** What came of the last export. */
export type Exported = { what: 'saved'; file: string } | { what: 'notSaved' | 'listCopied' | 'listRefused' };

/** The list for shop operations: as a file where the host allows it, and always for the clipboard. */
export function ExportBar({ list, onDone }: { list: SellableList; onDone: (done: Exported) => void }) {
  const { t, language } = useSellableTexts();
  const { lines, asOf } = list;
  const save = (): void => {
    const file = `sellable-${asOf}.csv`;
    const saved = saveFile(file, sellableLinesCsv(lines, language, asOf), 'text/csv;charset=utf-8');
    onDone(saved ? { what: 'saved', file } : { what: 'notSaved' });
  };
  const copy = async (): Promise<void> => {
    const copied = await copyText(sellableLinesText(lines, language, asOf));
    onDone({ what: copied ? 'listCopied' : 'listRefused' });
  };
  return (
    <>
      <Button appearance="primary" onClick={save}>
        {t('sellable.download', { n: lines.length })}
      </Button>
      <Button onClick={() => void copy()}>{t('sellable.copyList', { n: lines.length })}</Button>
    </>
  );
}
