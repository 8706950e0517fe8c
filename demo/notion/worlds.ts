export { marieNotion } from './worlds/marie.ts';
export { techcorpNotion } from './worlds/techcorp.ts';
