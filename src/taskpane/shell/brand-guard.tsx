import { Button } from '@fluentui/react-components';
import type { SessionProblem } from '../session';
import { usePane, useTexts } from '../ui/hooks';
import { Mark } from '../ui/mark';
import { useStyles as useShared } from '../ui/styles';
import { PageFrame } from './page-frame';

/** One workbook = one brand. Nothing has been written when this shows. */
export function BrandGuard({ problem }: { problem: SessionProblem }) {
  const shared = useShared();
  const { session, navigation } = usePane();
  const { t } = useTexts();
  const bound = String(problem.values.bound ?? '');
  const wanted = String(problem.values.wanted ?? '');
  const stay = (): void => {
    session.dismiss('problem');
    navigation.go({ page: 'home' });
  };
  return (
    <PageFrame
      label={t('guard.title', { bound })}
      footer={
        <Button appearance="primary" onClick={stay}>
          {t('guard.switch', { bound })}
        </Button>
      }
    >
      <div className={shared.page} role="alert">
        <div className={shared.head}>
          <Mark kind="warning" />
          <h1 className={shared.title}>{t('guard.title', { bound })}</h1>
        </div>
        <p className={shared.body}>{t('error.other_brand', { bound, wanted })}</p>
        <p className={shared.body}>{t('guard.advice', { wanted })}</p>
      </div>
    </PageFrame>
  );
}
