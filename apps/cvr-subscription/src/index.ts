export { cvrSchema } from './schema';
