import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { FigureId, TracePlace } from '../../planning/inspect';
import type { CheckTable } from '../../planning/health';
import type { ItemTrace } from '../session';
import { PageFrame } from '../shell/page-frame';
import { copyText } from '../ui/copy-text';
import { run, usePane, useRoute, useSessionState, useWarehouseName } from '../ui/hooks';
import { BackTitle, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { Changes, changeLines } from './why-changes';
import { FigureRow } from './why-figure';
import { figureLines, useWhyTexts, type WhyTexts } from './why-texts';
import type { WhyTextId } from '../../messages/why-texts';

const SECTIONS: readonly [WhyTextId, readonly FigureId[]][] = [
  ['section.decision', ['order_qty', 'order_by', 'arrives', 'status', 'action', 'value', 'at_stake', 'promo_order_by']],
  ['section.levels', ['safety_stock', 'reorder_level', 'target_level', 'max_level']],
  ['section.stock', ['position', 'days_of_supply', 'turnover_days', 'demand_mean', 'traffic', 'bullwhip']],
  ['section.rules', ['service_target', 'tier']],
];

/** Every figure of a recommendation explained: formula, numbers, inputs with their places, rules with their source. */
export function WhyPage() {
  const shared = useShared();
  const { session } = usePane();
  const route = useRoute();
  const { item, lastPlan, history } = useSessionState();
  const texts = useWhyTexts();
  const { t } = texts;
  const [trace, setTrace] = useState<ItemTrace | null | undefined>(undefined);
  const sku = item?.sku;
  const warehouse = item?.warehouse ?? null;
  const written = history[0]?.id;

  useEffect(() => {
    if (sku === undefined) return;
    let ended = false;
    run(
      session
        .inspectItem({ sku, warehouse })
        .then((found) => !ended && setTrace(found))
        .catch((error: unknown) => {
          if (!ended) setTrace(null);
          throw error;
        }),
    );
    return () => {
      ended = true;
    };
  }, [session, sku, warehouse, lastPlan, written]);

  if (sku !== undefined && trace && trace.sku === sku) {
    const first = route.page === 'why' ? route.figure : undefined;
    return <Traced key={`${trace.sku}\n${trace.warehouse}`} trace={trace} texts={texts} first={first} />;
  }
  return (
    <PageFrame label={t('page.title')}>
      <div className={shared.page}>
        <BackTitle title={t('page.title')} />
        <p className={shared.body} role="status">
          {sku === undefined ? t('page.none') : trace === null ? t('page.noRow', { sku }) : t('page.loading')}
        </p>
      </div>
    </PageFrame>
  );
}

function Traced({ trace, texts, first }: { trace: ItemTrace; texts: WhyTexts; first: string | undefined }) {
  const shared = useShared();
  const { session } = usePane();
  const warehouseName = useWarehouseName();
  const { t, f } = texts;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set([first ?? 'order_qty']));
  const [said, setSaid] = useState<WhyTextId | null>(null);
  const { figures, currency, row } = trace;
  const explanation = typeof row.explanation === 'string' ? row.explanation : '';
  const stamp = t('page.stamp', {
    data: f.dateTime(trace.dataTime),
    version: trace.planVersion ?? 'none',
    date: f.date(trace.asOf),
  });
  const goTo = ({ table, key, column }: TracePlace): void =>
    run(
      session
        .goToPlace({ table: table as CheckTable, key, column })
        .then((there) => setSaid(there ? null : 'page.gone')),
    );
  const toggle = (id: string): void => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  const copy = (): void => {
    const lines = [
      `${trace.sku} · ${trace.warehouse}`,
      stamp,
      ...(explanation ? [explanation] : []),
      '',
      ...changeLines(trace, texts),
      ...figures.flatMap((figure) => ['', ...figureLines(figure, texts, currency)]),
    ];
    run(copyText(lines.join('\n')).then((done) => setSaid(done ? 'page.copied' : 'page.copyRefused')));
  };
  return (
    <PageFrame
      label={t('page.title')}
      footer={
        <>
          <Button appearance="primary" onClick={copy}>
            {t(said === 'page.copied' ? 'page.copied' : 'page.copy')}
          </Button>
          <span role="status" className={shared.hidden}>
            {said && t(said)}
          </span>
        </>
      }
    >
      <div className={shared.page}>
        <BackTitle title={t('page.of', { sku: trace.sku })} aside={warehouseName(trace.warehouse)} />
        <div>
          {explanation && <p className={shared.body}>{explanation}</p>}
          <p className={shared.caption}>{stamp}</p>
          {said && said !== 'page.copied' && (
            <p className={shared.caption} aria-hidden="true">
              {t(said)}
            </p>
          )}
        </div>
        <Changes trace={trace} texts={texts} />
        {SECTIONS.map(([title, ids]) => {
          const shown = ids.flatMap((id) => figures.find((figure) => figure.id === id) ?? []);
          return shown.length > 0 ? (
            <Section key={title} title={t(title)}>
              <div className={shared.card}>
                {shown.map((figure) => (
                  <FigureRow
                    key={figure.id}
                    figure={figure}
                    texts={texts}
                    currency={currency}
                    open={open.has(figure.id)}
                    focused={figure.id === first}
                    onOpen={() => toggle(figure.id)}
                    goTo={goTo}
                  />
                ))}
              </div>
            </Section>
          ) : null;
        })}
      </div>
    </PageFrame>
  );
}
