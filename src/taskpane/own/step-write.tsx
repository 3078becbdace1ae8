import { Checkbox, Field, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { meaningInfo } from '../../workbook/own/meanings';
import { columnName } from '../session/own-mapping';
import { run, usePane, useSessionState } from '../ui/hooks';
import { useStyles as useShared } from '../ui/styles';
import { factsOf, setWrite, type Draft } from './draft';
import { labelOf } from './meaning-label';
import { useOwnTexts } from './texts';

const useStyles = makeStyles({
  rule: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  label: { display: 'flex', flexDirection: 'column' },
  box: { display: 'flex', padding: '2px 4px' },
});

/** Step 4: which columns may be written, and, in a workbook without a brand, which brand it is. */
export function StepWrite({
  draft,
  onDraft,
  unbound,
  brand,
  onBrand,
}: {
  draft: Draft;
  onDraft: (draft: Draft) => void;
  unbound: boolean;
  brand: { name: string; currency: string };
  onBrand: (brand: { name: string; currency: string }) => void;
}) {
  const styles = useStyles();
  const shared = useShared();
  const { t, language } = useOwnTexts();
  const results = draft.mapping.columns.filter(({ meaning }) => meaning !== null && meaningInfo(meaning)?.result);
  return (
    <>
      <p className={shared.body}>{t(results.length ? 'own.writeLead' : 'own.writeNone')}</p>
      {results.length > 0 && (
        <ul className={mergeClasses(shared.list, shared.card)}>
          {results.map((column) => {
            const facts = factsOf(draft, column.position);
            const state = [
              labelOf(column.meaning ?? 'TW_Plan.order_qty', language),
              draft.kept && column.write
                ? t('own.writeBefore')
                : facts?.filled
                  ? t('own.writeFilled', { n: facts.filled })
                  : t('own.writeEmpty'),
              facts && facts.formulas > 0 && t('own.writeFormulas', { n: facts.formulas }),
            ].filter(Boolean);
            return (
              <li key={column.position} className={mergeClasses(styles.rule, styles.box)}>
                <Checkbox
                  checked={column.write}
                  onChange={(_, data) => onDraft(setWrite(draft, column.position, data.checked === true))}
                  label={
                    <span className={styles.label}>
                      <span>{columnName(column)}</span>
                      <span className={shared.caption}>{state.join(' · ')}</span>
                    </span>
                  }
                />
              </li>
            );
          })}
        </ul>
      )}
      {results.some(({ write }) => write) && !unbound && <PlanSheetBox />}
      {unbound && (
        <div className={mergeClasses(shared.card, shared.padded)}>
          <p className={shared.caption}>{t('own.brandLead')}</p>
          <Field label={t('own.brand')}>
            <Input value={brand.name} onChange={(_, data) => onBrand({ ...brand, name: data.value })} />
          </Field>
          <Field label={t('own.currency')} hint={t('own.currencyHint')}>
            <Input
              value={brand.currency}
              maxLength={3}
              onChange={(_, data) => onBrand({ ...brand, currency: data.value })}
            />
          </Field>
          <p className={shared.caption}>{t('own.local')}</p>
        </div>
      )}
    </>
  );
}

/** Whether the plan also goes into sheets of Twinstock's own. */
export function PlanSheetBox() {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { own } = useSessionState();
  const { t } = useOwnTexts();
  if (!own) return null;
  return (
    <Checkbox
      checked={own.options.planSheet}
      onChange={(_, data) => run(session.setOwnOptions({ planSheet: data.checked === true }))}
      label={
        <span className={styles.label}>
          <span>{t('own.planSheet')}</span>
          <span className={shared.caption}>{t('own.planSheetHint')}</span>
        </span>
      }
    />
  );
}
