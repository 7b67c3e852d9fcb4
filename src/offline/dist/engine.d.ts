/* tslint:disable */
/* eslint-disable */

/**
 * A draft file in the making.
 */
export class Drafting {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * That file has no more.
     */
    end(): void;
    /**
     * The next bytes of that file.
     */
    feed(bytes: Uint8Array | number[]): void;
    /**
     * `read`, `save`, `done`.
     */
    phase(): string;
    /**
     * The work between files.
     */
    step(): void;
    /**
     * Bytes of the draft since the last time.
     */
    take(): Uint8Array;
    /**
     * Which file is to be fed now, from its first byte; -1 when none is.
     */
    wants(): number;
}

/**
 * One form, ready to be asked. JSON goes in and out as text.
 */
export class Engine {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The same for the next revision of what was opened: same key, same number.
     */
    amend(copy: OpenedCopy, order: string, password: string): Finishing;
    /**
     * The report on what was typed (`sayyar_forms::Report`). Throws `misuse` for what is no object, or no day.
     */
    check(entries: string, today: string): string;
    /**
     * Begins a draft of `{"language","saved_on","entries":{...},"page":{...},"files":[{"name","type"}]}`; the
     * files will be fed in that order.
     */
    draft(state: string, password: string): Drafting;
    /**
     * Begins to finish: makes the key and, from the password, the identity of the status. The order is
     * `{"language","today","entries":{...},"files":2,"assisted":false}`, `files` being how many will be fed.
     */
    finish(order: string, password: string): Finishing;
    /**
     * What a passport's lines say: `{"ok":{"surname":...,"birth":...}}` by the names of parts, or
     * `{"problem":{"kind":"malformed"}}`, with `part` where a check digit is wrong.
     */
    mrz(text: string, today: string): string;
    /**
     * From the facts in the page. Throws `bundle` when they are damaged.
     */
    constructor(bundle: string);
    /**
     * A message, or an attribute of one (`months.hint`); nothing where the language has none. What it is given is
     * JSON, see `sayyar_forms::Speech::argument`.
     */
    say(language: string, id: string, given: string): string | undefined;
    /**
     * A canonical answer as people read it. The address is that of a report: `months`, `relatives[0].birth`.
     */
    show(language: string, address: string, answer: string): string;
    /**
     * What a file is, whatever its name says: `{"type":"application/pdf"}`, or the kind of its problem.
     */
    sniff(file: Uint8Array | number[], name: string): string;
}

/**
 * An application in the making. Ask [`Finishing::wants`] which file is to be fed; when it wants none, call
 * [`Finishing::step`]; after each, [`Finishing::take`] what is finished, until [`Finishing::phase`] is `done`.
 */
export class Finishing {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Whether what [`Finishing::take`] gives next belongs to the copy.
     */
    copying(): boolean;
    /**
     * That file has no more.
     */
    end(): void;
    /**
     * What the page shows: number, revision, digests, names of both files; nothing before `done`.
     */
    facts(): string | undefined;
    /**
     * The next bytes of that file.
     */
    feed(bytes: Uint8Array | number[]): void;
    /**
     * `read`, `seal`, `copy`, `done`.
     */
    phase(): string;
    /**
     * The work between files.
     */
    step(): void;
    /**
     * Bytes of the file to hand in (phase `seal`) or of the copy (phase `copy`), since the last time.
     */
    take(): Uint8Array;
    /**
     * Which file is to be fed now, from its first byte; -1 when none is.
     */
    wants(): number;
}

/**
 * A copy that opened, with the key that amends it. The key stays here; dropping this wipes it.
 */
export class OpenedCopy {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * `{"header":{...},"answers":{...},"attachments":[{"path","size","sha512"}],"content":"..."}`.
     */
    readonly json: string;
}

/**
 * A draft that opened.
 */
export class OpenedDraft {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * `draft.json` (FORMAT.md, "Drafts").
     */
    readonly json: string;
}

/**
 * The written form of a password as people type it; nothing when it is none.
 */
export function check_password(text: string): string | undefined;

/**
 * Opens a copy and verifies it as a desk would. Throws the code of what is wrong.
 */
export function open_copy(file: any, password: string, sink: any): OpenedCopy;

/**
 * Opens a draft. Throws the code of what is wrong: `age-no-match` for another password.
 */
export function open_draft(file: any, password: string, sink: any): OpenedDraft;

/**
 * A new password, `XXXX-XXXX-XXXX-XXXX-C`.
 */
export function password(): string;

/**
 * SHA-512 in hexadecimal digits.
 */
export function sha512(bytes: Uint8Array | number[]): string;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly __wbg_drafting_free: (a: number, b: number) => void;
    readonly __wbg_engine_free: (a: number, b: number) => void;
    readonly __wbg_finishing_free: (a: number, b: number) => void;
    readonly __wbg_openedcopy_free: (a: number, b: number) => void;
    readonly __wbg_openeddraft_free: (a: number, b: number) => void;
    readonly check_password: (a: number, b: number) => [number, number];
    readonly drafting_end: (a: number) => [number, number];
    readonly drafting_feed: (a: number, b: number, c: number) => [number, number];
    readonly drafting_phase: (a: number) => [number, number];
    readonly drafting_step: (a: number) => [number, number];
    readonly drafting_take: (a: number) => [number, number];
    readonly drafting_wants: (a: number) => number;
    readonly engine_amend: (a: number, b: number, c: number, d: number, e: number, f: number) => [number, number, number];
    readonly engine_check: (a: number, b: number, c: number, d: number, e: number) => [number, number, number, number];
    readonly engine_draft: (a: number, b: number, c: number, d: number, e: number) => [number, number, number];
    readonly engine_finish: (a: number, b: number, c: number, d: number, e: number) => [number, number, number];
    readonly engine_mrz: (a: number, b: number, c: number, d: number, e: number) => [number, number, number, number];
    readonly engine_new: (a: number, b: number) => [number, number, number];
    readonly engine_say: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => [number, number];
    readonly engine_show: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => [number, number];
    readonly engine_sniff: (a: number, b: number, c: number, d: number, e: number) => [number, number];
    readonly finishing_copying: (a: number) => number;
    readonly finishing_end: (a: number) => [number, number];
    readonly finishing_facts: (a: number) => [number, number];
    readonly finishing_feed: (a: number, b: number, c: number) => [number, number];
    readonly finishing_phase: (a: number) => [number, number];
    readonly finishing_step: (a: number) => [number, number];
    readonly finishing_take: (a: number) => [number, number];
    readonly finishing_wants: (a: number) => number;
    readonly open_copy: (a: any, b: number, c: number, d: any) => [number, number, number];
    readonly open_draft: (a: any, b: number, c: number, d: any) => [number, number, number];
    readonly openedcopy_json: (a: number) => [number, number];
    readonly openeddraft_json: (a: number) => [number, number];
    readonly password: () => [number, number];
    readonly sha512: (a: number, b: number) => [number, number];
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __externref_table_dealloc: (a: number) => void;
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
