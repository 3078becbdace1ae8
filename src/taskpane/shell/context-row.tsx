import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { ChevronDown16Regular, MoreHorizontal20Regular } from '@fluentui/react-icons';
import { dataAge } from '../ui/data-age';
import { run, usePane, useLasting, useSessionState, useTexts } from '../ui/hooks';
import { Mark } from '../ui/mark';
import { sheetDataTime } from '../ui/problem-text';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: '2px',
    height: '40px',
    flexShrink: 0,
    // Office draws its own menu over the top right corner
    padding: '0 40px 0 4px',
    boxSizing: 'border-box',
    minWidth: 0,
  },
  brand: {
    minWidth: 0,
    flexShrink: 1,
    justifyContent: 'flex-start',
    paddingLeft: '7px',
    paddingRight: '2px',
    gap: '2px',
  },
  chevron: { marginLeft: '2px' },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', fontWeight: 600 },
  grow: { flexGrow: 1 },
  chip: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '5px',
    fontSize: '12px',
    lineHeight: '17px',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground3,
    padding: '1px 5px',
    borderRadius: '4px',
    flexShrink: 0,
  },
  stale: { color: tokens.colorStatusWarningForeground1, backgroundColor: tokens.colorStatusWarningBackground1 },
  old: { color: tokens.colorStatusDangerForeground1, backgroundColor: tokens.colorStatusDangerBackground1 },
  hint: { color: tokens.colorNeutralForeground3, fontSize: '12px', marginLeft: '8px' },
  more: { minWidth: '32px', flexShrink: 0 },
});

export function ContextRow() {
  const styles = useStyles();
  const { session, navigation } = usePane();
  const state = useSessionState();
  const { t, f, language } = useTexts();
  const busy = useLasting(state.job !== null, 2000);
  const bound = state.workbook?.binding ?? null;
  const current = state.brands.find(({ brand_id }) => brand_id === bound?.brandId);
  const name = (language === 'zh' && current?.name_zh) || current?.name || bound?.brandName || t('brand.none');
  const dataTime = sheetDataTime(state);
  const age = dataTime ? dataAge(dataTime, new Date(), current?.sample ?? false, { t, f }) : null;
  const { job } = state;
  const percent = job && job.total > 0 ? Math.floor((100 * job.done) / job.total) : null;

  return (
    <header className={styles.row}>
      <Menu checkedValues={{ brand: bound ? [bound.brandId] : [] }}>
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" className={styles.brand} aria-label={`${t('brand.label')}: ${name}`}>
            <span className={styles.name}>{name}</span>
            <ChevronDown16Regular className={styles.chevron} aria-hidden="true" />
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {state.brands.map((brand) => (
              <MenuItemRadio
                key={brand.brand_id}
                name="brand"
                value={brand.brand_id}
                disabled={state.job !== null}
                onClick={() => {
                  if (brand.brand_id !== bound?.brandId)
                    run(session.chooseBrand(brand.brand_id).then(() => navigation.go({ page: 'data' })));
                }}
              >
                {(language === 'zh' && brand.name_zh) || brand.name}
                <span className={styles.hint}>{brand.data_time ? f.dateTime(brand.data_time) : t('brand.noData')}</span>
              </MenuItemRadio>
            ))}
            {state.brands.length > 0 && <MenuDivider />}
            <MenuItem onClick={() => navigation.go({ page: 'connect' })}>{t('brand.other')}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      <span className={styles.grow} />
      {busy ? (
        <span className={styles.chip}>{percent === null ? t('age.updating') : t('progress.percent', { percent })}</span>
      ) : (
        age && (
          <span
            className={mergeClasses(
              styles.chip,
              age.level === 'stale' && styles.stale,
              age.level === 'old' && styles.old,
            )}
            title={dataTime ? t('age.explain', { time: f.dateTime(dataTime) }) : undefined}
          >
            {age.level !== 'fresh' && <Mark kind={age.level === 'old' ? 'danger' : 'warning'} />}
            {age.text}
          </span>
        )
      )}
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            appearance="subtle"
            className={styles.more}
            icon={<MoreHorizontal20Regular />}
            aria-label={t('menu.label')}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => navigation.go({ page: 'history' })}>{t('menu.history')}</MenuItem>
            <MenuItem onClick={() => navigation.go({ page: 'forecast' })}>{t('menu.forecast')}</MenuItem>
            <MenuItem onClick={() => navigation.go({ page: 'explain' })}>{t('menu.explain')}</MenuItem>
            <MenuItem onClick={() => navigation.go({ page: 'functions' })}>{t('menu.functions')}</MenuItem>
            <MenuItem onClick={() => navigation.go({ page: 'repair' })}>{t('menu.repair')}</MenuItem>
            <MenuItem onClick={() => navigation.go({ page: 'settings' })}>{t('menu.settings')}</MenuItem>
            <MenuItem onClick={() => navigation.go({ page: 'help' })}>{t('menu.help')}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </header>
  );
}
