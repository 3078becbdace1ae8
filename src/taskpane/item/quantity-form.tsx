import { Button, Field, Input, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useForecastTexts } from '../forecast/texts';
import { useStyles as useShared } from '../ui/styles';

const useStyles = makeStyles({
  change: { display: 'flex', gap: '8px', alignItems: 'flex-end', padding: '12px' },
  quantity: { width: '120px' },
});

/** The user's own quantity for a plan row; whole units, 0 or more. */
export function QuantityForm({ start, onWrite }: { start: number | null; onWrite: (quantity: number) => void }) {
  const styles = useStyles();
  const shared = useShared();
  const { t } = useForecastTexts();
  const [typed, setTyped] = useState(start === null ? '' : String(start));
  const quantity = /^\d{1,9}$/.test(typed.trim()) ? Number(typed) : null;
  useEffect(() => setTyped(start === null ? '' : String(start)), [start]);
  return (
    <form
      className={mergeClasses(shared.card, styles.change)}
      onSubmit={(event) => {
        event.preventDefault();
        if (quantity !== null) onWrite(quantity);
      }}
    >
      <Field
        label={t('item.quantity')}
        validationState={quantity === null ? 'error' : 'none'}
        validationMessage={quantity === null ? t('item.quantityWrong') : undefined}
      >
        <Input
          className={styles.quantity}
          value={typed}
          inputMode="numeric"
          onChange={(_, data) => setTyped(data.value)}
        />
      </Field>
      <Button type="submit" disabled={quantity === null}>
        {t('item.saveQuantity', { qty: quantity ?? 0 })}
      </Button>
    </form>
  );
}
