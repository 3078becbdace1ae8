import { run, usePane } from '../ui/hooks';

/** The sheet goes to the forecast of an item, the pane to its page. */
export function useShowItem(): (sku: string, warehouse: string) => void {
  const { session, navigation } = usePane();
  return (sku, warehouse) => {
    const show = (): void => {
      session.showItem({ sku, warehouse });
      navigation.go({ page: 'item' });
    };
    // without a Forecast sheet in this workbook the pane still has its page
    run(session.goTo('TW_Forecast', [sku, warehouse]).then(show, show));
  };
}
