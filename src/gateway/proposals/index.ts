export { answerProposal, noProposal, type Change } from './answer';
export { findProposal, listProposals, readProposal } from './read';
export { SAMPLE_PROPOSALS_KEPT, sendProposals } from './send';
