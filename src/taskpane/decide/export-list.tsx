import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { orderFiles, type OrderFile } from '../../tables/order-files';
import { businessDate } from '../../tables/weeks';
import type { DecisionLine } from '../session';
import { copyText } from '../ui/copy-text';
import { useSessionState } from '../ui/hooks';
import { saveFile } from '../ui/save-file';
import { Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { useDecideTexts } from './texts';

const useStyles = makeStyles({
  file: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 8px',
    alignItems: 'center',
    padding: '8px 12px',
    ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
});

/** False where the host keeps pages from saving files. */
const download = ({ name, text }: OrderFile): boolean => saveFile(name, text, 'text/csv;charset=utf-8');

/** Accepted lines as one file a supplier, for those who buy without the data service. */
export function ExportList({ lines, dataTime }: { lines: readonly DecisionLine[]; dataTime: string }) {
  const styles = useStyles();
  const shared = useShared();
  const { t, language } = useDecideTexts();
  const { workbook } = useSessionState();
  const [said, setSaid] = useState<{ file: string; text: string } | null>(null);
  const files = useMemo(
    () =>
      orderFiles(
        lines.map((line) => ({
          sku_id: line.sku,
          name: line.name,
          barcode: line.barcode,
          warehouse_id: line.warehouse,
          qty: line.quantity ?? 0,
          pack_qty: line.packQty,
          order_by: line.orderBy,
          arrives: line.arrives,
          note: line.note,
          supplier_id: line.supplier,
        })),
        businessDate(dataTime),
        workbook?.binding?.language ?? language,
      ),
    [lines, dataTime, workbook, language],
  );
  const say = (file: OrderFile, text: string): void => setSaid({ file: file.name, text });
  return (
    <Section title={t('export.title')}>
      <p className={shared.caption}>{t('export.hint')}</p>
      <ul className={mergeClasses(shared.list, shared.card)}>
        {files.map((file) => (
          <li key={file.name} className={styles.file}>
            <span className={mergeClasses(shared.body, shared.grow)}>{file.name}</span>
            <Button
              size="small"
              aria-label={t('export.downloadOf', { file: file.name })}
              onClick={() => say(file, download(file) ? '' : t('export.noDownload'))}
            >
              {t('export.download')}
            </Button>
            <Button
              size="small"
              aria-label={t('export.copyOf', { file: file.name })}
              onClick={() =>
                // a byte order mark means something in a file only
                void copyText(file.text.slice(1)).then((done) => say(file, t(done ? 'export.copied' : 'export.noCopy')))
              }
            >
              {t('export.copy')}
            </Button>
            {said?.file === file.name && said.text && (
              <span className={shared.caption} role="status">
                {said.text}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
