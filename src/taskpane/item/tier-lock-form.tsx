import { Button, Field, Input, Select, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import { TIER_WORDS } from '../../tables';
import { useTierTexts } from '../tiers/texts';
import type { ItemKey, TierLockRequest } from '../session';
import { run, usePane, useSessionState } from '../ui/hooks';
import { useStyles as useShared } from '../ui/styles';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '10px', padding: '12px' },
  field: { minWidth: 0, '& > *': { minWidth: 0 } },
  actions: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
});

type Tier = TierLockRequest['tier'];
const TIERS = Object.keys(TIER_WORDS) as Tier[];

/** Locks the tier of an SKU: which, who and why. */
export function TierLockForm({ item, start, onDone }: { item: ItemKey; start: string | null; onDone: () => void }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { planner, job } = useSessionState();
  const { t, tier: named } = useTierTexts();
  const [tier, setTier] = useState<Tier>(TIERS.find((known) => known === start) ?? 'basic');
  const [reason, setReason] = useState('');
  const [author, setAuthor] = useState(planner);
  // what is missing is said once somebody tried to keep it
  const [tried, setTried] = useState(false);
  const says = (missing: boolean, message: string) =>
    tried && missing ? { validationState: 'error' as const, validationMessage: message } : {};

  const keep = (event: FormEvent): void => {
    event.preventDefault();
    const request = { tier, author: author.trim(), reason: reason.trim() };
    if (!request.author || !request.reason) {
      setTried(true);
      return;
    }
    if (request.author !== planner) session.setPlanner(request.author);
    run(session.lockTier(item, request).then(onDone));
  };

  return (
    <form className={mergeClasses(shared.card, styles.form)} onSubmit={keep} aria-label={t('tier.lock')} noValidate>
      <Field label={t('tier.lockAs')} className={styles.field}>
        <Select autoFocus value={tier} onChange={(_, { value }) => setTier(value as Tier)}>
          {TIERS.map((code) => (
            <option key={code} value={code}>
              {named(code)}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label={t('tier.reason')}
        hint={t('tier.reasonHint')}
        className={styles.field}
        {...says(!reason.trim(), t('tier.reasonWrong'))}
      >
        <Input value={reason} onChange={(_, { value }) => setReason(value)} />
      </Field>
      <Field label={t('tier.author')} className={styles.field} {...says(!author.trim(), t('tier.authorWrong'))}>
        <Input value={author} onChange={(_, { value }) => setAuthor(value)} />
      </Field>
      <div className={styles.actions}>
        <Button appearance="primary" type="submit" disabled={job !== null}>
          {t('tier.keep', { tier: named(tier) })}
        </Button>
        <Button onClick={onDone}>{t('tier.cancel')}</Button>
      </div>
    </form>
  );
}
