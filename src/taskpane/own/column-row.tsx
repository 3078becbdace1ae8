import { Select, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { OWN_MEANINGS, type OwnMeaningGroup } from '../../workbook/own/meanings';
import type { OwnMeaning } from '../../workbook/own/types';
import { joinHeading } from '../session/own-review';
import { Mark } from '../ui/mark';
import { useStyles as useShared } from '../ui/styles';
import { certaintyOf, factsOf, suggestions, type ColumnLine, type Draft } from './draft';
import { columnLetters, labelOf } from './meaning-label';
import { useOwnTexts } from './texts';

const GROUPS: readonly OwnMeaningGroup[] = ['key', 'sku', 'stock', 'sales', 'inbound', 'rules', 'calendar', 'plan'];

const useStyles = makeStyles({
  row: { alignItems: 'flex-start' },
  texts: { display: 'flex', flexDirection: 'column', minWidth: 0, flexGrow: 1 },
  said: { display: 'flex', flexDirection: 'column', alignItems: 'flex-end', flexShrink: 0, maxWidth: '52%' },
  meaning: { textAlign: 'right', overflowWrap: 'anywhere' },
  unused: { color: tokens.colorNeutralForeground3 },
  certain: { display: 'flex', alignItems: 'center', gap: '4px' },
  list: { padding: '0 12px 10px' },
  select: { width: '100%' },
});

/** A column (or neighbours that hold the same of one period each): its heading, an example, what it holds. */
export function ColumnRow({
  draft,
  line,
  open,
  onOpen,
  onChoose,
}: {
  draft: Draft;
  line: ColumnLine;
  open: boolean;
  onOpen: () => void;
  onChoose: (meaning: OwnMeaning | null) => void;
}) {
  const styles = useStyles();
  const shared = useShared();
  const { t, language } = useOwnTexts();
  const { positions, meaning } = line;
  const at = positions[0] ?? 0;
  const name = nameOf(draft, at);
  const last = nameOf(draft, positions[positions.length - 1] ?? at);
  const title = positions.length > 1 ? t('own.columnsOf', { n: positions.length, first: name, last }) : name;
  const facts = factsOf(draft, at);
  const certainty = certaintyOf(draft, at);
  const [example] = facts?.examples ?? [];
  const caption = [
    example === undefined ? t('own.blankColumn') : t('own.example', { value: example }),
    facts && facts.formulas > 0 && t('own.formulas', { n: facts.formulas }),
    facts && facts.odd > 0 && t('own.odd', { n: facts.odd }),
  ].filter(Boolean);
  return (
    <>
      <button
        type="button"
        className={mergeClasses(shared.row, shared.rowButton, styles.row)}
        aria-expanded={open}
        aria-label={`${t('own.change', { column: title })}: ${meaning ? labelOf(meaning, language) : t('own.unused')}`}
        onClick={onOpen}
      >
        <span className={styles.texts}>
          <span>{title}</span>
          <span className={shared.caption}>{caption.join(' · ')}</span>
        </span>
        <span className={styles.said}>
          <span className={mergeClasses(styles.meaning, meaning === null && styles.unused)}>
            {meaning ? labelOf(meaning, language) : t('own.unused')}
          </span>
          {certainty !== 'unused' && (
            <span className={mergeClasses(shared.caption, styles.certain)}>
              {certainty === 'check' && <Mark kind="warning" />}
              {t(certainty === 'sure' ? 'own.sure' : 'own.unsure')}
            </span>
          )}
        </span>
        {open ? (
          <ChevronDown16Regular className={shared.chevron} aria-hidden="true" />
        ) : (
          <ChevronRight16Regular className={shared.chevron} aria-hidden="true" />
        )}
      </button>
      {open && (
        <div className={styles.list}>
          <MeaningList draft={draft} position={at} meaning={meaning} name={title} onChoose={onChoose} />
        </div>
      )}
    </>
  );
}

const nameOf = (draft: Draft, position: number): string => {
  const heading = joinHeading(draft.mapping.columns.find((column) => column.position === position)?.heading ?? []);
  const { place } = draft.look;
  return heading || columnLetters((place.kind === 'range' ? place.column : 0) + position);
};

function MeaningList({
  draft,
  position,
  meaning,
  name,
  onChoose,
}: {
  draft: Draft;
  position: number;
  meaning: OwnMeaning | null;
  name: string;
  onChoose: (meaning: OwnMeaning | null) => void;
}) {
  const styles = useStyles();
  const { t, language } = useOwnTexts();
  const fitting = suggestions(draft, position);
  const listed = new Set(fitting);
  if (meaning !== null && !OWN_MEANINGS.some(({ id }) => id === meaning) && !listed.has(meaning)) fitting.push(meaning);
  const option = (id: OwnMeaning) => (
    <option key={id} value={id}>
      {labelOf(id, language)}
    </option>
  );
  return (
    <Select
      className={styles.select}
      aria-label={t('own.meaning', { column: name })}
      value={meaning ?? ''}
      onChange={(_, data) => onChoose(data.value === '' ? null : (data.value as OwnMeaning))}
    >
      <option value="">{t('own.unused')}</option>
      {fitting.length > 0 && <optgroup label={t('own.suggested')}>{fitting.map(option)}</optgroup>}
      {GROUPS.map((group) => (
        <optgroup key={group} label={t(`own.group.${group}`)}>
          {OWN_MEANINGS.filter((info) => info.group === group && !fitting.includes(info.id)).map(({ id }) =>
            option(id),
          )}
        </optgroup>
      ))}
    </Select>
  );
}
