import type { MappingFault } from '../session/own-mapping';
import { Mark } from '../ui/mark';
import { useStyles as useShared } from '../ui/styles';
import { labelOf } from './meaning-label';
import { useOwnTexts } from './texts';

/** Why the mapping cannot be kept yet. */
export function FaultText({ fault }: { fault: MappingFault }) {
  const shared = useShared();
  const { t, language } = useOwnTexts();
  const values = {
    meaning: 'meaning' in fault ? labelOf(fault.meaning, language) : '',
    columns: 'columns' in fault ? fault.columns.join(language === 'zh' ? '、' : ', ') : '',
    name: '',
  };
  return (
    <div className={shared.head} role="status">
      <Mark kind="warning" />
      <p className={shared.body}>{t(`own.error.${fault.why}`, values)}</p>
    </div>
  );
}
