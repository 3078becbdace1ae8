import { Field, Input, Select, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { joinHeading } from '../session/own-review';
import { RowButton, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { patchMapping, type Draft } from './draft';
import { useOwnTexts } from './texts';

const SHOWN_HEADINGS = 8;
const MOST_HEADING_ROWS = 3;

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', gap: '8px', minHeight: '32px', minWidth: 0 },
  select: { marginLeft: 'auto' },
  rule: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
});

/** Step 1: which cells, and how many rows of headings. */
export function StepRange({
  draft,
  busy,
  onDraft,
  onHeadingRows,
  onOther,
}: {
  draft: Draft;
  busy: boolean;
  onDraft: (draft: Draft) => void;
  onHeadingRows: (rows: number) => void;
  onOther: (address: string) => void;
}) {
  const styles = useStyles();
  const shared = useShared();
  const { t, language } = useOwnTexts();
  const { look, mapping, kept } = draft;
  const headings = look.columns.map(({ heading }) => joinHeading(heading)).filter((text) => text !== '');
  const names = headings.slice(0, SHOWN_HEADINGS).join(language === 'zh' ? '、' : ', ');
  return (
    <>
      <div className={mergeClasses(shared.card, shared.padded)}>
        <div>
          <div className={shared.strong}>{look.address}</div>
          <p className={shared.caption}>{t('own.rows', { rows: look.rows, columns: look.columns.length })}</p>
        </div>
        <p className={shared.caption}>
          {headings.length
            ? t('own.headings', { names: headings.length > SHOWN_HEADINGS ? `${names} …` : names })
            : t('own.noHeadings')}
        </p>
        <label className={styles.line}>
          <span>{t('own.headingRows')}</span>
          <Select
            className={styles.select}
            disabled={busy}
            value={String(look.headingRows)}
            onChange={(_, data) => onHeadingRows(Number(data.value))}
          >
            {Array.from({ length: MOST_HEADING_ROWS }, (_, at) => (
              <option key={at} value={at + 1}>
                {at + 1}
              </option>
            ))}
          </Select>
        </label>
        <Field label={t('own.name')}>
          <Input value={mapping.name} onChange={(_, data) => onDraft(patchMapping(draft, { name: data.value }))} />
        </Field>
        {kept && <p className={shared.caption}>{t('own.keptAlready')}</p>}
        {look.hiddenRows > 0 && <p className={shared.caption}>{t('own.hidden', { n: look.hiddenRows })}</p>}
        {look.filtered && <p className={shared.caption}>{t('own.filtered')}</p>}
        {look.protected && <p className={shared.caption}>{t('own.protected')}</p>}
      </div>
      {look.others.length > 0 && (
        <Section title={t('own.others')}>
          <div className={shared.card}>
            {look.others.map((address) => (
              <div key={address} className={styles.rule}>
                <RowButton onClick={() => onOther(address)} disabled={busy}>
                  <span className={mergeClasses(shared.grow, shared.nowrap)}>{address}</span>
                </RowButton>
              </div>
            ))}
          </div>
        </Section>
      )}
    </>
  );
}
