/** What a step gives: counts, and lines that explain its failures. */
export function result({ passed = 0, failed = 0, skipped = 0, notes = [] }) {
  return { passed, failed, skipped, notes };
}

export const passedStep = () => result({ passed: 1 });
export const failedStep = (...notes) => result({ failed: 1, notes });

/** The sum of many results; notes are kept in order. */
export function sumResults(results) {
  return results.reduce(
    (sum, each) =>
      result({
        passed: sum.passed + each.passed,
        failed: sum.failed + each.failed,
        skipped: sum.skipped + each.skipped,
        notes: [...sum.notes, ...each.notes],
      }),
    result({}),
  );
}

/** The line that ends a run. */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
