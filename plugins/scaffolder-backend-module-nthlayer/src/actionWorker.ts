import { serveTasks } from '@nthlayer/backstage-plugin-nthlayer-node';
import { actionTasks } from './thread/actionTasks';

serveTasks(actionTasks);
