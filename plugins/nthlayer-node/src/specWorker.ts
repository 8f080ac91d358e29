import { serveTasks } from './tasks/serveTasks';
import { specTasks } from './specs/specTasks';

serveTasks(specTasks);
