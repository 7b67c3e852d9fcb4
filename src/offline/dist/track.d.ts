/* tslint:disable */
/* eslint-disable */

/**
 * One application that somebody looks for.
 */
export class Tracking {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The status in the shard, as signed; nothing where there is none.
     */
    find(index: Uint8Array | number[], shard: Uint8Array | number[]): string | undefined;
    /**
     * What the index of a tree says: `{"shard":"0a3f","bytes":65536,"sequence":7,"issued":"...","next":"..."}`, the
     * shard being the one where this application would be.
     */
    index(file: Uint8Array | number[]): string;
    /**
     * From what was typed; `keys` are the desk's, past ones among them, as SSH writes them, one a line. Takes 64 MiB
     * and a good part of a second.
     */
    constructor(number: string, password: string, keys: string);
}

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly __wbg_tracking_free: (a: number, b: number) => void;
    readonly tracking_find: (a: number, b: number, c: number, d: number, e: number) => [number, number, number, number];
    readonly tracking_index: (a: number, b: number, c: number) => [number, number, number, number];
    readonly tracking_new: (a: number, b: number, c: number, d: number, e: number, f: number) => [number, number, number];
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __externref_table_dealloc: (a: number) => void;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
