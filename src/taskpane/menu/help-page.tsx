import { makeStyles, mergeClasses } from '@fluentui/react-components';
import type { MessageId } from '../../messages';
import { PageFrame } from '../shell/page-frame';
import { usePane, useTexts } from '../ui/hooks';
import { BackTitle, RowButton, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';

const BLOCKS: [title: MessageId, lines: MessageId[]][] = [
  ['help.howTitle', ['help.how1', 'help.how2', 'help.how3']],
  ['help.marksTitle', ['help.markOwn', 'help.markYours', 'help.markUser']],
  ['help.keysTitle', ['help.keys1', 'help.keys2', 'help.keys3']],
];

const useStyles = makeStyles({
  lines: { display: 'flex', flexDirection: 'column', gap: '6px', padding: '10px 12px' },
  texts: { display: 'flex', flexDirection: 'column', minWidth: 0, flexGrow: 1 },
});

export function HelpPage() {
  const styles = useStyles();
  const shared = useShared();
  const { navigation } = usePane();
  const { t } = useTexts();
  return (
    <PageFrame label={t('help.title')}>
      <div className={shared.page}>
        <BackTitle title={t('help.title')} />
        <div className={shared.card}>
          <RowButton onClick={() => navigation.go({ page: 'repair' })}>
            <span className={styles.texts}>
              <span>{t('menu.repair')}</span>
              <span className={shared.caption}>{t('help.repair')}</span>
            </span>
          </RowButton>
        </div>
        {BLOCKS.map(([title, lines]) => (
          <Section key={title} title={t(title)}>
            <ul className={mergeClasses(shared.list, shared.card, styles.lines)}>
              {lines.map((line) => (
                <li key={line} className={shared.body}>
                  {t(line)}
                </li>
              ))}
            </ul>
          </Section>
        ))}
      </div>
    </PageFrame>
  );
}
