import { usePane, useSessionState } from '../ui/hooks';
import { RowButton } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { useInputCheckTexts } from './texts';

/** The way to the input check, with what it last found; nothing before there is data. */
export function InputCheckLink() {
  const shared = useShared();
  const { navigation } = usePane();
  const { inputCheck, workbook, own } = useSessionState();
  const { t } = useInputCheckTexts();
  const hasData = workbook?.tables.some(({ table }) => table === 'TW_Stock') || (own?.kept.length ?? 0) > 0;
  if (!hasData) return null;
  return (
    <div className={shared.card}>
      <RowButton onClick={() => navigation.go({ page: 'inputCheck' })}>
        <span className={shared.grow}>{t('page.title')}</span>
        <span className={shared.figure}>
          {inputCheck ? t('page.of', { n: inputCheck.look, total: inputCheck.total }) : t('page.never')}
        </span>
      </RowButton>
    </div>
  );
}
