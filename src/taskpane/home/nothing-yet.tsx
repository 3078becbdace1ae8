import { Button } from '@fluentui/react-components';
import { PageFrame } from '../shell/page-frame';
import { useTexts } from '../ui/hooks';
import { useStyles as useShared } from '../ui/styles';

/** Home of a workbook whose first run was skipped: what is missing, and the way back to the doors. */
export function NothingYet({ onBegin }: { onBegin: () => void }) {
  const shared = useShared();
  const { t } = useTexts();
  return (
    <PageFrame
      label={t('home.title')}
      footer={
        <Button appearance="primary" onClick={onBegin}>
          {t('home.begin')}
        </Button>
      }
    >
      <div className={shared.page}>
        <h1 className={shared.hidden}>{t('home.title')}</h1>
        <p className={shared.body}>{t('home.noData')}</p>
      </div>
    </PageFrame>
  );
}
