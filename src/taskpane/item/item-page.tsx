import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { PinFilled, PinRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { sheetTable, wordOf, type SheetTableId } from '../../tables';
import type { ItemView } from '../session';
import { PageFrame } from '../shell/page-frame';
import { run, usePane, useSessionState, useWarehouseName } from '../ui/hooks';
import { Mark, markOf } from '../ui/mark';
import { RowButton, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { useForecastTexts } from '../forecast/texts';
import { CellFormula } from './cell-formula';
import { CorrectionList } from './correction-list';
import { DemandChart } from './demand-chart';
import { DriverList } from './driver-list';
import { ForecastParts } from './forecast-parts';
import { LevelBar } from './level-bar';
import { OverrideForm } from './override-form';
import { OverrideList } from './override-list';
import { openWeeks } from './override-request';
import { PastForecasts } from './past-forecasts';
import { PendingNote } from './pending-note';
import { QuantityForm } from './quantity-form';
import { recommendation } from './recommendation';
import { ServiceProof } from './service-proof';
import { TierSection } from './tier-section';
import { WaterLines } from './water-lines';
import { useWhyTexts } from './why-texts';

const useStyles = makeStyles({
  top: { display: 'flex', alignItems: 'flex-start', gap: '8px', minWidth: 0 },
  pin: { minWidth: '32px', flexShrink: 0, margin: '-4px -6px 0 0' },
  sentence: { display: 'flex', gap: '8px', alignItems: 'baseline' },
  mark: { transform: 'translateY(1px)' },
  steps: { minHeight: '32px' },
  driver: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  money: { display: 'flex', flexWrap: 'wrap', gap: '2px 16px' },
});

const word = (table: SheetTableId, column: string, code: unknown, language: 'en' | 'zh'): string | null => {
  const declared = sheetTable(table).columns.find(({ id }) => id === column);
  return declared && typeof code === 'string' && code ? wordOf(declared, code, language) : null;
};

/** One SKU in one warehouse: the recommendation first, then the figures behind it. */
export function ItemPage() {
  const shared = useShared();
  const { item } = useSessionState();
  const { t } = useForecastTexts();
  if (!item) {
    return (
      <PageFrame label={t('item.title')}>
        <div className={shared.page}>
          <h1 className={shared.hidden}>{t('item.title')}</h1>
          <CellFormula />
          <div>
            <p className={shared.body}>{t('item.empty')}</p>
            <p className={shared.caption}>{t('item.emptyHint')}</p>
          </div>
        </div>
      </PageFrame>
    );
  }
  return <Item key={`${item.sku}\n${item.warehouse}`} item={item} />;
}

function Item({ item }: { item: ItemView }) {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const state = useSessionState();
  const texts = useForecastTexts();
  const whyTexts = useWhyTexts();
  const { t, f, language } = texts;
  const warehouseName = useWarehouseName();
  const [changing, setChanging] = useState(false);
  const { row } = item;
  const currency = state.workbook?.binding?.currency ?? '';
  const key = { sku: item.sku, warehouse: item.warehouse };
  const figureOf = (id: string): number | null => (typeof row?.[id] === 'number' ? (row[id] as number) : null);
  const words = row
    ? [item.name, word('TW_Plan', 'tier', row.tier, language), word('TW_Plan', 'model', row.model, language)].filter(
        Boolean,
      )
    : [item.name].filter(Boolean);
  const mark = markOf(text(row?.status));
  const decision = word('TW_Plan', 'decision', row?.decision, language);
  const mine = figureOf('my_qty');
  // a hold asks for no word
  const open = !['hold', ''].includes(text(row?.action) ?? '');
  const decide = (choice: 'accept' | 'reject'): void => {
    setChanging(false);
    run(session.decide(key, choice));
  };

  return (
    <PageFrame
      label={t('item.title')}
      footer={
        row &&
        item.warehouse && (
          <>
            {open && (
              <Button appearance="primary" disabled={state.job !== null} onClick={() => decide('accept')}>
                {t('action.accept')}
              </Button>
            )}
            <Button onClick={() => setChanging(!changing)} aria-expanded={changing}>
              {t('action.change')}
            </Button>
            {open && (
              <Button appearance="subtle" disabled={state.job !== null} onClick={() => decide('reject')}>
                {t('action.reject')}
              </Button>
            )}
          </>
        )
      }
    >
      <div className={shared.page}>
        <CellFormula />
        <div className={styles.top}>
          <div className={shared.grow}>
            <h1 className={shared.title}>
              {item.sku}
              {item.warehouse && ` · ${warehouseName(item.warehouse)}`}
            </h1>
            {words.length > 0 && <p className={shared.caption}>{words.join(' · ')}</p>}
          </div>
          <Button
            appearance="subtle"
            className={styles.pin}
            icon={state.pinned ? <PinFilled /> : <PinRegular />}
            aria-label={t(state.pinned ? 'action.unpin' : 'action.pin')}
            title={state.pinned ? t('item.pinned') : t('action.pin')}
            aria-pressed={state.pinned}
            onClick={() => session.pin(!state.pinned)}
          />
        </div>
        {item.pending && <PendingNote />}
        {state.elsewhere && !state.pinned && <p className={shared.caption}>{t('item.elsewhere')}</p>}
        {changing && row && (
          <QuantityForm
            start={mine ?? figureOf('order_qty')}
            onWrite={(quantity) => {
              run(session.decide(key, 'change', quantity));
              setChanging(false);
            }}
          />
        )}
        {row ? (
          <>
            <div className={shared.section}>
              <div className={styles.sentence}>
                {mark && (
                  <span className={styles.mark}>
                    <Mark kind={mark} />
                  </span>
                )}
                <span className={shared.number} style={{ whiteSpace: 'normal' }}>
                  {recommendation(row, texts, new Date())}
                </span>
              </div>
              {text(row.explanation) && <p className={shared.body}>{text(row.explanation)}</p>}
              {item.warehouse && (
                <div>
                  <Link as="button" className={styles.steps} onClick={() => navigation.go({ page: 'why' })}>
                    {whyTexts.t('page.open')} ›
                  </Link>
                </div>
              )}
              <div className={styles.money}>
                {figureOf('at_stake') !== null && (
                  <span className={shared.caption}>
                    {t('item.atStake')} {f.money(figureOf('at_stake'), currency)}
                  </span>
                )}
                {!!figureOf('value') && (
                  <span className={shared.caption}>
                    {t('item.value')} {f.money(figureOf('value'), currency)}
                  </span>
                )}
                {mine !== null && <span className={shared.caption}>{t('item.myQty', { qty: mine })}</span>}
                {decision && <span className={shared.caption}>{t('item.decision', { word: decision })}</span>}
              </div>
            </div>
            <LevelBar
              levels={{
                position: figureOf('position'),
                safety: figureOf('safety_stock'),
                reorder: figureOf('reorder_level'),
                target: figureOf('target_level'),
                max: figureOf('max_level'),
              }}
            />
            <WaterLines item={item} position={figureOf('position')} />
            <DriverList
              row={row}
              onMore={item.warehouse ? (figure) => navigation.go({ page: 'why', figure }) : undefined}
            />
          </>
        ) : (
          <p className={shared.body}>{t(item.others.length ? 'item.noPlan' : 'item.noPlanAtAll', { sku: item.sku })}</p>
        )}
        <TierSection item={item} />
        <Forecast item={item} />
        <PastForecasts item={item} />
        {row && <ServiceProof item={item} row={row} />}
        <CorrectionList item={item} />
        {item.others.length > 0 && (
          <Section title={t('item.otherPlaces')}>
            <div className={shared.card}>
              {item.others.map((other) => (
                <div key={String(other.warehouse_id)} className={styles.driver}>
                  <RowButton onClick={() => session.showItem({ sku: item.sku, warehouse: text(other.warehouse_id) })}>
                    <span className={shared.grow}>{warehouseName(text(other.warehouse_id))}</span>
                    <span className={shared.figure}>{word('TW_Plan', 'status', other.status, language)}</span>
                  </RowButton>
                </div>
              ))}
            </div>
          </Section>
        )}
        {row && item.warehouse && (
          <div>
            <Button onClick={() => run(session.goTo('TW_Plan', [item.sku, item.warehouse ?? '']))}>
              {t('item.toSheet')}
            </Button>
          </div>
        )}
      </div>
    </PageFrame>
  );
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** History and forecast, with the planner's own numbers. */
function Forecast({ item }: { item: ItemView }) {
  const shared = useShared();
  const { t } = useForecastTexts();
  const [overriding, setOverriding] = useState(false);
  // closing the form gives the focus back to what opened it
  const [opened, setOpened] = useState(false);
  const open = item.warehouse !== null && item.forecast !== null && openWeeks(item).length > 0;
  return (
    <>
      <DemandChart item={item} />
      {open &&
        (overriding ? (
          <OverrideForm item={item} onDone={() => setOverriding(false)} />
        ) : (
          <div className={shared.section}>
            <div>
              <Button
                autoFocus={opened}
                onClick={() => {
                  setOpened(true);
                  setOverriding(true);
                }}
              >
                {t('override.open')}
              </Button>
            </div>
          </div>
        ))}
      <OverrideList item={item} />
      <ForecastParts item={item} />
    </>
  );
}
