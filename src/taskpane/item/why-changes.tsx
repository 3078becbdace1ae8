import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ItemTrace } from '../session';
import { Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { cellText, labelOf, type WhyTexts } from './why-texts';

const useStyles = makeStyles({
  rule: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  values: { textAlign: 'right', flexShrink: 0, maxWidth: '60%', overflowWrap: 'anywhere' },
});

const signed = (value: number, texts: WhyTexts): string =>
  `${value > 0 ? '+' : '−'}${texts.f.number(Math.abs(value), 1)}`;

/** The sentences about what changed, also for copying. */
export function changeLines({ before }: ItemTrace, texts: WhyTexts): string[] {
  const { t, f } = texts;
  if (!before) return [t('change.unknown')];
  const time = f.dateTime(before.at);
  if (before.added) return [t('change.added', { time })];
  const version = before.version ?? 'none';
  if (!before.changes.length) return [t('change.none', { version: before.version ?? '' })];
  const lines = [t('change.intro', { version, time })];
  const [most] = before.changes
    .filter(({ effect }) => effect !== null)
    .sort((a, b) => Math.abs(b.effect ?? 0) - Math.abs(a.effect ?? 0));
  if (most?.effect != null && before.need !== null && Math.abs(before.need) >= 0.05) {
    lines.push(
      t('change.need', {
        change: signed(before.need, texts),
        name: labelOf(most.id, texts),
        effect: signed(most.effect, texts),
      }),
    );
  }
  return lines;
}

/** What of the line differs from the plan before, and which part moved the need. */
export function Changes({ trace, texts }: { trace: ItemTrace; texts: WhyTexts }) {
  const styles = useStyles();
  const shared = useShared();
  const { t } = texts;
  const changes = trace.before?.changes ?? [];
  return (
    <Section title={t('section.changes')}>
      {changeLines(trace, texts).map((line) => (
        <p key={line} className={shared.caption}>
          {line}
        </p>
      ))}
      {changes.length > 0 && (
        <div className={shared.card}>
          <ul className={shared.list}>
            {changes.map(({ id, before, now, effect }) => (
              <li key={id} className={mergeClasses(shared.row, styles.rule)}>
                <span className={shared.grow}>{labelOf(id, texts)}</span>
                <span className={mergeClasses(shared.body, styles.values)}>
                  {t('change.line', {
                    before: cellText(id, before, texts, trace.currency),
                    now: cellText(id, now, texts, trace.currency),
                  })}
                  {effect !== null && (
                    <div className={shared.caption}>{t('change.effect', { effect: signed(effect, texts) })}</div>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}
