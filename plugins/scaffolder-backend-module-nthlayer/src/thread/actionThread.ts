import { TaskRunner } from '@nthlayer/backstage-plugin-nthlayer-node';
import { actionTasks } from './actionTasks';

/** Far more than the largest workspace takes. */
const TIMEOUT_MS = 5 * 60_000;

/** Where the actions read, check and generate: whoever uses the portal meanwhile does not wait for them. */
export const actionThread = TaskRunner.create({
  tasks: actionTasks,
  // by the package's own name, which leads to the source or to the built file, whichever is installed
  script: () =>
    require.resolve(
      '@nthlayer/backstage-plugin-scaffolder-backend-module-nthlayer/actionWorker',
    ),
  timeoutMs: TIMEOUT_MS,
});
