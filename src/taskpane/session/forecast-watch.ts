import type { SessionContext } from './context';
import { loadForecasts } from './planning-chunk';

/**
 * A forecast that could not be stored is sent as soon as the data service answers again, and the accuracy of those stored is
 * looked at whenever the brand has new data.
 */
export function watchForecasts(context: SessionContext): void {
  let wasConnected = false;
  let looked = '';
  const look = (): void => {
    const { connection, brand, forecastRecord } = context.state;
    const isConnected = connection.state === 'connected';
    const again = isConnected && !wasConnected;
    wasConnected = isConnected;
    if (again && forecastRecord.state === 'waiting') {
      void loadForecasts().then(({ sendForecast }) => sendForecast(context));
    }
    const data = brand && isConnected ? `${brand.brand_id}/${brand.cut}` : looked;
    if (data === looked) return;
    looked = data;
    context.store.update({ forecastStanding: null });
    void loadForecasts().then(({ lookAtForecasts }) => lookAtForecasts(context));
  };
  context.store.subscribe(look);
}
