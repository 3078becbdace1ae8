import { Link, Popover, PopoverSurface, PopoverTrigger, makeStyles } from '@fluentui/react-components';
import { useStyles as useShared } from '../ui/styles';
import { useForecastTexts } from './texts';

const useStyles = makeStyles({
  surface: { maxWidth: '230px', maxHeight: '70vh', overflowY: 'auto', padding: '12px' },
  list: { margin: 0, display: 'flex', flexDirection: 'column', gap: '6px' },
  text: { margin: 0 },
});

const MEASURES = ['accuracy', 'wape', 'bias', 'mase', 'rmsse', 'pinball', 'coverage'] as const;

/** What the measures mean, in plain words. */
export function Definitions() {
  const styles = useStyles();
  const shared = useShared();
  const { t } = useForecastTexts();
  return (
    <Popover trapFocus size="small" positioning={{ position: 'below', align: 'start' }}>
      <PopoverTrigger disableButtonEnhancement>
        <Link as="button">{t('accuracy.what')}</Link>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={t('accuracy.what')} tabIndex={-1}>
        <dl className={styles.list}>
          {MEASURES.map((measure) => (
            <div key={measure}>
              <dt className={shared.strong}>{t(`measure.${measure}`)}</dt>
              <dd className={`${shared.caption} ${styles.text}`}>{t(`define.${measure}`)}</dd>
            </div>
          ))}
        </dl>
      </PopoverSurface>
    </Popover>
  );
}
