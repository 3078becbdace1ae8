import type { ItemView } from '../session';
import { useForecastTexts } from '../forecast/texts';
import { TimeChart } from '../forecast/time-chart';
import { Section } from '../ui/section';
import { promotionsAt, promotionStrip } from './demand-chart';
import { units, weekCode, weekName } from './week-names';

const HEIGHT = 132;

/** How reorder level, order-up-to level and maximum move over the weeks ahead, and where the stock position stands now. */
export function WaterLines({ item, position }: { item: ItemView; position: number | null }) {
  const texts = useForecastTexts();
  const { t, f } = texts;
  const weeks = item.weeks.filter(({ target }) => target !== null);
  const first = weeks[0];
  const last = weeks[weeks.length - 1];
  if (!first || !last || weeks.length < 2) return null;
  const peak = weeks.reduce((most, week) => ((week.minimum ?? 0) > (most.minimum ?? 0) ? week : most), first);
  const strip = promotionStrip(item.promotions, weeks);
  const lines = [
    { id: 'maximum', name: t('water.maximum'), values: weeks.map(({ maximum }) => maximum) },
    { id: 'target', name: t('water.target'), values: weeks.map(({ target }) => target) },
    { id: 'minimum', name: t('water.minimum'), values: weeks.map(({ minimum }) => minimum) },
  ].filter(({ values }) => values.some((value) => value !== null));
  const label = t('water.text', {
    now: units(first.minimum, f),
    week: weekName(peak, texts),
    most: units(peak.minimum, f),
    target: units(peak.target, f),
    max: units(peak.maximum, f),
  });
  return (
    <Section title={t('water.title')}>
      <TimeChart
        count={weeks.length}
        height={HEIGHT}
        label={label}
        cursorLabel={t('chart.keys')}
        weekName={(at) => (weeks[at] ? weekName(weeks[at], texts) : '')}
        read={(at) => [
          ...lines.map(({ name, values }): [string, string] => [name, units(values[at] ?? null, f)]),
          ...promotionsAt(strip, at).map((name): [string, string] => [t('chart.promotion'), name]),
        ]}
        lines={lines.map(({ id, name, values }) => ({
          id,
          look: 'water',
          values,
          endLabel: `${name} ${units(values[values.length - 1] ?? null, f)}`,
        }))}
        marks={position === null ? [] : [{ at: 0, value: position, text: t('water.now', { n: units(position, f) }) }]}
        strip={strip}
        foot={[weekCode(first), weekCode(last)]}
        numberText={(value) => units(value, f)}
      />
    </Section>
  );
}
