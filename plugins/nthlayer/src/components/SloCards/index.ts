export { BudgetBar } from './BudgetBar';
export { BUDGET_STATES, BudgetStateChip } from './BudgetStateChip';
export { budgetTone } from './budgetTone';
export { SloCards } from './SloCards';
export { StateChip } from './StateChip';
