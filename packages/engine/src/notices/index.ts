export * from './burnWindows';
export * from './noticeLevels';
export * from './plainText';
export * from './budgetNotice';
