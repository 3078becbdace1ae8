import { Button, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { SellableLine } from '../../messages/sellable-lines';
import { copyText } from '../ui/copy-text';
import { run, usePane } from '../ui/hooks';
import { useStyles as useShared } from '../ui/styles';
import { useSellableTexts } from './texts';

const useStyles = makeStyles({
  all: { display: 'flex', flexDirection: 'column', gap: '8px', padding: '4px 12px 12px' },
  text: { userSelect: 'text' },
  buttons: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
});

/** What the product page of an SKU says, in both languages, and why it is listed so. */
export function PageTexts({ line }: { line: SellableLine }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { t } = useSellableTexts();
  const [said, setSaid] = useState<'zh' | 'en' | 'refused' | null>(null);
  const sku = String(line.sku_id ?? '');
  const texts = { zh: String(line.page_zh ?? ''), en: String(line.page_en ?? '') };
  const copy = async (language: 'zh' | 'en'): Promise<void> =>
    setSaid((await copyText(texts[language])) ? language : 'refused');
  const hasText = Boolean(texts.zh || texts.en);
  return (
    <div className={styles.all}>
      {hasText ? (
        (['zh', 'en'] as const).map((language) => (
          <div key={language}>
            <p className={shared.caption}>{t(`sellable.${language}`)}</p>
            <p className={`${shared.body} ${styles.text}`} lang={language === 'zh' ? 'zh-CN' : 'en'}>
              {texts[language]}
            </p>
          </div>
        ))
      ) : (
        <p className={shared.body}>{t(line.listing === 'hide' ? 'sellable.hiddenText' : 'sellable.noText')}</p>
      )}
      {line.why && <p className={shared.caption}>{String(line.why)}</p>}
      <div className={styles.buttons}>
        {hasText && (
          <>
            <Button size="small" onClick={() => void copy('zh')}>
              {t(said === 'zh' ? 'sellable.copied' : 'sellable.copyZh')}
            </Button>
            <Button size="small" onClick={() => void copy('en')}>
              {t(said === 'en' ? 'sellable.copied' : 'sellable.copyEn')}
            </Button>
          </>
        )}
        <Button size="small" appearance="subtle" onClick={() => run(session.goTo('TW_Sellable', [sku]))}>
          {t('sellable.toSheet')}
        </Button>
      </div>
      <span role="status" className={said === 'refused' ? shared.caption : shared.hidden}>
        {said && t(said === 'refused' ? 'sellable.copyRefused' : 'sellable.copied')}
      </span>
    </div>
  );
}
