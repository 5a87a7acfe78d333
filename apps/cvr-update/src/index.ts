export { NAME } from './name';
