import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Where generated things lie: `cache/`, or the folder named by UNTANGLE_CACHE. */
export const cacheRoot = (): string => path.resolve(projectRoot, process.env['UNTANGLE_CACHE'] || 'cache');
