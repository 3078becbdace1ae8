/** What is loaded together, see load.ts. */
export { ConnectPage } from '../data/connect-page';
export { DataPage } from '../data/data-page';
export { AccuracyPage } from '../forecast/accuracy-page';
export { ItemPage } from '../item/item-page';
export { HelpPage } from '../menu/help-page';
export { HistoryPage } from '../menu/history-page';
export { RepairGroupPage } from '../menu/repair-group-page';
export { RepairPage } from '../menu/repair-page';
export { SettingsPage } from '../menu/settings-page';
export { GroupPage } from '../plan/group-page';
export { PlanPage } from '../plan/plan-page';
export { ReviewPage } from '../plan/review-page';
