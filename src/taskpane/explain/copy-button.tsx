import { Button } from '@fluentui/react-components';
import { useFunctionTexts } from '../functions/texts';
import { useStyles as useShared } from '../ui/styles';

/** What came of the last thing done at the foot of a page. */
export type Said = 'copied' | 'copyRefused' | 'gone';

/** Copies something; what came of it stands on the button, and is said to screen readers. */
export function CopyButton({ label, said, onCopy }: { label: string; said: Said | null; onCopy: () => void }) {
  const shared = useShared();
  const { t } = useFunctionTexts();
  return (
    <>
      <Button onClick={onCopy} aria-label={said === 'copied' ? undefined : label}>
        {t(said === 'copied' ? 'explain.copied' : 'action.copy')}
      </Button>
      <span role="status" className={shared.hidden}>
        {said && t(`explain.${said}`)}
      </span>
    </>
  );
}
