import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useState } from 'react';
import { renderSentence } from '../../messages/plan-texts';
import type { ItemView } from '../session';
import { useForecastTexts } from '../forecast/texts';
import { Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { componentsOf } from './components';
import { WhyRows } from './driver-list';

const SHOWN = 4;

const useStyles = makeStyles({ words: { gap: '6px' } });

/** What the forecast is made of: its parts with where each comes from, and the plan's own words where one ran here. */
export function ForecastParts({ item }: { item: ItemView }) {
  const styles = useStyles();
  const shared = useShared();
  const texts = useForecastTexts();
  const { t, language } = texts;
  const [all, setAll] = useState(false);
  const rows = componentsOf(item, texts);
  if (!rows.length) return null;
  const words = item.words ?? [];
  const shown = all ? words : words.slice(0, SHOWN);
  return (
    <Section title={t('made.title')}>
      <WhyRows rows={rows} />
      {words.length === 0 ? (
        <p className={shared.caption}>{t('made.noWords')}</p>
      ) : (
        <>
          <ul
            className={mergeClasses(shared.list, shared.card, shared.padded, styles.words)}
            aria-label={t('made.words')}
          >
            {shown.map((sentence, at) => (
              <li key={at} className={shared.body}>
                {renderSentence(sentence, language)}
              </li>
            ))}
          </ul>
          {words.length > shown.length && (
            <div>
              <Button size="small" onClick={() => setAll(true)}>
                {t('drift.more', { n: words.length - shown.length })}
              </Button>
            </div>
          )}
        </>
      )}
    </Section>
  );
}
