/** The script of a plan worker: a file of its own, without the pane, Office or a page. */
import { planPart } from '../planning/plan-part';
import { answerPlans, type WorkerScope } from './session/plan-answering';

answerPlans(globalThis as unknown as WorkerScope, planPart);
