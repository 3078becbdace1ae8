import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { SellableLine } from '../../messages/sellable-lines';
import { LISTING_WORDS, TRAFFIC_WORDS } from '../../tables';
import { Mark, type MarkKind } from '../ui/mark';
import { useStyles as useShared } from '../ui/styles';
import { isPressing, lacksText } from './lines';
import { PageTexts } from './page-texts';
import { useSellableTexts, type SellableTexts } from './texts';

const useStyles = makeStyles({
  rule: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  texts: { display: 'flex', flexDirection: 'column' },
});

function markOf(line: SellableLine): MarkKind | null {
  if (line.listing === 'hide') return isPressing(line) ? 'danger' : 'neutral';
  if (lacksText(line) || line.traffic === 'throttle') return 'warning';
  return line.traffic === 'push' ? 'surplus' : null;
}

/** A figure, or null: in a sheet anything may stand. */
const figure = (value: SellableLine[string] | undefined): number | null => (typeof value === 'number' ? value : null);

function captions(line: SellableLine, { t, f, language }: SellableTexts): string[] {
  const word = (words: Readonly<Record<string, { en: string; zh: string }>>, code: unknown): string =>
    words[String(code ?? '')]?.[language] ?? '';
  const days = figure(line.cover_days);
  const limit = figure(line.limit_per_order);
  const owed = figure(line.committed);
  return [
    [
      word(LISTING_WORDS, line.listing),
      t('sellable.split', { spot: f.number(figure(line.spot_qty)), presale: f.number(figure(line.presale_qty)) }),
    ],
    [
      word(TRAFFIC_WORDS, line.traffic),
      days === null ? '' : t('sellable.lasts', { days: days >= 91 ? '≥91' : f.number(days) }),
      limit === null ? '' : t('sellable.limit', { n: f.number(limit) }),
      owed ? t('sellable.owed', { n: f.number(owed) }) : '',
      lacksText(line) ? t('sellable.noPromise') : '',
    ],
  ].map((parts) => parts.filter(Boolean).join(' · '));
}

/** SKUs one below the other; each opens to its page texts. */
export function LineList({ lines }: { lines: readonly SellableLine[] }) {
  const styles = useStyles();
  const shared = useShared();
  const texts = useSellableTexts();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <ul className={mergeClasses(shared.list, shared.card)}>
      {lines.map((line) => {
        const sku = String(line.sku_id ?? '');
        const mark = markOf(line);
        const isOpen = open === sku;
        const Chevron = isOpen ? ChevronDown16Regular : ChevronRight16Regular;
        return (
          <li key={sku} className={styles.rule}>
            <button
              type="button"
              className={mergeClasses(shared.row, shared.rowButton)}
              aria-expanded={isOpen}
              onClick={() => setOpen(isOpen ? null : sku)}
            >
              {mark && <Mark kind={mark} />}
              <span className={mergeClasses(shared.grow, styles.texts)}>
                <span className={shared.strong}>{sku}</span>
                {line.name && <span className={mergeClasses(shared.caption, shared.nowrap)}>{String(line.name)}</span>}
                {captions(line, texts).map(
                  (caption, at) =>
                    caption && (
                      <span key={at} className={shared.caption}>
                        {caption}
                      </span>
                    ),
                )}
              </span>
              <Chevron className={shared.chevron} aria-hidden="true" />
            </button>
            {isOpen && <PageTexts line={line} />}
          </li>
        );
      })}
    </ul>
  );
}
