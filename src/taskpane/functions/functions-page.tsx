import { Button, SearchBox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronRight16Regular } from '@fluentui/react-icons';
import { useEffect, useMemo, useRef } from 'react';
import { PageFrame } from '../shell/page-frame';
import { usePane, useRoute } from '../ui/hooks';
import { BackTitle, Section } from '../ui/section';
import { useFunctionTexts } from './texts';
import { useStyles as useShared } from '../ui/styles';
import { FAMILY_IDS, searchFunctions } from './function-list';

const useStyles = makeStyles({
  search: { width: '100%', maxWidth: 'none' },
  item: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  words: {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 2,
    overflow: 'hidden',
    overflowWrap: 'anywhere',
  },
});

/** Every function, found by name or purpose in either language, by family. */
export function FunctionsPage() {
  const styles = useStyles();
  const shared = useShared();
  const { navigation } = usePane();
  const route = useRoute();
  const { t, language } = useFunctionTexts();
  const { search = '', from } = route.page === 'functions' ? route : {};
  const field = useRef<HTMLInputElement>(null);
  const origin = useRef<HTMLButtonElement>(null);
  const found = useMemo(() => searchFunctions(search), [search]);
  const look = (text: string): void => navigation.go({ page: 'functions', ...(text ? { search: text } : {}) });

  // back from a function, the list continues where it was left
  useEffect(() => origin.current?.focus(), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing = (event.target as Element | null)?.closest?.('input, textarea, select');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  return (
    <PageFrame label={t('menu.functions')}>
      <div className={shared.page}>
        <BackTitle title={t('menu.functions')} />
        <SearchBox
          ref={field}
          className={styles.search}
          aria-label={t('functions.search')}
          placeholder={t('functions.hint')}
          dismiss={{ 'aria-label': t('functions.all') }}
          value={search}
          onChange={(_, { value }) => look(value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || search === '') return;
            event.preventDefault();
            look('');
          }}
        />
        <p role="status" className={shared.hidden}>
          {t('functions.count', { n: found.length })}
        </p>
        {found.length === 0 && (
          <div className={shared.section}>
            <p className={shared.body}>{t('functions.none', { search })}</p>
            <div>
              <Button onClick={() => look('')}>{t('functions.all')}</Button>
            </div>
          </div>
        )}
        {FAMILY_IDS.map((family) => {
          const functions = found.filter((info) => info.family === family);
          if (functions.length === 0) return null;
          return (
            <Section key={family} title={t(`functions.family.${family}`)}>
              <ul className={mergeClasses(shared.list, shared.card)}>
                {functions.map(({ id, text }) => (
                  <li key={id} className={styles.item}>
                    <button
                      ref={id === from ? origin : undefined}
                      type="button"
                      className={mergeClasses(shared.row, shared.rowButton)}
                      onClick={() => {
                        navigation.go({ page: 'functions', from: id, ...(search ? { search } : {}) });
                        navigation.go({ page: 'function', id });
                      }}
                    >
                      <span className={shared.grow}>
                        <span className={shared.strong}>{id}</span>
                        <span className={mergeClasses(shared.caption, styles.words)}>{text[language]}</span>
                      </span>
                      <ChevronRight16Regular className={shared.chevron} aria-hidden="true" />
                    </button>
                  </li>
                ))}
              </ul>
            </Section>
          );
        })}
      </div>
    </PageFrame>
  );
}
