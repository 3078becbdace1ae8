import { Select, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { OwnCheck } from '../session';
import { WAREHOUSE_TYPE_WORDS } from '../../tables';
import { run, usePane, useSessionState, useWarehouseName } from '../ui/hooks';
import { RowButton, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { useOwnTexts } from './texts';

const SHOWN = 8;

const useStyles = makeStyles({
  rule: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  text: { overflowWrap: 'anywhere', minWidth: 0 },
  select: { marginLeft: 'auto' },
});

interface Line {
  text: string;
  aside: string;
  address: string | null;
}

/** Step 3: how the rows fit to what is known; every row that does not is one press away. */
export function StepKeys({ check, busy }: { check: OwnCheck | null; busy: boolean }) {
  const shared = useShared();
  const { t } = useOwnTexts();
  const warehouseName = useWarehouseName();
  if (!check) return <p className={shared.body}>{busy ? t('own.reading') : t('own.noRows')}</p>;
  const { against, rows, matched } = check;
  const key = (sku: string, warehouse: string | null): string =>
    [sku, warehouse && warehouseName(warehouse)].filter(Boolean).join(' · ');
  const place = (address: string): string => address.split('!').pop() ?? address;
  if (rows === 0) return <p className={shared.body}>{t('own.noRows')}</p>;
  return (
    <>
      <p className={shared.strong} role="status">
        {t(against === 'plan' ? 'own.matchedPlan' : against === 'skus' ? 'own.matchedSkus' : 'own.matchedNothing', {
          rows,
          matched,
        })}
      </p>
      <Lines
        check={check}
        title={t('own.duplicates', { n: check.duplicates.length })}
        hint={t('own.duplicatesHint')}
        lines={check.duplicates.map(({ sku, warehouse, rows: at, address }) => ({
          text: key(sku, warehouse),
          aside: t('own.duplicateRows', { rows: at.join(', ') }),
          address,
        }))}
      />
      <Lines
        check={check}
        title={t('own.unknown', { n: check.unknown.length })}
        hint={t('own.unknownHint')}
        lines={check.unknown.map(({ sku, warehouse, address }) => ({
          text: key(sku, warehouse),
          aside: place(address),
          address,
        }))}
      />
      <Lines
        check={check}
        title={t('own.lacking', { n: check.lacking.length })}
        hint={t('own.lackingHint')}
        lines={check.lacking.map(({ sku, warehouse }) => ({ text: key(sku, warehouse), aside: '', address: null }))}
      />
      <Lines
        check={check}
        title={t('own.noKey', { n: check.noKey.length })}
        hint={t('own.noKeyHint')}
        lines={check.noKey.map((address) => ({ text: place(address), aside: '', address }))}
      />
      <Lines
        check={check}
        title={t('own.issues')}
        lines={check.issues.filter(({ mend }) => mend).map(({ text, address }) => ({ text, aside: '', address }))}
      />
      <Lines
        check={check}
        title={t('own.readSo')}
        lines={check.issues.filter(({ mend }) => !mend).map(({ text }) => ({ text, aside: '', address: null }))}
      />
      {check.untyped.length > 0 && <Kinds warehouses={check.untyped} />}
      {check.passedOver > 0 && <p className={shared.caption}>{t('own.passedOver', { n: check.passedOver })}</p>}
    </>
  );
}

function Lines({ check, title, hint, lines }: { check: OwnCheck; title: string; hint?: string; lines: Line[] }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { t } = useOwnTexts();
  const [all, setAll] = useState(false);
  if (!lines.length) return null;
  const shown = all ? lines : lines.slice(0, SHOWN);
  const jump = (address: string): void => {
    const [, letters = 'A', row = '1'] = /([A-Z]+)(\d+)$/.exec(address) ?? [];
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    run(session.goToArea(check.sheetId, { row: Number(row) - 1, column, rows: 1, columns: 1 }));
  };
  return (
    <Section title={title}>
      {hint && <p className={shared.caption}>{hint}</p>}
      <div className={shared.card}>
        {shown.map(({ text, aside, address }, at) => (
          <div key={at} className={styles.rule}>
            {address === null ? (
              <div className={shared.row}>
                <span className={mergeClasses(shared.grow, styles.text)}>{text}</span>
              </div>
            ) : (
              <RowButton onClick={() => jump(address)}>
                <span className={mergeClasses(shared.grow, styles.text)}>{text}</span>
                <span className={shared.figure}>{aside}</span>
              </RowButton>
            )}
          </div>
        ))}
        {shown.length < lines.length && (
          <div className={styles.rule}>
            <RowButton onClick={() => setAll(true)}>
              <span className={shared.grow}>{t('own.more', { n: lines.length - shown.length })}</span>
            </RowButton>
          </div>
        )}
      </div>
    </Section>
  );
}

/** Whether a warehouse is bonded, overseas …, where neither a column nor its name says it. */
function Kinds({ warehouses }: { warehouses: readonly string[] }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { own } = useSessionState();
  const { t, language } = useOwnTexts();
  const kinds = own?.options.warehouseTypes ?? {};
  return (
    <Section title={t('own.untyped')}>
      <p className={shared.caption}>{t('own.untypedHint')}</p>
      <div className={shared.card}>
        {warehouses.map((warehouse) => (
          <label key={warehouse} className={mergeClasses(shared.row, styles.rule)}>
            <span className={mergeClasses(shared.grow, shared.nowrap)}>{warehouse}</span>
            <Select
              className={styles.select}
              aria-label={t('own.kindOf', { warehouse })}
              value={kinds[warehouse] ?? ''}
              onChange={(_, { value }) => {
                const { [warehouse]: _before, ...others } = kinds;
                const warehouseTypes = value === '' ? others : { ...others, [warehouse]: value };
                run(session.setOwnOptions({ warehouseTypes }));
              }}
            >
              <option value="">{t('own.kindNone')}</option>
              {Object.entries(WAREHOUSE_TYPE_WORDS).map(([code, word]) => (
                <option key={code} value={code}>
                  {word[language]}
                </option>
              ))}
            </Select>
          </label>
        ))}
      </div>
    </Section>
  );
}
