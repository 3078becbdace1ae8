import { showPane } from './office-environment';

/** What the ribbon buttons and the cell menu start; the pane gives itself as this. Each shows its page, works, and shows the result there. */
export interface RibbonTargets {
  refresh(): Promise<unknown>;
  plan(): Promise<unknown>;
  review(): Promise<unknown>;
  undoLastWrite(): Promise<unknown>;
  showItem(): void;
  explainCell(): Promise<unknown>;
  showData(): void;
  showHome(): void;
}

/** Ids of manifest.xml. */
export const RIBBON_ACTIONS: Record<string, (targets: RibbonTargets) => unknown> = {
  TwinRefresh: (targets) => targets.refresh(),
  TwinPlan: (targets) => targets.plan(),
  TwinReview: (targets) => targets.review(),
  TwinUndo: (targets) => targets.undoLastWrite(),
  TwinItem: (targets) => targets.showItem(),
  TwinExplain: (targets) => targets.explainCell(),
  TwinData: (targets) => targets.showData(),
  TwinPane: (targets) => targets.showHome(),
};

/** Must run on every load of the page: Office looks the ids up when a button is pressed. */
export function associateRibbon(targets: RibbonTargets): void {
  for (const [id, action] of Object.entries(RIBBON_ACTIONS)) {
    Office.actions.associate(id, async (event: Office.AddinCommands.Event) => {
      try {
        await showPane();
        await action(targets);
      } catch {
        // the pane shows what went wrong; the ribbon has no place for it
      } finally {
        event.completed();
      }
    });
  }
}
