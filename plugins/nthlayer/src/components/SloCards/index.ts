export { BudgetBar } from './BudgetBar';
export { BUDGET_STATES, BudgetStateChip } from './BudgetStateChip';
export { ExcludedMark } from './ExcludedMark';
export { budgetTone } from './budgetTone';
export { SloCards } from './SloCards';
