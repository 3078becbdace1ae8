import { Button, Field, Input } from '@fluentui/react-components';
import { useDeferredValue, useMemo, useState } from 'react';
import { LISTING_WORDS, TRAFFIC_WORDS } from '../../tables';
import { useAsked } from '../forecast/use-asked';
import { PageFrame } from '../shell/page-frame';
import { useLasting, usePane, useSessionState } from '../ui/hooks';
import { Mark } from '../ui/mark';
import { problemText } from '../ui/problem-text';
import { BackTitle, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { Counts } from './counts';
import { ExportBar, type Exported } from './export-bar';
import { LineList } from './line-list';
import { countsOf, lacksText, linesWith, pressing } from './lines';
import { PageTexts } from './page-texts';
import { useSellableTexts } from './texts';

const SHOWN = 20;

/** What the shop may sell: how it is listed, what presses, the texts of the product pages, and the list for shop operations. */
export function SellablePage() {
  const shared = useShared();
  const { session, navigation } = usePane();
  const state = useSessionState();
  const texts = useSellableTexts();
  const { t, f, language } = texts;
  const stands = `${state.plan?.stamp.planVersion ?? ''} ${state.history.length} ${language}`;
  const { answer: list, loading, problem, again } = useAsked(stands, () => session.sellable());
  const waiting = useLasting(loading);
  const [text, setText] = useState('');
  const [count, setCount] = useState(SHOWN);
  const [exported, setExported] = useState<Exported | null>(null);
  const wanted = useDeferredValue(text);
  const lines = useMemo(() => list?.lines ?? [], [list]);
  const found = useMemo(() => linesWith(lines, wanted), [lines, wanted]);
  const first = useMemo(() => pressing(lines), [lines]);
  const selected = lines.find(({ sku_id }) => sku_id === state.item?.sku);
  const withoutText = lines.filter(lacksText).length;
  const skus = (n: number): string => t('sellable.skus', { n });

  return (
    <PageFrame
      label={t('sellable.title')}
      footer={list && lines.length > 0 && <ExportBar list={list} onDone={setExported} />}
    >
      <div className={shared.page}>
        <BackTitle
          title={t('sellable.title')}
          {...(list ? { aside: t('sellable.asOf', { date: f.date(list.asOf) }) } : {})}
        />
        {waiting && !list && (
          <p className={shared.caption} role="status">
            {t('sellable.loading')}
          </p>
        )}
        {problem && !list && (
          <div role="alert">
            <p className={shared.body}>{problemText(problem, state, texts)}</p>
            <Button onClick={again}>{t('action.retry')}</Button>
          </div>
        )}
        {!loading && !problem && lines.length === 0 && (
          <div>
            <p className={shared.body}>{t('sellable.none')}</p>
            <Button onClick={() => navigation.go({ page: 'plan' })}>{t('tab.plan')}</Button>
          </div>
        )}
        {exported && (
          <p className={shared.body} role="status">
            {t(`sellable.${exported.what}`, exported.what === 'saved' ? { file: exported.file } : {})}
          </p>
        )}
        {lines.length > 0 && (
          <>
            {withoutText > 0 && (
              <p className={shared.body}>
                <span style={{ display: 'inline-block', marginRight: '6px' }}>
                  <Mark kind="warning" />
                </span>
                {t('sellable.noPage', { n: withoutText })}
              </p>
            )}
            {selected && (
              <Section title={t('sellable.item', { sku: String(selected.sku_id) })}>
                <div className={shared.card} key={String(selected.sku_id)}>
                  <PageTexts line={selected} />
                </div>
              </Section>
            )}
            <Section title={t('sellable.first')} aside={first.length ? t('sellable.byMoney') : undefined}>
              {first.length ? <LineList lines={first} /> : <p className={shared.caption}>{t('sellable.quiet')}</p>}
            </Section>
            <Section title={t('sellable.how')} aside={skus(lines.length)}>
              <Counts
                tiles={[...countsOf(lines, 'listing', Object.keys(LISTING_WORDS))].map(
                  ([code, n]) => [LISTING_WORDS[code]?.[language] ?? t('sellable.noAdvice'), skus(n)] as const,
                )}
              />
            </Section>
            <Section title={t('sellable.traffic')}>
              <Counts
                tiles={[...countsOf(lines, 'traffic', [...Object.keys(TRAFFIC_WORDS), ''])].map(
                  ([code, n]) => [TRAFFIC_WORDS[code]?.[language] ?? t('sellable.noAdvice'), skus(n)] as const,
                )}
              />
            </Section>
            <Section title={t('sellable.all')}>
              <Field label={t('sellable.find')}>
                <Input value={text} onChange={(_, { value }) => setText(value)} type="search" />
              </Field>
              {found.length ? (
                <LineList lines={found.slice(0, count)} />
              ) : (
                <p className={shared.caption}>{t('sellable.findNone', { text: wanted })}</p>
              )}
              {found.length > count && (
                <div>
                  <Button onClick={() => setCount(count + SHOWN)}>
                    {t('sellable.more', { n: Math.min(SHOWN, found.length - count) })}
                  </Button>
                </div>
              )}
            </Section>
            <Section title={t('sellable.export')}>
              <p className={shared.caption}>{t('sellable.exportHint', { n: lines.length })}</p>
            </Section>
          </>
        )}
      </div>
    </PageFrame>
  );
}
