import { Button } from '@fluentui/react-components';
import { useEffect, useState, type ReactNode } from 'react';
import { useLasting, useTexts } from '../ui/hooks';
import { BackTitle } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { PageFrame } from './page-frame';

/** Chunks that have come, by what loads them. */
const loaded = new Map<unknown, unknown>();

/** Loads a chunk ahead of its first page; one that does not come is asked for again when a page is shown. */
export const preload = <Chunk,>(load: () => Promise<Chunk>): void => {
  load().then(
    (come) => loaded.set(load, come),
    () => undefined,
  );
};

export interface LazyPageProps<Chunk extends object> {
  title: string;
  load(): Promise<Chunk>;
  children: (chunk: Chunk) => ReactNode;
}

/** A page of a chunk that is loaded when it is first shown; offered again when it did not come. */
export function LazyPage<Chunk extends object>({ title, load, children }: LazyPageProps<Chunk>) {
  const shared = useShared();
  const { t } = useTexts();
  const [chunk, setChunk] = useState((loaded.get(load) as Chunk | undefined) ?? null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const waiting = useLasting(chunk === null && !failed);
  useEffect(() => {
    if (chunk) return;
    let ended = false;
    setFailed(false);
    load().then(
      (come) => {
        loaded.set(load, come);
        if (!ended) setChunk(come);
      },
      () => !ended && setFailed(true),
    );
    return () => {
      ended = true;
    };
  }, [chunk, load, attempt]);
  if (chunk) return children(chunk);
  return (
    <PageFrame label={title}>
      <div className={shared.page}>
        <BackTitle title={title} />
        {waiting && (
          <p role="status" className={shared.caption}>
            {t('page.loading')}
          </p>
        )}
        {failed && (
          <>
            <p className={shared.body}>{t('page.failed')}</p>
            <div>
              <Button onClick={() => setAttempt(attempt + 1)}>{t('action.retry')}</Button>
            </div>
          </>
        )}
      </div>
    </PageFrame>
  );
}
