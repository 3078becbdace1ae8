import { Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ForecastVersionInfo } from '../../tables';
import { Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { useForecastTexts } from './texts';

const SHOWN = 5;

const useStyles = makeStyles({
  line: { padding: '8px 12px', ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  top: { display: 'flex', alignItems: 'baseline', gap: '8px' },
  settings: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: '0 12px', margin: '4px 0 0' },
  value: { margin: 0, textAlign: 'right' },
});

/** Stored forecasts, newest first, each with the data it was made from and the settings that shaped it. */
export function VersionList({ versions }: { versions: readonly ForecastVersionInfo[] }) {
  const styles = useStyles();
  const shared = useShared();
  const { t, f } = useForecastTexts();
  const [open, setOpen] = useState<number | null>(null);
  const [all, setAll] = useState(false);
  if (!versions.length) return null;
  const shown = all ? versions : versions.slice(0, SHOWN);
  return (
    <Section title={t('versions.title')}>
      <ul className={mergeClasses(shared.list, shared.card)}>
        {shown.map((info) => {
          const settings = Object.entries(info.settings);
          return (
            <li key={info.version} className={styles.line}>
              <div className={styles.top}>
                <span className={shared.grow}>
                  <span className={shared.strong}>{t('versions.line', { n: info.version })}</span>{' '}
                  <span className={shared.caption}>{f.dateTime(info.made_at)}</span>
                </span>
                {settings.length > 0 && (
                  <Link
                    as="button"
                    aria-expanded={open === info.version}
                    aria-label={`${t('versions.settings')}, ${t('versions.line', { n: info.version })}`}
                    onClick={() => setOpen(open === info.version ? null : info.version)}
                  >
                    {t('versions.settings')}
                  </Link>
                )}
              </div>
              <div className={shared.caption}>
                {[
                  t('versions.data', { time: f.dateTime(info.data_time) }),
                  t('versions.items', { n: info.rows }),
                  t('versions.overrides', { n: info.overrides }),
                  info.made_by && t('versions.by', { name: info.made_by }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
              {open === info.version && (
                <dl className={mergeClasses(shared.caption, styles.settings)}>
                  {settings.map(([name, value]) => (
                    <div key={name} style={{ display: 'contents' }}>
                      <dt>{name}</dt>
                      <dd className={styles.value}>{String(value)}</dd>
                    </div>
                  ))}
                </dl>
              )}
            </li>
          );
        })}
      </ul>
      {versions.length > shown.length && (
        <Link as="button" onClick={() => setAll(true)}>
          {t('drift.more', { n: versions.length - shown.length })}
        </Link>
      )}
    </Section>
  );
}
