import { scenarioTextsEn, scenarioTextsZh, type ScenarioTextId } from '../../messages/scenario-texts';
import { pageTexts, type PageTexts } from '../ui/page-texts';

/** The pane's texts and those about scenarios and the budget. */
export type ScenarioTexts = PageTexts<ScenarioTextId>;

export const useScenarioTexts = pageTexts<ScenarioTextId>({ en: scenarioTextsEn, zh: scenarioTextsZh });
