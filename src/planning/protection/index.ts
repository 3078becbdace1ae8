export { learnErrors } from './learn-errors';
export { protectionRule, ruleAndProof } from './protection-rule';
export { proveService } from './service-proof';
export type { ErrorItem, ErrorKnowledge, ProtectionInput, ProtectionRule, ServiceProof } from './types';
