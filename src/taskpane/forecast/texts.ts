import { forecastTextsEn, forecastTextsZh, type ForecastTextId } from '../../messages/forecast-texts';
import { pageTexts, type PageTexts } from '../ui/page-texts';

/** The pane's texts and those about the forecast. */
export type ForecastTexts = PageTexts<ForecastTextId>;

export const useForecastTexts = pageTexts<ForecastTextId>({ en: forecastTextsEn, zh: forecastTextsZh });
